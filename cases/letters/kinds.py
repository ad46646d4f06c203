"""The kinds of letter there are. Each app lists its own in its `letter_kinds.py`.

What a letter says is a frozen dataclass of words, made when the letter is asked for and
kept with it, so that it reads the same for ever: dates and names stand in it as printed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django.apps import apps


class Said(Protocol):
    """What a letter says. Its fields are `str` or `tuple[str, ...]`, each as printed."""

    __dataclass_fields__: Mapping[str, Any]

    def in_short(self) -> str:
        """The same in a few sentences, for a text message or to be read out on the phone."""


@dataclass(frozen=True)
class LetterKind:
    """One kind: its heading, what it says, and the template of what stands under the heading.

    One for `one_side` is set closer, so that it can hang on a fridge.
    """

    title: str
    said: type[Said]
    template: str
    one_side: bool = False


@cache
def all_letter_kinds() -> dict[str, LetterKind]:
    """Every app's kinds of letter by their stored word."""
    found: dict[str, LetterKind] = {}
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.letter_kinds"):
            found |= getattr(import_module(f"{app.name}.letter_kinds"), "LETTERS", {})
    return found


def kind_of(said: Said) -> str:
    """The stored word of the kind that says this. Raises LookupError when no app lists it."""
    for word, kind in all_letter_kinds().items():
        if kind.said is type(said):
            return word
    raise LookupError(f"No app lists a letter that says {type(said).__name__}")


def kept(said: Said) -> dict[str, Any]:
    """What a letter says, as it is stored."""
    return asdict(said)  # type: ignore[call-overload,no-any-return]


def read(kind: str, stored: Mapping[str, Any]) -> Said:
    """What a letter says, from what was stored of it."""
    words = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return all_letter_kinds()[kind].said(**words)
