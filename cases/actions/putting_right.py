"""When something does not come, or came and does not suit."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import locked, step
from cases.models import Order, Solution
from cases.verbs import Verb
from cases.workflow import SOLUTION
from lightbulb.core.access.refusal import require
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def cancel_order(*, order: Order, reason: str, by: User, on: date) -> Order:
    """Record that an order will not come. What it was for is accepted again, to be ordered
    elsewhere or decided anew. Raises NotAllowed when it came, or was cancelled before.
    """
    case = locked(order.solution.case)
    require(why_not_work(by, case, on=on))
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.delivered_on or order.cancelled_on:
        raise NotAllowed("This order is no longer under way. Look at the plan again.")
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=order.solution_id)
    solution.state = SOLUTION.next_state(solution.state, "cancel")
    order.cancelled_on, order.cancelled_because = on, reason
    order.full_clean()
    order.save(update_fields=["cancelled_on", "cancelled_because"])
    solution.save(update_fields=["state"])
    detail = {"solution": solution.pk, "order": order.pk}
    verb = Verb.ORDER_CANCELLED
    step(case, "cancel_order", verb, by=by, on=on, detail=detail, subject=order)
    return order


@transaction.atomic
def give_back(*, solution: Solution, reason: str, by: User, on: date) -> Solution:
    """Record that what does not suit was given back or taken out again, and why."""
    case = locked(solution.case)
    require(why_not_work(by, case, on=on))
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    solution.state = SOLUTION.next_state(solution.state, "give_back")
    if not reason:
        raise ValidationError("Say why it was given back.")
    solution.reason = reason
    solution.full_clean()
    solution.save(update_fields=["state", "reason"])
    detail = {"solution": solution.pk}
    verb = Verb.SOLUTION_GIVEN_BACK
    step(case, "decide", verb, by=by, on=on, detail=detail, subject=solution)
    return solution
