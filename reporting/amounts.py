"""The numbers behind a figure, and which of them are too small to be printed.

A statistic counts everybody, also people whose records few may see, and is the same for
all readers. So a count under five is not printed, nor anything worked out from it; and
where one locality alone is missing from a column whose total is printed, another goes
too, or the missing one could be had by subtraction. The county's own line is hidden only
when the whole county is under five.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

LEAST_SHOWN = 5
FEW = "fewer than 5"
KEPT_BACK = "not shown"
COUNTS = ("base", "number", "measured")
SPREAD = ("middle", "mean", "nine_in_ten", "longest")


@dataclass(frozen=True)
class Count:
    """A count as it may be printed: a number, or the words that stand for it."""

    value: int | None
    hidden: str = ""

    @property
    def words(self) -> str:
        return self.hidden or f"{self.value:,}"


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What was counted for a place and a period.

    `base`: what could have been counted; `number`: what was; `measured`: how many had a
    duration, and from there how long: the middle one, the mean, the one that nine in ten
    do not exceed, and the longest, in days.
    """

    base: Count
    number: Count
    measured: Count
    middle: Decimal | None = None
    mean: Decimal | None = None
    nine_in_ten: Decimal | None = None
    longest: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        plain = asdict(self)
        for name in SPREAD:
            plain[name] = None if plain[name] is None else str(plain[name])
        return plain


NOTHING = Amounts(base=Count(0), number=Count(0), measured=Count(0))


def amounts_from(plain: Mapping[str, Any]) -> Amounts:
    """Amounts as a snapshot holds them."""
    counts: dict[str, Any] = {name: Count(**plain[name]) for name in COUNTS}
    spread: dict[str, Any] = {
        name: None if plain[name] is None else Decimal(plain[name]) for name in SPREAD
    }
    return Amounts(**counts, **spread)


def with_small_ones_hidden(places: Mapping[str, Amounts]) -> dict[str, Amounts]:
    """The lines of one table and period as they may be printed; the county's is apart."""
    shown = dict(places)
    for name in COUNTS:
        hidden = _hidden_in_a_column({key: getattr(row, name) for key, row in shown.items()})
        shown = {key: _with(row, name, hidden[key]) for key, row in shown.items()}
        if name == "base":
            shown = {key: _all_hidden_with_base(row) for key, row in shown.items()}
    return {key: _without_spread(row) for key, row in shown.items()}


def county_as_shown(county: Amounts) -> Amounts:
    """The county's line: hidden when somebody was counted, but fewer than five."""
    row = county
    for name in COUNTS:
        row = _with(row, name, _few(getattr(county, name), zero_is_shown=True))
    return _without_spread(_all_hidden_with_base(row))


def _hidden_in_a_column(column: Mapping[str, Count]) -> dict[str, Count]:
    shown = {key: _few(count) for key, count in column.items()}
    missing = [key for key, count in shown.items() if count.hidden]
    left = [key for key, count in shown.items() if not count.hidden]
    if len(missing) == 1 and left:
        smallest = min(left, key=lambda key: (shown[key].value or 0, key))
        shown[smallest] = Count(None, KEPT_BACK)
    return shown


def _with(row: Amounts, name: str, count: Count) -> Amounts:
    changes: dict[str, Any] = {name: count}
    return replace(row, **changes)


def _few(count: Count, *, zero_is_shown: bool = False) -> Count:
    if count.value is None or count.value >= LEAST_SHOWN:
        return count
    return count if zero_is_shown and count.value == 0 else Count(None, FEW)


def _all_hidden_with_base(row: Amounts) -> Amounts:
    """Nothing is told of a base that is not told itself."""
    if not row.base.hidden:
        return row
    return replace(row, number=row.base, measured=row.base)


def _without_spread(row: Amounts) -> Amounts:
    """No duration is printed of fewer than five, nor of how many is not printed."""
    if row.measured.value is not None and row.measured.value >= LEAST_SHOWN:
        return row
    return replace(row, middle=None, mean=None, nine_in_ten=None, longest=None)
