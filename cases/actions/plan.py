"""The plan: what the person decided, what was ordered, and whether it helped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.competence import ask_where_needed, why_not_go_on
from cases.actions.steps import locked, step
from cases.doubt import WHO_DECIDES, decisions_for, needs_a_decision
from cases.enums import MilestoneKind, SolutionState
from cases.models import CapacityDecision, Case, FollowUp, Order, OutcomeScore, Solution
from cases.verbs import Verb
from cases.workflow import SOLUTION
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a person decided about one thing offered: a step of the solution's workflow."""

    step: str  # accept, decline, self_fund or rule_out
    reason: str = ""
    ask_again_on: date | None = None
    cost: Decimal | None = None  # pounds, of what they buy themselves
    next_step: str = ""  # of what is accepted, and who takes it
    who: str = ""
    decided_under: CapacityDecision | None = None  # where there is doubt that they can decide
    may_tell: bool | None = None  # of a referral: whoever receives it may be told


@transaction.atomic
def decide(*, solution: Solution, choice: Choice, by: User, on: date) -> Solution:
    """Record what the person decided. One declined stays eligible, with a day to ask again.

    Raises ValidationError when it is declined without that day, or accepted in doubt of their
    capacity without who decided.
    """
    case = locked(solution.case)
    require(why_not_work(by, case, on=on))
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    solution.state = SOLUTION.next_state(solution.state, choice.step)
    if choice.step == "accept":
        refuse_without_decision(solution, choice)
    solution.decided_under = choice.decided_under
    solution.reason, solution.ask_again_on = choice.reason, choice.ask_again_on
    solution.cost, solution.may_tell = choice.cost, choice.may_tell
    solution.next_step, solution.who = choice.next_step, choice.who
    solution.decided_on = on
    solution.full_clean()
    solution.save()
    ask_where_needed(solution, by=by, on=on)
    detail = {"solution": solution.pk, "step": choice.step}
    detail |= {"ask_again_on": choice.ask_again_on} if choice.ask_again_on else {}
    step(case, "decide", Verb.SOLUTION_DECIDED, by=by, on=on, detail=detail, subject=solution)
    return solution


def refuse_without_decision(solution: Solution, choice: Choice) -> None:
    under = choice.decided_under
    if under is not None and under not in decisions_for(solution.case):
        raise ValidationError({"decided_under": "This was not decided in this case."})
    if under is None and needs_a_decision(solution):
        raise ValidationError({"decided_under": f"{WHO_DECIDES}."})


@transaction.atomic
def agree_plan(*, case: Case, by: User, on: date) -> Case:
    """Agree the plan with the person, who is sent it. Raises ValidationError while something
    is undecided."""
    case = locked(case)
    require(why_not_work(by, case, on=on))
    if case.solutions.undecided().exists():
        raise ValidationError("Decide each thing offered before the plan is agreed.")
    accepted = case.solutions.filter(state=SolutionState.ACCEPTED).count()
    detail = {"accepted": accepted}
    kind = MilestoneKind.PLAN_AGREED
    told = step(case, "agree_plan", Verb.PLAN_AGREED, by=by, on=on, detail=detail, milestone=kind)
    payload = {"case": str(case.pk), "on": on.isoformat()}
    outbox.put("tell_what_we_agreed", key=f"agreed:{told.pk}", payload=payload)
    return case


@transaction.atomic
def add_solution(*, solution: Solution, by: User, on: date) -> Solution:
    """Add what the person asked for, accepted at once. It comes unsaved, with its visit. What
    has to be decided by name is offered first.

    Raises ValidationError when the plan of that visit holds it already.
    """
    case = locked(solution.visit.case)
    require(why_not_work(by, case, on=on))
    solution.case, solution.state, solution.decided_on = case, SolutionState.ACCEPTED, on
    if needs_a_decision(solution):
        solution.state, solution.decided_on = SolutionState.OFFERED, None
    solution.full_clean()
    solution.save(force_insert=True)
    ask_where_needed(solution, by=by, on=on)
    detail = {"solution": solution.pk, "kind": str(solution.kind)}
    step(case, "decide", Verb.SOLUTION_ADDED, by=by, on=on, detail=detail, subject=solution)
    return solution


@transaction.atomic
def take_out_solution(*, solution: Solution, by: User, on: date) -> None:
    """Take out again what was added by mistake, as long as nothing followed from it.

    Raises NotAllowed for what a visit suggested, what was ordered, and what was decided since.
    """
    case = locked(solution.case)
    require(why_not_work(by, case, on=on))
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    if not solution.is_taken_out_easily:
        raise NotAllowed("Something followed from this already, so it stays in the plan.")
    detail = {"solution": solution.pk, "kind": str(solution.kind)}
    step(case, "decide", Verb.SOLUTION_TAKEN_OUT, by=by, on=on, detail=detail)
    solution.delete()


