"""Asking again for several things at once, of whoever owes them."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.holds import chase
from cases.actions.steps import locked, place_of
from cases.models import Hold, Order
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def chase_order(*, order: Order, chase_on: date, by: User, on: date) -> Order:
    """Record that a supplier was asked again, and when to ask the next time.

    Raises NotAllowed when it came or was cancelled, ValidationError for a day gone by.
    """
    case = locked(order.solution.case)
    require(why_not_work(by, case, on=on))
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.delivered_on or order.cancelled_on:
        raise NotAllowed("It came or was cancelled meanwhile.")
    if chase_on < on:
        raise ValidationError("The next day to ask is today or later.")
    order.chase_on, order.chased_on, order.chased_by = chase_on, on, by
    order.save(update_fields=["chase_on", "chased_on", "chased_by"])
    detail = {"solution": order.solution_id, "order": order.pk, "next_on": chase_on}
    record(Verb.ORDER_CHASED, order, by=by, on=on, detail=detail, place=place_of(case))
    return order


def ask_again(
    *, holds: Iterable[Hold], orders: Iterable[Order], next_on: date, by: User, on: date
) -> list[tuple[Hold | Order, str]]:
    """Record each as asked again today; returns those that could not be, and why.

    Each stands for itself: what was answered meanwhile does not stop the others.
    """
    left: list[tuple[Hold | Order, str]] = []
    for hold in holds:
        try:
            chase(hold=hold, next_on=next_on, next_step=hold.next_step, by=by, on=on)
        except PermissionDenied as refusal:
            left.append((hold, str(refusal)))
    for order in orders:
        try:
            chase_order(order=order, chase_on=next_on, by=by, on=on)
        except PermissionDenied as refusal:
            left.append((order, str(refusal)))
    return left
