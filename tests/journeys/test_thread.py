"""One person's way through the service, verb by verb."""

from datetime import UTC, date, datetime

import pytest

from cases import actions
from cases.enums import MilestoneKind, Outcome, SolutionState, Stage, Theme, WaitingOn
from cases.models import Order
from lightbulb.core.models import Event
from tests.cases.factories import make_home, make_person, make_target, make_worker
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer, new_referral
from triage import actions as triage
from triage.enums import TriageOutcome, UrgencyFact

SIX_SCORES = dict.fromkeys(Theme.values, 4)


@pytest.mark.django_db
def test_a_call_becomes_a_case_a_plan_an_order_and_an_outcome():
    locality = make_locality(name="Melton")
    worker, officer = make_worker(locality=locality), make_triage_officer()
    make_target(code="urgent_simple", working_days=55)
    make_target(code="first_call", working_days=3)
    person = make_person(home=make_home(locality=locality))

    told = {"urgency_facts": [UrgencyFact.HOSPITAL], "falls": 2}
    referral = triage.log_referral(
        referral=new_referral(person=person, **told), by=officer, on=date(2026, 11, 2)
    )
    choice = triage.Choice(outcome=TriageOutcome.LOCALITY_CASE)
    triage.decide(referral=referral, choice=choice, by=officer, on=date(2026, 11, 3))
    referral.refresh_from_db()
    case = referral.case
    assert (case.reference, case.stage) == (referral.reference, Stage.OPENED)
    assert case.due_on == date(2027, 1, 21)  # 55 working days, less Christmas, Boxing Day, New Year

    case = actions.allocate(case=case, worker=worker, by=worker, on=date(2026, 11, 4))
    assert (case.waiting_on, case.next_action_on) == (WaitingOn.WORKER, date(2026, 11, 9))

    at = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
    visit = actions.book_visit(
        case=case, worker=worker, starts_at=at, by=worker, on=date(2026, 11, 5)
    )
    answers = {
        "R1": {"value": "Sleeping in my own bed\nA proper wash", "said_by": "person"},
        "P13": {"value": "lot", "seen": True},
        "H3": {"value": "more", "said_by": "person"},
    }
    actions.save_answers(
        visit=visit, answers=answers, revision=0, by=worker, at=at, on=date(2026, 11, 10)
    )
    actions.finish_visit(visit=visit, scores=SIX_SCORES, by=worker, on=date(2026, 11, 10))
    case.refresh_from_db()
    assert case.what_matters == ["Sleeping in my own bed", "A proper wash"]
    offered = {solution.code: solution for solution in case.solutions.all()}
    assert set(offered) == {"falls_advice", "pendant", "bath_board"}

    day = date(2026, 11, 11)
    later = actions.Choice(step="decline", ask_again_on=date(2027, 3, 1), reason="Not yet")
    actions.decide(solution=offered["pendant"], choice=later, by=worker, on=day)
    for code in ("falls_advice", "bath_board"):
        actions.decide(
            solution=offered[code], choice=actions.Choice(step="accept"), by=worker, on=day
        )
    case = actions.agree_plan(case=case, by=worker, on=day)
    order = Order(solution=offered["bath_board"], supplier="Castle Road Equipment")
    actions.place_order(order=order, by=worker, on=day)
    actions.receive(order=order, delivered_on=date(2026, 11, 16), by=worker, on=date(2026, 11, 16))
    follow_up = actions.plan_follow_up(
        case=case, due_on=date(2026, 11, 20), by=worker, on=date(2026, 11, 16)
    )
    actions.follow_up(
        follow_up=follow_up,
        suits=True,
        scores=dict.fromkeys(Theme.values, 8),
        by=worker,
        on=date(2026, 11, 20),
    )
    case = actions.close(case=case, outcome=Outcome.COMPLETED, by=worker, on=date(2026, 11, 20))
    assert (case.stage, case.waiting_on) == (Stage.CLOSED, WaitingOn.NOBODY)
    offered["bath_board"].refresh_from_db()
    assert offered["bath_board"].state == SolutionState.CHECKED
    kinds = case.milestones.values_list("kind", flat=True)
    assert list(kinds) == [
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
