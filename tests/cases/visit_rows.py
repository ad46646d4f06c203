"""Cases taken as far as their visit, plan and follow-up, by the verbs themselves."""

from datetime import UTC, date, datetime
from typing import Any

from cases import actions
from cases.enums import SolutionState, Theme
from cases.models import Case, FollowUp, Order, Solution, Visit
from lightbulb.core.staff.models import User
from tests.cases.factories import make_case, make_worker
from tests.core.factories import make_locality

BOOKED_ON = date(2026, 11, 5)
VISITED_AT = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
VISITED_ON = date(2026, 11, 10)
HARD_BATH = {"P13": {"value": "lot", "seen": True}}
TWO_FALLS = {"H3": {"value": "more", "said_by": "person", "seen": False}}


def make_hsc(*, name: str = "Asha Lampwright", place: str = "Elmshire") -> User:
    return make_worker(locality=make_locality(name=place), name=name)


def make_visit(*, worker: User, case: Case | None = None) -> Visit:
    """A first visit booked for half past nine on Tuesday 10 November 2026."""
    locality = worker.memberships.get().localities.get()
    case = case or make_case(locality=locality)
    actions.allocate(case=case, worker=worker, by=worker, on=BOOKED_ON)
    return actions.book_visit(
        case=case, worker=worker, starts_at=VISITED_AT, by=worker, on=BOOKED_ON
    )


def answer(visit: Visit, answers: dict[str, Any], *, revision: int = 0) -> None:
    actions.save_answers(
        visit=visit,
        answers=answers,
        revision=revision,
        by=visit.worker,
        at=VISITED_AT,
        on=VISITED_ON,
    )


def make_plan(*, worker: User, answers: dict[str, Any] | None = None) -> Case:
    """A case whose visit is finished; a hard bath offers a bath board alone, unless said."""
    visit = make_visit(worker=worker)
    answer(visit, answers or HARD_BATH)
    scores = dict.fromkeys(Theme.values, 3)
    actions.finish_visit(visit=visit, scores=scores, by=worker, on=VISITED_ON)
    return Case.objects.get(pk=visit.case_id)


def accept_all(case: Case, *, by: User) -> list[Solution]:
    for solution in case.solutions.undecided():
        choice = actions.Choice(step="accept")
        actions.decide(solution=solution, choice=choice, by=by, on=VISITED_ON)
    return list(case.solutions.filter(state=SolutionState.ACCEPTED))


def make_agreed(*, worker: User, answers: dict[str, Any] | None = None) -> Case:
    """A case whose plan is agreed, with everything accepted."""
    case = make_plan(worker=worker, answers=answers)
    accept_all(case, by=worker)
    return actions.agree_plan(case=case, by=worker, on=VISITED_ON)


def make_order(*, worker: User) -> Order:
    """The bath board, ordered on the day of the visit."""
    case = make_agreed(worker=worker)
    order = Order(solution=case.solutions.get(), supplier="Castle Road Equipment")
    return actions.place_order(order=order, by=worker, on=VISITED_ON)


def make_follow_up(*, worker: User) -> FollowUp:
    """Due on 20 November 2026, everything ordered being there since the 16th."""
    order = make_order(worker=worker)
    day = date(2026, 11, 16)
    actions.receive(order=order, delivered_on=day, by=worker, on=day)
    case = Case.objects.get(pk=order.solution.case_id)
    return actions.plan_follow_up(case=case, due_on=date(2026, 11, 20), by=worker, on=day)
