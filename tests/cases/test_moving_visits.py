"""A visit in the wrong case: moved with a reason, both sides told, moved back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions
from cases.clock import facts_of, project, targets_on
from cases.enums import MilestoneKind, Stage
from cases.models import Case, Milestone, VisitMove
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, Notice, OutboxRow
from lightbulb.core.record import outbox
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_worker
from tests.cases.visit_rows import (
    BOOKED_ON,
    VISITED_ON,
    accept_all,
    make_hsc,
    make_plan,
    make_visit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
TODAY = date(2026, 11, 23)
WHY = "It was booked in the case of the neighbour"


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def place(hsc):
    return hsc.memberships.get().localities.get()


@pytest.fixture
def steward(place):
    return make_worker(locality=place, role=RoleCode.RECORD_STEWARD, name="Stella Wickfield")


@pytest.fixture
def right(place):
    """The right person's case, given to another worker who has not rung yet."""
    worker = make_worker(locality=place, name="Bram Sconce")
    return actions.allocate(case=make_case(locality=place), worker=worker, by=worker, on=BOOKED_ON)


def move(visit, to, *, by, reason=WHY):
    visit.refresh_from_db()
    return actions.move_visit(
        visit=visit, to=to, reason=reason, version=visit.version, by=by, on=TODAY
    )


def days_of(case):
    return dict(case.milestones.filter(superseded_by=None).values_list("kind", "happened_on"))


def test_a_finished_visit_goes_with_its_answers_scores_and_suggestions(hsc, steward, right):
    wrong = make_plan(worker=hsc)
    visit = wrong.visits.get()
    move(visit, right, by=steward)
    wrong, case = Case.objects.get(pk=wrong.pk), Case.objects.get(pk=right.pk)
    assert (wrong.stage, case.stage) == (Stage.ALLOCATED, Stage.ASSESSED)
    assert wrong.solutions.count() == 0
    assert [each.label for each in case.solutions.all()] == ["Bath board"]
    assert case.visits.get().scores.count() == 6
    assert VisitMove.objects.get().reason == WHY


def test_its_days_stand_in_the_right_case_and_no_longer_in_the_wrong_one(hsc, steward, right):
    wrong = make_plan(worker=hsc)
    move(wrong.visits.get(), right, by=steward)
    booked, done = MilestoneKind.ASSESSMENT_BOOKED, MilestoneKind.ASSESSMENT_DONE
    assert days_of(right)[booked] == BOOKED_ON
    assert days_of(right)[done] == VISITED_ON
    assert not {booked, done} & days_of(wrong).keys()
    assert Milestone.objects.filter(case=wrong, kind=done).count() == 1  # kept, and superseded


def test_the_clocks_of_both_are_worked_out_again(hsc, steward, right):
    wrong = make_plan(worker=hsc)
    move(wrong.visits.get(), right, by=steward)
    for case in Case.objects.filter(pk__in=[wrong.pk, right.pk]):
        recount = project(facts_of(case), targets=targets_on(TODAY))
        assert {name: getattr(case, name) for name in vars(recount)} == vars(recount)


def test_a_booked_visit_goes_with_its_day(hsc, steward, right):
    visit = make_visit(worker=hsc)
    wrong = visit.case
    move(visit, right, by=steward)
    stages = [Case.objects.get(pk=case.pk).stage for case in (wrong, right)]
    assert stages == [Stage.ALLOCATED, Stage.VISIT_BOOKED]


def test_moving_it_back_puts_it_where_it_was(hsc, steward, right):
    wrong = make_plan(worker=hsc)
    before = days_of(wrong)
    visit = wrong.visits.get()
    move(visit, right, by=steward)
    move(visit, wrong, by=steward, reason="It was right before")
    assert Case.objects.get(pk=wrong.pk).stage == Stage.ASSESSED
    assert days_of(wrong) == before
    assert Case.objects.get(pk=right.pk).stage == Stage.ALLOCATED
    assert VisitMove.objects.count() == 2