@transaction.atomic
def mark_done(*, solution: Solution, by: User, on: date) -> Solution:
    """Record that what needs no order was done: advice given, somebody referred on.

    It leaves the case where it is, as a decision does, and no delivery among its milestones.
    """
    case = locked(solution.case)
    require(why_not_work(by, case, on=on))
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    if solution.state == SolutionState.ORDERED:
        raise NotAllowed("This is on order: record the day it came instead.")
    if solution.may_tell is False:
        raise NotAllowed("They do not want this passed on. Ask them again before it is.")
    require(why_not_go_on(solution))
    solution.state = SOLUTION.next_state(solution.state, "deliver")
    solution.save(update_fields=["state"])
    detail = {"solution": solution.pk}
    step(case, "decide", Verb.SOLUTION_DONE, by=by, on=on, detail=detail, subject=solution)
    return solution


@transaction.atomic
def place_order(*, order: Order, by: User, on: date) -> Order:
    """Order what was accepted. The order comes unsaved, with its solution and supplier."""
    case = locked(order.solution.case)
    require(why_not_work(by, case, on=on))
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=order.solution_id)
    require(why_not_go_on(solution))
    solution.state = SOLUTION.next_state(solution.state, "order")
    order.ordered_on = on
    order.full_clean()
    order.save(force_insert=True)
    solution.save(update_fields=["state"])
    detail = {"solution": solution.pk, "order": order.pk}
    kind = MilestoneKind.ORDERED
    step(
        case,
        "place_order",
        Verb.ORDER_PLACED,
        by=by,
        on=on,
        detail=detail,
        milestone=kind,
        subject=order,
    )
    return order


@transaction.atomic
def receive(*, order: Order, delivered_on: date, by: User, on: date) -> Order:
    """Record that what was ordered is there. Raises NotAllowed when it was cancelled."""
    case = locked(order.solution.case)
    require(why_not_work(by, case, on=on))
    if Order.objects.filter(pk=order.pk, cancelled_on__isnull=False).exists():
        raise NotAllowed("This order was cancelled. If it came after all, order it again.")
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=order.solution_id)
    solution.state = SOLUTION.next_state(solution.state, "deliver")
    order.delivered_on = delivered_on
    order.full_clean()
    order.save(update_fields=["delivered_on"])
    solution.save(update_fields=["state"])
    detail = {"solution": solution.pk, "order": order.pk, "day": delivered_on}
    kind = MilestoneKind.DELIVERED
    step(
        case,
        "receive",
        Verb.ORDER_RECEIVED,
        by=by,
        on=on,
        detail=detail,
        milestone=kind,
        subject=order,
    )
    return order


@transaction.atomic
def plan_follow_up(*, case: Case, due_on: date, by: User, on: date) -> FollowUp:
    """Set the day to go back and see whether it helped, or another one for the next time."""
    case = locked(case)
    require(why_not_work(by, case, on=on))
    follow_up = case.follow_ups.filter(done_on=None).first() or FollowUp(case=case)
    follow_up.due_on = due_on
    follow_up.save()
    detail = {"due_on": due_on}
    step(case, "plan_follow_up", Verb.FOLLOW_UP_PLANNED, by=by, on=on, detail=detail)
    return follow_up


@transaction.atomic
def follow_up(
    *,
    follow_up: FollowUp,
    suits: bool,
    scores: Mapping[str, int],
    unsuitable: Collection[str] = (),
    falls_since: int | None = None,
    by: User,
    on: date,
) -> FollowUp:
    """Record how it turned out, with the same six scores as before.

    `unsuitable` are the codes of what does not suit and has to be put right; everything that
    came, when it does not suit and nothing is named. Falls that nobody asked about stay
    unknown, never none. Raises NotAllowed when it was followed up already.
    """
    case = locked(follow_up.case)
    require(why_not_work(by, case, on=on))
    if FollowUp.objects.filter(pk=follow_up.pk, done_on__isnull=False).exists():
        raise NotAllowed("This was followed up already.")
    follow_up.done_on, follow_up.suits, follow_up.falls_since = on, suits, falls_since
    follow_up.save(update_fields=["done_on", "suits", "falls_since"])
    OutcomeScore.objects.bulk_create(
        OutcomeScore(follow_up=follow_up, theme=theme, value=value)
        for theme, value in scores.items()
    )
    detail = {"scores": len(scores), "unsuitable": _check(case, suits, unsuitable)}
    kind = MilestoneKind.OUTCOME_3M
    step(case, "follow_up", Verb.FOLLOWED_UP, by=by, on=on, detail=detail, milestone=kind)
    return follow_up


def _check(case: Case, suits: bool, unsuitable: Collection[str]) -> int:
    """Part what suits from what does not; returns how many things do not."""
    delivered = case.solutions.filter(state=SolutionState.DELIVERED)
    wrong = delivered.none() if suits else delivered
    if unsuitable and not suits:
        wrong = delivered.filter(code__in=unsuitable)
    count = wrong.update(state=SolutionState.UNSUITABLE)
    case.solutions.filter(state=SolutionState.DELIVERED).update(state=SolutionState.CHECKED)
    return count
