"""A list of cases in one of a few orders, a page at a time, however deep.

A page is found by the key of the row before it, never by counting rows, so that the index
of the order leads straight to it. Cases without a next day come last in that order.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cases.models import Case

PAGE = 50
MOST_COUNTED = 10_000
BETWEEN = "~"


@dataclass(frozen=True)
class Sort:
    """An order of the list: by a field, then by the case's own key."""

    field: str
    is_day: bool = True
    descending: bool = False
    may_lack: bool = False  # whether a case may have no value to sort by

    def key_of(self, case: Case) -> str:
        value: Any = case
        for name in self.field.split("__"):
            value = getattr(value, name)
        return f"{'' if value is None else value}{BETWEEN}{case.pk}"


SORTS = {
    "next": Sort("next_action_on", may_lack=True),
    "name": Sort("person__name_sort", is_day=False),
    "opened": Sort("opened_on"),
    "newest": Sort("opened_on", descending=True),
}


@dataclass(frozen=True)
class Key:
    """Where a page begins: the sorted value of a row, and its case."""

    value: date | str | None
    pk: UUID


@dataclass(frozen=True)
class Page:
    cases: list[Case]
    before: str  # the key to go back from, empty on the first page
    after: str  # the key to go on from, empty on the last page


def page_of(cases: QuerySet[Case], sort: Sort, *, after: str = "", before: str = "") -> Page:
    """The rows after a key, or before one; a key nobody could have been given is none."""
    backwards = bool(before) and read_key(before, sort) is not None
    key = read_key(before if backwards else after, sort)
    upwards = sort.descending == backwards
    found = walked(in_order(cases, sort, upwards=upwards), legs(sort, key, upwards=upwards))
    more, rows = len(found) > PAGE, found[:PAGE]
    if backwards:
        rows.reverse()
    is_first = not more if backwards else key is None
    is_last = False if backwards else not more
    return Page(
        cases=rows,
        before="" if is_first or not rows else sort.key_of(rows[0]),
        after="" if is_last or not rows else sort.key_of(rows[-1]),
    )


def in_order(cases: QuerySet[Case], sort: Sort, *, upwards: bool = True) -> QuerySet[Case]:
    sign = "" if upwards else "-"
    return cases.order_by(f"{sign}{sort.field}", f"{sign}id")


def walked(cases: QuerySet[Case], parts: list[Q]) -> list[Case]:
    """A page of rows and one more, out of the first part and what it leaves to the second."""
    found: list[Case] = []
    for part in parts:
        if len(found) <= PAGE:
            found += cases.filter(part)[: PAGE + 1 - len(found)]
    return found


def legs(sort: Sort, key: Key | None, *, upwards: bool) -> list[Q]:
    """The way from a key on, in parts that an index each leads to; no value is the highest."""
    if key is None:
        return [Q()]
    field, step = sort.field, "gt" if upwards else "lt"
    further, lacking = Q(**{f"id__{step}": key.pk}), Q(**{f"{field}__isnull": True})
    if key.value is None:
        return [lacking & further] if upwards else [lacking & further, ~lacking]
    bound = Q(**{f"{field}__{step}e": key.value}) & (~Q(**{field: key.value}) | further)
    return [bound, lacking] if upwards and sort.may_lack else [bound]


def read_key(text: str, sort: Sort) -> Key | None:
    value, _, pk = text.rpartition(BETWEEN)
    try:
        return Key(read_value(value, sort), UUID(pk))
    except ValueError:
        return None


def read_value(value: str, sort: Sort) -> date | str | None:
    if not sort.is_day:
        return value.replace("\0", "")
    return date.fromisoformat(value) if value else None


def counted(cases: QuerySet[Case]) -> str:
    """How many, counted no further than is worth the wait: "1,204" or "10,000+"."""
    number = cases.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
