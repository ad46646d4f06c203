"""An Occupational Therapist's assessment: one writes it, signs it, and adds to it after."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions
from cases.enums import MilestoneKind, OtRisk, SolutionState, Stage, VisitState
from cases.known import known_before
from cases.models import Addendum, Case, OtWait, Visit
from cases.mot.sets import current_version, question_set
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_worker
from tests.cases.visit_rows import (
    BOOKED_ON,
    HARD_BATH,
    VISITED_AT,
    VISITED_ON,
    answer,
    make_hsc,
    make_plan,
    make_visit,
)
from tests.core.factories import make_locality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
REASONING = {"OT1": {"value": "She cannot lift her leg over the bath, and it will not come back."}}
SHOWER = REASONING | {
    "OT11": {"value": ["level_shower"]},
    "OT13": {"value": ["f", "b"]},
    "OT14": {"value": "She has not washed below the waist since May."},
    "OT15": {"value": "It holds when she needs a chair."},
    "OT16": {"value": "yes"},
}


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def case(hsc):
    return make_plan(worker=hsc)


def make_ot(case, *, name="Farida Wickett"):
    return make_worker(locality=case.locality, role=RoleCode.OT, name=name)


def book(case, therapist, *, by):
    return actions.book_assessment(
        case=case, worker=therapist, starts_at=VISITED_AT, by=by, on=BOOKED_ON
    )


def assessed(case, answers=SHOWER):
    """An assessment written and signed by the Occupational Therapist who made it."""
    therapist = make_ot(case)
    visit = book(case, therapist, by=therapist)
    answer(visit, answers)
    return actions.sign_assessment(visit=visit, by=therapist, on=VISITED_ON)


def test_an_assessment_asks_its_own_questions_with_the_reasoning_first(case):
    therapist = make_ot(case)
    visit = book(case, therapist, by=therapist)
    answer(visit, REASONING)
    assert visit.answers.question_set == "ot-2026-11-27"
    first = question_set(visit.answers.question_set).questions[0]
    assert (first.id, first.kind, first.ours) == ("OT1", "text", True)


def test_a_set_of_the_assessment_is_never_asked_on_a_housing_mot():
    assert not current_version(date(2030, 1, 1)).startswith("ot-")
    assert current_version(date(2020, 1, 1), "ot-") == "ot-2026-11-27"


def test_what_is_signed_comes_into_the_plan_and_into_the_milestones(case):
    visit = assessed(case)
    assert (visit.state, visit.done_on) == (VisitState.DONE, VISITED_ON)
    [shower] = case.solutions.filter(visit=visit)
    assert (shower.code, shower.state) == ("level_shower", SolutionState.OFFERED)
    assert shower.because == "The Occupational Therapist recommends it"
    [milestone] = case.milestones.filter(kind=MilestoneKind.RECOMMENDATION_MADE)
    assert milestone.happened_on == VISITED_ON
    detail = Event.objects.get(verb="assessment_signed").detail
    assert (detail["recommended"], detail["question_set"]) == (1, "ot-2026-11-27")


def test_an_assessment_that_recommends_no_works_leaves_no_milestone(case):
    visit = assessed(case, REASONING | {"OT11": {"value": ["none"]}})
    assert not case.solutions.filter(visit=visit).exists()
    assert not case.milestones.filter(kind=MilestoneKind.RECOMMENDATION_MADE).exists()


def test_it_leaves_the_case_where_it_is(case):
    before = Case.objects.get(pk=case.pk).stage
    assessed(case)
    assert Case.objects.get(pk=case.pk).stage == before == Stage.ASSESSED


def test_nothing_is_signed_without_reasoning(case):
    with pytest.raises(ValidationError, match="Write your reasoning"):
        assessed(case, {"OT1": {"value": "  "}, "OT11": {"value": ["stairlift"]}})
    assert not Event.objects.filter(verb="assessment_signed").exists()


def test_nobody_else_writes_or_signs_it(case, hsc):
    therapist, other = make_ot(case), make_ot(case, name="Rhona Taper")
    visit = book(case, therapist, by=hsc)
    for somebody in (hsc, other):
        with pytest.raises(PermissionDenied, match="Farida Wickett writes and signs"):
            actions.save_answers(
                visit=visit,
                answers=REASONING,
                revision=0,
                by=somebody,
                at=VISITED_AT,
                on=VISITED_ON,
            )
        with pytest.raises(PermissionDenied, match="Farida Wickett writes and signs"):
            actions.sign_assessment(visit=visit, by=somebody, on=VISITED_ON)


def test_what_is_signed_takes_no_more_answers_and_no_second_signature(case):
    visit = assessed(case)
    with pytest.raises(NotAllowed):
        answer(visit, SHOWER | {"OT16": {"value": "no"}}, revision=1)
    with pytest.raises(NotAllowed):
        actions.sign_assessment(visit=visit, by=visit.worker, on=VISITED_ON)
    assert visit.answers.answers["OT16"] == {"value": "yes"}


def test_an_addendum_stands_beside_what_was_signed(case):
    visit = assessed(case)
    colleague = make_ot(case, name="Rhona Taper")
    addendum = Addendum(visit=visit, text="Her son moves in on Monday.")
    actions.add_to_assessment(addendum=addendum, by=colleague, on=date(2026, 11, 12))
    [kept] = visit.addenda.all()
    assert (kept.text, kept.written_by.name) == ("Her son moves in on Monday.", "Rhona Taper")
    assert visit.answers.answers == SHOWER


def test_nothing_is_added_before_it_is_signed_and_nothing_by_anybody_else(case, hsc):
    therapist = make_ot(case)
    visit = book(case, therapist, by=hsc)
    with pytest.raises(NotAllowed, match="not signed yet"):
        actions.add_to_assessment(
            addendum=Addendum(visit=visit, text="More."), by=therapist, on=VISITED_ON
        )
    with pytest.raises(PermissionDenied, match="Asha Lampwright is no Occupational Therapist"):
        actions.add_to_assessment(
            addendum=Addendum(visit=visit, text="More."), by=hsc, on=VISITED_ON
        )


def test_the_wait_for_an_occupational_therapist_ends_with_the_signature(case, hsc):
    wait = OtWait(case=case, need="Bath or shower", risk=OtRisk.HIGH, review_on=VISITED_ON)
    actions.ask_ot(wait=wait, by=hsc, on=BOOKED_ON)
    visit = assessed(case)
    wait.refresh_from_db()
    assert (wait.ended_on, wait.ended_by) == (VISITED_ON, visit.worker)


def test_one_assessment_at_a_time_is_booked_and_by_whoever_works_there(case, hsc):
    therapist = make_ot(case)
    stranger = make_worker(
        locality=make_locality(name="Otherham"), role=RoleCode.OT, name="Olive Snuff"
    )
    with pytest.raises(PermissionDenied, match="Olive Snuff does not work in Elmshire"):
        book(case, stranger, by=hsc)
    with pytest.raises(PermissionDenied, match="is no Occupational Therapist"):
        book(case, hsc, by=hsc)
    book(case, therapist, by=hsc)
    with pytest.raises(ValidationError, match="An assessment is booked already"):
        book(case, therapist, by=hsc)


def test_a_cancelled_assessment_makes_room_for_another(case, hsc):
    therapist = make_ot(case)
    actions.cancel_assessment(visit=book(case, therapist, by=hsc), by=hsc, on=BOOKED_ON)
    assert book(case, therapist, by=hsc).state == VisitState.BOOKED
    with pytest.raises(NotAllowed):
        actions.cancel_assessment(visit=assessed_other(case, therapist), by=hsc, on=VISITED_ON)


def assessed_other(case, therapist):
    visit = Visit.objects.booked().get(case=case, worker=therapist)
    answer(visit, SHOWER)
    return actions.sign_assessment(visit=visit, by=therapist, on=VISITED_ON)


# --- Joint visits ------------------------------------------------------------------------


def joint(hsc):
    """A first visit and an assessment at the same hour, booked in one step."""
    alone = make_visit(worker=hsc)
    case = actions.cancel_visit(visit=alone, by=hsc, on=BOOKED_ON)
    therapist = make_ot(case)
    first = actions.book_visit(
        case=case,
        worker=hsc,
        starts_at=VISITED_AT,
        therapist=therapist,
        by=hsc,
        on=BOOKED_ON,
    )
    return first, Visit.objects.get(worker=therapist)


def test_a_joint_visit_stands_in_both_days_and_names_who_comes_along(hsc):
    first, second = joint(hsc)
    assert (second.starts_at, second.minutes) == (first.starts_at, first.minutes)
    shown = Visit.objects.with_company()
    assert shown.get(pk=first.pk).company == second.worker
    assert shown.get(pk=second.pk).company == hsc


def test_on_a_joint_visit_each_records_their_own_part(hsc):
    first, second = joint(hsc)
    answer(first, HARD_BATH)
    answer(second, SHOWER)
    actions.sign_assessment(visit=second, by=second.worker, on=VISITED_ON)
    actions.finish_visit(visit=first, scores={}, by=hsc, on=VISITED_ON)
    assert {each.visit_id for each in first.case.solutions.all()} == {first.pk, second.pk}
    first.refresh_from_db()
    assert first.answers.answers == HARD_BATH


def test_the_assessment_is_cancelled_with_the_joint_visit(hsc):
    first, second = joint(hsc)
    actions.cancel_visit(visit=first, by=hsc, on=BOOKED_ON)
    second.refresh_from_db()
    assert second.state == VisitState.CANCELLED
    assert Event.objects.filter(verb="assessment_cancelled").count() == 1


def test_an_assessment_hides_nothing_the_housing_mot_knew(case, hsc):
    """What the next Housing MOT shows as known is from the last one, not from what came between."""
    assessed(case)
    later = Visit.objects.create(case=case, worker=hsc, kind="return", starts_at=VISITED_AT)
    known = known_before(later, question_set("2026-11-27"), user=hsc, on=VISITED_ON)
    assert known["P13"].words == "A lot of difficulty"