def test_both_stories_have_it_and_both_workers_are_told(hsc, steward, right):
    wrong = make_plan(worker=hsc)
    move(wrong.visits.get(), right, by=steward)
    events = Event.objects.filter(verb="visit_moved").order_by("id")
    assert [event.case_id for event in events] == [wrong.pk, right.pk]
    outbox.perform(OutboxRow.objects.get(effect="tell_of_visit_move").pk)
    told = {notice.to: notice.text for notice in Notice.objects.all()}
    assert f"moved out of case {wrong.reference}" in told[hsc]
    assert f"moved into case {right.reference}" in told[right.lead_worker]


def test_nothing_moves_once_something_offered_is_decided(hsc, steward, right):
    wrong = make_plan(worker=hsc)
    accept_all(wrong, by=hsc)
    with pytest.raises(NotAllowed, match="is decided already"):
        move(wrong.visits.get(), right, by=steward)
    actions.agree_plan(case=wrong, by=hsc, on=VISITED_ON)
    with pytest.raises(NotAllowed, match="More was done in this case"):
        move(wrong.visits.get(), right, by=steward)


def test_it_goes_to_no_case_that_is_not_ready_for_it(hsc, steward, place, right):
    visit = make_visit(worker=hsc)
    with pytest.raises(NotAllowed, match="in this case already"):
        move(visit, visit.case, by=steward)
    with pytest.raises(NotAllowed, match="has no worker yet"):
        move(visit, make_case(locality=place), by=steward)
    with pytest.raises(NotAllowed, match="come further than its first visit"):
        move(visit, make_visit(worker=hsc).case, by=steward)


def test_without_a_reason_or_with_an_old_page_nothing_moves(hsc, steward, right):
    visit = make_visit(worker=hsc)
    with pytest.raises(ValidationError):
        move(visit, right, by=steward, reason="")
    with pytest.raises(EditConflict):
        actions.move_visit(visit=visit, to=right, reason=WHY, version=9, by=steward, on=TODAY)
    with pytest.raises(PermissionDenied, match="Record stewards and managers move visits"):
        move(visit, right, by=hsc)
    assert not VisitMove.objects.exists()


# --- Its page ------------------------------------------------------------------------------


@pytest.fixture
def as_steward(client, steward, monday):
    client.force_login(steward)
    return client


def test_the_page_shows_first_what_moves(as_steward, hsc, right):
    visit = make_plan(worker=hsc).visits.get()
    page = as_steward.get(f"/visits/{visit.pk}/move/?to={right.reference.lower()}").text
    assert "1 suggestion for the plan, none of them decided" in page
    answer = as_steward.post(
        f"/visits/{visit.pk}/move/",
        {"to": right.reference, "reason": WHY, "version": str(visit.version)},
        follow=True,
    )
    assert "The visit is in this case now." in answer.text
    assert right.visits.get() == visit


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why it is moved"),
        ({"reason": "x" * 301}, "The reason can have up to 300 characters here"),
        ({"version": "9"}, "Somebody else changed this visit"),
        ({"to": "LB-0000-0000"}, "That is not a case reference"),
        ({"to": "LB-2222-2224"}, "is not a case reference"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_moves(typed, sentence, as_steward, hsc, right):
    visit = make_visit(worker=hsc)
    answers = {"to": right.reference, "reason": WHY, "version": "1"} | typed
    answer = as_steward.post(f"/visits/{visit.pk}/move/", answers)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not VisitMove.objects.exists()


def test_only_who_may_move_it_is_shown_the_way(client, as_steward, hsc):
    visit = make_visit(worker=hsc)
    way = f'href="/visits/{visit.pk}/move/"'
    assert way in as_steward.get(f"/cases/{visit.case_id}/visits/").text
    client.force_login(hsc)
    assert way not in client.get(f"/cases/{visit.case_id}/visits/").text
    assert client.get(f"/visits/{visit.pk}/move/").status_code == 403
