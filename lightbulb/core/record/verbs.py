"""What can happen, as each app lists it, and what an event may say about it.

An app's `verbs.py` holds one enum whose members are `VerbSpec`s. The detail of an event
holds only the keys its verb names, each of a kind that cannot carry anybody's words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from uuid import UUID

# The kinds of value a detail may hold, and how each is written.
CODE, ID, DATE, AMOUNT, NUMBER, FIELDS = (
    "code",
    "id",
    "date",
    "amount",
    "number",
    "fields",
)
CODE_SHAPE = re.compile(r"[A-Za-z0-9_.:/-]{1,60}")


@dataclass(frozen=True)
class VerbSpec:
    """One verb: the version of its detail, its sentence, and what the detail may hold.

    The sentence follows the actor's name on a timeline: "recorded an absence".
    """

    version: int
    sentence: str
    detail: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class VerbEnum(Enum):
    """Base of every app's verbs: the stored word is the member's name in lower case."""

    @property
    def word(self) -> str:
        return str(self.name).lower()

    @property
    def spec(self) -> VerbSpec:
        return self.value  # type: ignore[no-any-return]


def checked_detail(verb: VerbEnum, detail: Mapping[str, object]) -> dict[str, object]:
    """The detail as it is stored. Raises ValueError for a key or kind the verb lacks."""
    return {key: _written(verb, key, value) for key, value in detail.items()}


def _written(verb: VerbEnum, key: str, value: object) -> object:
    kind = verb.spec.detail.get(key)
    if kind is None:
        raise ValueError(f"{verb.word} has no detail named {key}")
    if not WRITABLE[kind](value):
        raise ValueError(f"{key} of {verb.word} is no {kind}: {type(value).__name__}")
    return value if isinstance(value, int | list) else str(value)


def _is_code(value: object) -> bool:
    return isinstance(value, str) and CODE_SHAPE.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


WRITABLE: dict[str, Callable[[object], bool]] = {
    CODE: _is_code,
    ID: lambda value: isinstance(value, UUID) or _is_number(value),
    DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    AMOUNT: lambda value: isinstance(value, Decimal) and value.is_finite(),
    NUMBER: _is_number,
    FIELDS: lambda value: isinstance(value, list) and all(_is_code(name) for name in value),
}
