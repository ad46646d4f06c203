"""One person's way through the service, verb by verb."""

from datetime import UTC, date, datetime

import pytest

from cases import actions
from cases.enums import MilestoneKind, Outcome, SolutionState, Stage, Theme, WaitingOn
from cases.models import Case, Order
from lightbulb.core.models import Event, User
from tests.cases.factories import make_home, make_person, make_target, make_worker
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer, new_referral
from triage import actions as triage
from triage.enums import TriageOutcome, UrgencyFact

AT_THE_VISIT = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
AFTER = date(2026, 11, 11)
ANSWERS = {
    "R1": {"value": "Sleeping in my own bed\nA proper wash", "said_by": "person"},
    "P13": {"value": "lot", "seen": True},
    "H3": {"value": "more", "said_by": "person"},
}


@pytest.fixture
def worker(db: None) -> User:
    make_target(code="urgent_simple", working_days=55)
    make_target(code="first_call", working_days=3)
    return make_worker(locality=make_locality(name="Melton"))


@pytest.fixture
def case(worker: User) -> Case:
    """Told to triage on Monday 2 November, passed to Melton the day after."""
    officer = make_triage_officer()
    locality = worker.memberships.get().localities.get()
    told = new_referral(
        person=make_person(home=make_home(locality=locality)),
        urgency_facts=[UrgencyFact.HOSPITAL],
        falls=2,
    )
    referral = triage.log_referral(referral=told, by=officer, on=date(2026, 11, 2))
    choice = triage.Choice(outcome=TriageOutcome.LOCALITY_CASE)
    triage.decide(referral=referral, choice=choice, by=officer, on=date(2026, 11, 3))
    return Case.objects.get(referral=referral)


def visited(case: Case, worker: User) -> Case:
    """Given out on the 4th, booked on the 5th, visited on the 10th."""
    actions.allocate(case=case, worker=worker, by=worker, on=date(2026, 11, 4))
    visit = actions.book_visit(
        case=case, worker=worker, starts_at=AT_THE_VISIT, by=worker, on=date(2026, 11, 5)
    )
    day = date(2026, 11, 10)
    actions.save_answers(
        visit=visit, answers=ANSWERS, revision=0, by=worker, at=AT_THE_VISIT, on=day
    )
    actions.finish_visit(visit=visit, scores=dict.fromkeys(Theme, 4), by=worker, on=day)
    return Case.objects.get(pk=case.pk)


def agreed(case: Case, worker: User) -> Case:
    """The bath board and the advice are wanted; the pendant not yet."""
    later = actions.Choice(step="decline", ask_again_on=date(2027, 3, 1), reason="Not yet")
    for solution in case.solutions.all():
        choice = later if solution.code == "pendant" else actions.Choice(step="accept")
        actions.decide(solution=solution, choice=choice, by=worker, on=AFTER)
    return actions.agree_plan(case=case, by=worker, on=AFTER)


def ended(case: Case, worker: User) -> Case:
    """Ordered at once, delivered on the 16th, followed up and closed on the 20th."""
    board = case.solutions.get(code="bath_board")
    order = Order(solution=board, supplier="Castle Road Equipment")
    actions.place_order(order=order, by=worker, on=AFTER)
    came, last = date(2026, 11, 16), date(2026, 11, 20)
    actions.receive(order=order, delivered_on=came, by=worker, on=came)
    due = actions.plan_follow_up(case=case, due_on=last, by=worker, on=came)
    scores = dict.fromkeys(Theme, 8)
    actions.follow_up(follow_up=due, suits=True, scores=scores, by=worker, on=last)
    return actions.close(case=case, outcome=Outcome.COMPLETED, by=worker, on=last)


def test_the_case_takes_over_the_referral_s_reference_and_its_clock(case):
    assert (case.reference, case.stage) == (case.referral.reference, Stage.OPENED)
    # 55 working days from 2 November: 20 in November, 21 in December without the 25th and
    # 28th, and the 14th of January's, which begins with a holiday.
    assert case.due_on == date(2027, 1, 21)


def test_the_first_call_is_due_three_working_days_after_they_rang(case, worker):
    """Rung on Monday 2 November; giving it out on Wednesday does not put the day off."""
    case = actions.allocate(case=case, worker=worker, by=worker, on=date(2026, 11, 4))
    assert (case.waiting_on, case.next_action_on) == (WaitingOn.WORKER, date(2026, 11, 5))


def test_a_visit_keeps_what_matters_and_offers_what_may_help(case, worker):
    case = visited(case, worker)
    assert case.what_matters == ["Sleeping in my own bed", "A proper wash"]
    offered = set(case.solutions.values_list("code", flat=True))
    assert offered == {"falls_advice", "pendant", "bath_board"}


def test_what_is_declined_stays_eligible_with_a_day_to_ask_again(case, worker):
    pendant = agreed(visited(case, worker), worker).solutions.get(code="pendant")
    assert (pendant.state, pendant.ask_again_on) == (SolutionState.DECLINED, date(2027, 3, 1))


def test_a_call_becomes_a_case_a_plan_an_order_and_an_outcome(case, worker):
    case = ended(agreed(visited(case, worker), worker), worker)
    assert (case.stage, case.waiting_on) == (Stage.CLOSED, WaitingOn.NOBODY)
    assert case.solutions.get(code="bath_board").state == SolutionState.CHECKED
    assert list(case.milestones.values_list("kind", flat=True)) == [
        MilestoneKind.CONTACT_RECEIVED,
        MilestoneKind.TRIAGED,
        MilestoneKind.REFERRED,
        MilestoneKind.ALLOCATED,
        MilestoneKind.ASSESSMENT_BOOKED,
        MilestoneKind.ASSESSMENT_DONE,
        MilestoneKind.PLAN_AGREED,
        MilestoneKind.ORDERED,
        MilestoneKind.DELIVERED,
        MilestoneKind.OUTCOME_3M,
        MilestoneKind.CLOSED,
    ]
    assert Event.objects.filter(case_id=case.pk).count() == 14
