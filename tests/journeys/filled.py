"""A form as somebody filled it in, and who fills it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lightbulb.core.staff.models import User
from tests.cases import visit_rows as rows

TYPED = "a lodger with a ferret"


@dataclass(frozen=True)
class Filled:
    """A form as somebody filled it in. `script`: the body that a script puts."""

    page: str
    sent_to: str
    typed: Mapping[str, Any]
    shown: str
    script: str = ""


@dataclass(frozen=True)
class Row:
    who: Callable[[], User]
    fill: Callable[[User], Filled]


def hsc() -> User:
    return rows.make_hsc()
