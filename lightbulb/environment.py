"""Reading the environment: typed, and every wrong value named at once.

The settings ask for each value once; a value that is missing or does not read is
noted, a harmless stand-in is returned, and `refuse_if_wrong` stops the start with one
message that names them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

OWN_PREFIX = "LIGHTBULB_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass
class Environment:
    """The environment of one start, with what is wrong in it."""

    values: Mapping[str, str]
    asked: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def raw(self, name: str) -> str:
        self.asked.add(name)
        return self.values.get(name, "").strip()

    def text(self, name: str, default: str = "") -> str:
        return self.raw(name) or default

    def choice(
        self, name: str, options: Iterable[str], default: str, *, otherwise: str | None = None
    ) -> str:
        """One of the options: `default` when not set, `otherwise` when it is none of them."""
        value = self.text(name, default)
        if value not in (known := tuple(options)):
            self.wrong(name, f"must be one of {', '.join(known)}, not {value!r}")
            return otherwise or default
        return value

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.text(name, "yes" if default else "no").lower()
        if value not in TRUE | FALSE:
            self.wrong(name, f"must be yes or no, not {value!r}")
        return value in TRUE

    def integer(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            self.wrong(name, f"must be a number from {least} to {most}, not {value!r}")
            return default
        return int(value)

    def words(self, name: str) -> list[str]:
        """A list written with commas."""
        return [word for part in self.raw(name).split(",") if (word := part.strip())]

    def url(self, name: str, schemes: Iterable[str]) -> SplitResult | None:
        """An address with one of the schemes; None when it is not set or wrong."""
        if not (value := self.raw(name)):
            return None
        try:
            parts = urlsplit(value)
            _ = parts.port  # raises when it is no number
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in (known := tuple(schemes)):
            # The value may hold a password, so it is not repeated.
            starts = " or ".join(f"{scheme}://" for scheme in known)
            self.wrong(name, f"must be an address that starts {starts}")
            return None
        return parts

    def wrong(self, name: str, why: str) -> None:
        self.problems.append(f"{name} {why}")

    def refuse_if_wrong(self) -> None:
        """Raise ImproperlyConfigured naming every wrong, missing or unknown value."""
        own = {name for name in self.values if name.startswith(OWN_PREFIX)}
        for name in sorted(own - self.asked):
            self.wrong(name, "is not a setting of Lightbulb: check the spelling")
        if self.problems:
            lines = "\n".join(f"  - {problem}" for problem in self.problems)
            raise ImproperlyConfigured(f"Lightbulb cannot start:\n{lines}")
