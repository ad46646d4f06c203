"""Who may recommend what: on record, lapsing, and agreed by somebody else above it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions
from cases.enums import CompetenceArea, SolutionKind, SolutionState
from cases.models import Competence, Order, SignOff, Solution, Task
from cases.rules.competence import Area, area_of
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_competent, make_worker
from tests.cases.visit_rows import VISITED_ON, accept_all, make_hsc, make_plan

pytestmark = pytest.mark.django_db
SHOWER = {"code": "level_shower", "label": "Level access shower", "because": "The bath"}


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def case(hsc):
    return make_plan(worker=hsc)


@pytest.fixture
def therapist(case):
    return make_worker(locality=case.locality, role=RoleCode.OT, name="Farida Wickett")


def add_shower(case, *, by, on=VISITED_ON):
    kind = SolutionKind.MAJOR_ADAPTATION
    shower = Solution(visit=case.visits.get(), case=case, kind=kind, domain="mobility", **SHOWER)
    return actions.add_solution(solution=shower, by=by, on=on)


def order(solution, *, by):
    placed = Order(solution=solution, supplier="Castle Road Equipment")
    return actions.place_order(order=placed, by=by, on=VISITED_ON)


@pytest.mark.parametrize(
    ("kind", "recommended_by", "area"),
    [
        ("equipment", "", Area.EQUIPMENT),
        ("minor_adaptation", "", Area.MINOR_ADAPTATIONS),
        ("major_adaptation", "trusted_assessor", Area.SIMPLE_MAJOR),
        ("major_adaptation", "needs_ot", Area.COMPLEX_MAJOR),
        ("major_adaptation", "", Area.COMPLEX_MAJOR),
        ("equipment", "trusted_assessor", Area.EQUIPMENT),
        ("advice", "", None),
        ("referral_out", "OT", None),
        ("grant", "", None),
    ],
)
def test_a_thing_takes_the_competence_of_its_kind(kind, recommended_by, area):
    assert area_of(kind, recommended_by) == area


def test_the_rule_and_the_record_use_the_same_words():
    assert set(CompetenceArea.values) == {area.value for area in Area}


def test_what_somebody_is_signed_off_for_waits_for_nobody(case, hsc):
    [board] = accept_all(case, by=hsc)
    assert not SignOff.objects.exists()
    actions.agree_plan(case=case, by=hsc, on=VISITED_ON)
    assert order(board, by=hsc).solution == board


def test_what_lies_above_it_waits_and_is_not_ordered(case, hsc):
    accept_all(case, by=hsc)
    shower = add_shower(case, by=hsc)
    [waiting] = SignOff.objects.waiting()
    assert (waiting.solution, waiting.area, waiting.asked_by) == (shower, "simple_major", hsc)
    actions.agree_plan(case=case, by=hsc, on=VISITED_ON)
    with pytest.raises(PermissionDenied, match="has to agree first"):
        order(shower, by=hsc)


def test_whoever_is_given_the_technical_competence_may_recommend_it_alone(case, hsc):
    make_competent(hsc, CompetenceArea.SIMPLE_MAJOR)
    add_shower(case, by=hsc)
    assert not SignOff.objects.exists()


def test_a_certificate_that_lapsed_yesterday_signs_off_nothing_today(case, hsc):
    make_competent(hsc, CompetenceArea.SIMPLE_MAJOR, ends_on=VISITED_ON - timedelta(days=1))
    add_shower(case, by=hsc)
    assert SignOff.objects.waiting().count() == 1


def test_on_its_last_day_it_still_does(case, hsc):
    make_competent(hsc, CompetenceArea.SIMPLE_MAJOR, ends_on=VISITED_ON)
    add_shower(case, by=hsc)
    assert not SignOff.objects.exists()


def test_an_occupational_therapist_recommends_by_profession(case, therapist):
    add_shower(case, by=therapist)
    assert not SignOff.objects.exists()


def test_what_is_agreed_goes_on(case, hsc, therapist):
    accept_all(case, by=hsc)
    shower = add_shower(case, by=hsc)
    waiting = SignOff.objects.get()
    actions.sign_off(sign_off=waiting, agreed=True, by=therapist, on=VISITED_ON)
    actions.agree_plan(case=case, by=hsc, on=VISITED_ON)
    order(shower, by=hsc)
    shower.refresh_from_db()
    assert shower.state == SolutionState.ORDERED
    assert not SignOff.objects.waiting().exists()


def test_what_is_not_agreed_is_not_eligible_and_somebody_tells_the_person(case, hsc, therapist):
    shower = add_shower(case, by=hsc)
    actions.sign_off(
        sign_off=SignOff.objects.get(),
        agreed=False,
        remark="She will need a chair within the year.",
        by=therapist,
        on=VISITED_ON,
    )
    shower.refresh_from_db()
    assert (shower.state, shower.reason) == (
        SolutionState.NOT_ELIGIBLE,
        "She will need a chair within the year.",
    )
    task = Task.objects.get()
    assert task.text == "Tell Wilf: Level access shower is not recommended"
    assert (task.owner, task.due_on) == (hsc, date(2026, 11, 12))  # two working days on


def test_not_agreeing_says_why(case, hsc, therapist):
    add_shower(case, by=hsc)
    with pytest.raises(ValidationError, match="Say why"):
        actions.sign_off(
            sign_off=SignOff.objects.get(), agreed=False, remark=" ", by=therapist, on=VISITED_ON
        )


def test_nobody_agrees_to_their_own_or_twice_or_without_the_profession(case, hsc, therapist):
    add_shower(case, by=hsc)
    waiting = SignOff.objects.get()
    with pytest.raises(PermissionDenied, match="An Occupational Therapist agrees"):
        actions.sign_off(sign_off=waiting, agreed=True, by=hsc, on=VISITED_ON)
    SignOff.objects.update(asked_by=therapist)
    waiting.refresh_from_db()
    with pytest.raises(PermissionDenied, match="You recommended it"):
        actions.sign_off(sign_off=waiting, agreed=True, by=therapist, on=VISITED_ON)
    SignOff.objects.update(asked_by=hsc)
    waiting.refresh_from_db()
    actions.sign_off(sign_off=waiting, agreed=True, by=therapist, on=VISITED_ON)
    with pytest.raises(NotAllowed, match="answered already"):
        actions.sign_off(sign_off=waiting, agreed=True, by=therapist, on=VISITED_ON)


def test_what_the_person_declines_meanwhile_waits_for_nobody(case, hsc):
    shower = add_shower(case, by=hsc)
    again = actions.Choice(step="decline", ask_again_on=date(2027, 2, 1))
    actions.decide(solution=shower, choice=again, by=hsc, on=VISITED_ON)
    assert not SignOff.objects.exists()


def test_what_waited_in_a_case_that_is_closed_is_asked_of_nobody(case, hsc):
    add_shower(case, by=hsc)
    assert SignOff.objects.to_answer().count() == 1
    actions.close(case=case, outcome="declined", by=hsc, on=VISITED_ON)
    assert not SignOff.objects.to_answer().exists()


def give(worker, *, by, area=CompetenceArea.SIMPLE_MAJOR, on=VISITED_ON):
    held = Competence(worker=worker, area=area, ground="Seen on two visits", starts_on=on)
    return actions.give_competence(competence=held, by=by, on=on)


def test_a_competence_is_given_by_whoever_supervises_there_and_never_to_oneself(hsc, therapist):
    held = give(hsc, by=therapist)
    assert (held.given_by, Event.objects.get(verb="competence_given").detail["area"]) == (
        therapist,
        "simple_major",
    )
    with pytest.raises(PermissionDenied, match="Somebody else says"):
        give(therapist, by=therapist)
    with pytest.raises(PermissionDenied, match="Occupational Therapists and managers"):
        give(hsc, by=make_hsc(name="Bram Candlewick"))
    with pytest.raises(PermissionDenied, match="works in another team"):
        give(make_hsc(name="Olive Snuff", place="Otherham"), by=therapist)


def test_the_same_is_not_given_twice_for_the_same_days(hsc, therapist):
    give(hsc, by=therapist)
    with pytest.raises(ValidationError, match="signed off for this on some of these days"):
        give(hsc, by=therapist)


def test_one_that_ends_today_was_in_force_until_yesterday(hsc, therapist):
    held = give(hsc, by=therapist)
    later = VISITED_ON + timedelta(days=30)
    actions.end_competence(competence=held, by=therapist, on=later)
    held.refresh_from_db()
    assert held.ends_on == later - timedelta(days=1)
    with pytest.raises(NotAllowed, match="ended already"):
        actions.end_competence(competence=held, by=therapist, on=later + timedelta(days=1))


def test_one_given_and_ended_on_one_day_never_held(hsc, therapist):
    held = give(hsc, by=therapist)
    actions.end_competence(competence=held, by=therapist, on=VISITED_ON)
    assert not Competence.objects.filter(pk=held.pk).exists()
