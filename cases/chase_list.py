"""Everything somebody outside owes: waits of cases on hold, and orders that should have come."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from cases.enums import HoldCause
from cases.models import Case, Hold, Order
from lightbulb.core.staff.models import User

MOST = 200
SUPPLIER = "supplier"
KINDS = [(SUPPLIER, "Suppliers"), *HoldCause.choices]


@dataclass(frozen=True)
class Owed:
    """One row: who owes what, since when, who asked last, and when to ask the next time."""

    kind: str  # hold or order: the name of its tick
    key: str
    whom: str
    what: str
    case: Case
    since: date
    chased_on: date | None
    chased_by: str
    next_on: date | None
    owner: str

    def is_late(self, on: date) -> bool:
        return self.next_on is None or self.next_on < on


def owed(seen: QuerySet[Case], *, of: User | None, kind: str, on: date) -> list[Owed]:
    """What is owed in cases in sight, the most pressing first.

    `of` leaves out what is not somebody's to chase; `kind` is a cause, or suppliers.
    """
    holds, orders = held_in(seen, of), ordered_in(seen, of, on=on)
    if kind == SUPPLIER:
        holds = holds.none()
    elif kind in HoldCause.values:
        holds, orders = holds.filter(cause=kind), orders.none()
    rows = [*map(of_hold, holds[:MOST]), *map(of_order, orders[:MOST])]
    return sorted(rows, key=lambda row: (row.next_on or date.min, row.since))[:MOST]


def held_in(seen: QuerySet[Case], of: User | None) -> QuerySet[Hold]:
    found = Hold.objects.standing().filter(case__in=seen)
    mine = found.filter(owner=of) if of else found
    return mine.select_related("case__person__merged_into", "owner", "chased_by")


def ordered_in(seen: QuerySet[Case], of: User | None, *, on: date) -> QuerySet[Order]:
    late = Order.objects.to_chase(on) | Order.objects.outstanding().filter(
        Q(chased_on__isnull=False)
    )
    found = late.filter(solution__case__in=seen)
    mine = found.filter(solution__case__lead_worker=of) if of else found
    related = ("solution__case__person__merged_into", "solution__case__lead_worker", "chased_by")
    return mine.select_related(*related).order_by("expected_on", "id")


def of_hold(hold: Hold) -> Owed:
    return Owed(
        kind="hold",
        key=str(hold.pk),
        whom=hold.whom,
        what=hold.reason,
        case=hold.case,
        since=hold.starts_on,
        chased_on=hold.chased_on,
        chased_by=hold.chased_by.name if hold.chased_by else "",
        next_on=hold.next_on,
        owner=hold.owner.name,
    )


def of_order(order: Order) -> Owed:
    case = order.solution.case
    return Owed(
        kind="order",
        key=str(order.pk),
        whom=order.supplier,
        what=order.solution.label,
        case=case,
        since=order.ordered_on,
        chased_on=order.chased_on,
        chased_by=order.chased_by.name if order.chased_by else "",
        next_on=order.chase_on or order.expected_on,
        owner=case.lead_worker.name if case.lead_worker else "",
    )


def kind_links(chosen: str, *, mine: bool) -> list[dict[str, Any]]:
    """The filter above the list: everything, suppliers, and each cause."""
    whose = "&whose=me" if mine else ""
    links = [("", "Everything"), *KINDS]
    return [
        {"label": label, "url": f"?kind={value}{whose}", "current": value == chosen}
        for value, label in chain(links)
    ]
