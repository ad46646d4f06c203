"""The cases behind a figure: those a reader may see, a page at a time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.staff.models import User
from lightbulb.core.time.periods import Period
from reporting.amounts import LEAST_SHOWN
from reporting.definitions import Definition
from reporting.enums import Cohort, Kind
from reporting.figures import Figure
from reporting.indicators.indicator import Indicator
from reporting.places import Place

A_PAGE = 50
MOST_EXPORTED = 5000
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
EXPORTED = ("Reference", "Name", "Locality", "Day", "Counted", "Days or number")


@dataclass(frozen=True)
class Behind:
    """Which figure's cases."""

    indicator: Indicator
    period: Period
    cohort: Cohort
    scope: Place

    @property
    def everything(self) -> QuerySet[Any]:
        return self.indicator.cases(self.period, self.scope, self.cohort)

    def visible_to(self, user: User, *, on: date) -> QuerySet[Any]:
        """The newest first, with what a row shows."""
        everything: Any = self.everything
        visible: QuerySet[Any] = everything.visible_to(user, on=on)
        return visible.select_related("person__merged_into", "locality").order_by(
            "-fact_day", "-id"
        )


@dataclass(frozen=True)
class Cursor:
    """The last row of the page before."""

    day: date
    key: UUID

    def __str__(self) -> str:
        return f"{self.day.isoformat()}_{self.key}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None for nothing or for what is no cursor: the list then begins anew."""
        day, _, key = text.partition("_")
        try:
            return cls(date.fromisoformat(day), UUID(key))
        except ValueError:
            return None


@dataclass(frozen=True)
class CaseRow:
    """A case or referral of the list."""

    record: Any
    reference: str
    name: str
    locality: str
    day: date
    counted: bool | None  # None: every row is
    value: int | None


@dataclass(frozen=True)
class CasePage:
    """A page of the list, with how many the reader may see and how many there are."""

    rows: tuple[CaseRow, ...]
    visible: int
    everything: int
    next: Cursor | None


def page_of(behind: Behind, user: User, after: Cursor | None, *, on: date) -> CasePage:
    """The page after a row, or the first."""
    visible = behind.visible_to(user, on=on)
    part = visible
    if after:
        part = visible.filter(Q(fact_day__lt=after.day) | Q(fact_day=after.day, id__lt=after.key))
    found = list(part[: A_PAGE + 1])
    rows = tuple(row_of(record, behind.indicator.definition) for record in found[:A_PAGE])
    last = Cursor(rows[-1].day, rows[-1].record.pk) if len(found) > A_PAGE else None
    everything = behind.everything.count()
    return CasePage(rows, visible.count(), everything, last)


def row_of(record: Any, definition: Definition) -> CaseRow:
    value = None if record.fact_value is None else max(0, record.fact_value)
    return CaseRow(
        record=record,
        reference=record.reference,
        name=record.person.canonical.full_name,
        locality=record.locality.name if record.locality else "No locality",
        day=record.fact_day,
        counted=is_counted(record, definition, value),
        value=value,
    )


def is_counted(record: Any, definition: Definition, value: int | None) -> bool | None:
    """Whether the row is one of the number; None where base and number are the same rows."""
    if definition.kind != Kind.SHARE:
        return None
    if definition.within:
        return value is not None and value <= definition.within
    return bool(record.fact_counted)


def not_shown(figure: Figure, page: CasePage, *, reads_it_all: bool) -> str:
    """What of the figure's cases the reader may not see, in words that tell nobody of a
    restricted one: whoever reads the whole place is told the same with and without any."""
    if reads_it_all:
        return (
            "Restricted cases are counted in every figure, and listed for those who may see them."
        )
    missing = page.everything - page.visible
    if figure.now.base.hidden or missing < LEAST_SHOWN:
        return "Cases that are not yours to see are counted in the figure and not listed here."
    return (
        f"{missing:,} more cases are counted in the figure and not shown to you: "
        "they lie outside the localities you work in, or are restricted."
    )


def reads_all_of(place: Place, user: User, *, on: date) -> bool:
    """Whether somebody reads every case of a place but those that are restricted."""
    scope = Scope.of(user, Permission.READ_CASES, on=on)
    return scope.everywhere or place.pk in scope.localities


def as_csv(rows: list[CaseRow]) -> Iterator[str]:
    """The list as a file that a spreadsheet opens, line by line."""
    yield _line(EXPORTED)
    for row in rows:
        counted = {True: "yes", False: "no", None: "yes"}[row.counted]
        value = "" if row.value is None else str(row.value)
        yield _line((row.reference, row.name, row.locality, row.day.isoformat(), counted, value))


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow(_harmless(cell) for cell in cells)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula; a sign before it makes it words."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell
