"""The verbs of a case: what each leaves behind, and who and when they refuse."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.access import why_not_give_out, why_not_take, why_not_work
from cases.enums import MilestoneKind, Outcome, SolutionState, Stage
from cases.models import Assignment, Case, FollowUp, Order, Solution, Visit
from cases.workflow import CASE, SOLUTION
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_locality, make_membership, make_user

DAY = date(2026, 11, 2)
AT = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
YES = actions.Choice(step="accept")
WORKERS = {
    *(RoleCode.HSC, RoleCode.TECHNICAL_HSC, RoleCode.SENIOR_HSC, RoleCode.OT),
    *(RoleCode.CHILDRENS_OT, RoleCode.TECHNICAL_OFFICER, RoleCode.ADMINISTRATOR),
    *(RoleCode.HUB_MANAGER, RoleCode.SERVICE_MANAGER),
}
TAKERS = {RoleCode.HSC, RoleCode.TECHNICAL_HSC, RoleCode.SENIOR_HSC}
GIVERS = TAKERS | {RoleCode.HUB_MANAGER, RoleCode.SERVICE_MANAGER, RoleCode.ADMINISTRATOR}


@pytest.fixture
def opened(melton):
    return make_case(person=make_person(home=make_home(locality=melton)))


@pytest.fixture
def case(opened, meera):
    return actions.allocate(case=opened, worker=meera, by=meera, on=DAY)


@pytest.fixture
def visit(case, meera):
    return actions.book_visit(case=case, worker=meera, starts_at=AT, by=meera, on=DAY)


@pytest.fixture
def solution(visit, meera):
    answers = {"P13": {"value": "lot"}}
    actions.save_answers(visit=visit, answers=answers, revision=0, by=meera, at=AT, on=DAY)
    actions.finish_visit(visit=visit, scores={"health": 4}, by=meera, on=DAY)
    return visit.case.solutions.get()


def every_verb(visit, solution, by):
    """Each verb that changes a case, ready to be called."""
    case, told = visit.case, {"by": by, "on": DAY}
    order = Order(solution=solution, supplier="Greenwell", ordered_on=DAY)
    follow_up = FollowUp(case=case, due_on=DAY)
    return {
        "try_contact": lambda: actions.try_contact(case=case, **told),
        "book_visit": lambda: actions.book_visit(case=case, worker=by, starts_at=AT, **told),
        "cancel_visit": lambda: actions.cancel_visit(visit=visit, **told),
        "save_answers": lambda: actions.save_answers(
            visit=visit, answers={}, revision=0, at=AT, **told
        ),
        "finish_visit": lambda: actions.finish_visit(visit=visit, scores={}, **told),
        "decide": lambda: actions.decide(solution=solution, choice=YES, **told),
        "agree_plan": lambda: actions.agree_plan(case=case, **told),
        "place_order": lambda: actions.place_order(order=order, **told),
        "receive": lambda: actions.receive(order=order, delivered_on=DAY, **told),
        "plan_follow_up": lambda: actions.plan_follow_up(case=case, due_on=DAY, **told),
        "follow_up": lambda: actions.follow_up(follow_up=follow_up, suits=True, scores={}, **told),
        "close": lambda: actions.close(case=case, outcome=Outcome.OTHER, **told),
        "reopen": lambda: actions.reopen(case=case, **told),
        "allocate": lambda: actions.allocate(case=case, worker=by, **told),
    }


def test_every_verb_refuses_a_role_that_only_reads(visit, solution, melton):
    auditor = make_worker(locality=melton, role=RoleCode.AUDITOR, name="Cy Wick")
    events = Event.objects.count()
    for verb, call in every_verb(visit, solution, auditor).items():
        with pytest.raises(PermissionDenied, match=r"read this case|gives cases out"):
            call()
        assert Event.objects.count() == events, verb


def test_every_step_is_refused_where_the_table_does_not_have_it(opened, meera):
    """From a closed case only opening again is a step; nothing else changes anything."""
    closed = actions.close(case=opened, outcome=Outcome.OTHER, by=meera, on=DAY)
    told = {"case": closed, "by": meera, "on": DAY}
    for refused in (
        lambda: actions.try_contact(**told),
        lambda: actions.book_visit(worker=meera, starts_at=AT, **told),
        lambda: actions.agree_plan(**told),
        lambda: actions.plan_follow_up(due_on=DAY, **told),
        lambda: actions.close(outcome=Outcome.OTHER, **told),
        lambda: actions.allocate(worker=meera, **told),
    ):
        with pytest.raises(NotAllowed):
            refused()
    closed.refresh_from_db()
    assert closed.stage == Stage.CLOSED
    assert not Visit.objects.exists()
    assert not FollowUp.objects.exists()


def test_giving_to_another_worker_ends_the_first_assignment(case, melton, meera):
    tom = make_worker(locality=melton, name="Tom Wick")
    on = date(2026, 11, 9)
    actions.allocate(case=case, worker=tom, by=meera, on=on)
    days = Assignment.objects.order_by("starts_on").values_list("worker", "starts_on", "ends_on")
    assert list(days) == [(meera.pk, DAY, on), (tom.pk, on, None)]
    kinds = case.milestones.filter(kind=MilestoneKind.ALLOCATED)
    assert kinds.count() == 1  # the clock of the first call starts once
    assert Event.objects.filter(verb="case_allocated").count() == 2


def test_giving_to_the_same_worker_changes_nothing(case, meera):
    events = Event.objects.count()
    actions.allocate(case=case, worker=meera, by=meera, on=DAY)
    assert Event.objects.count() == events


def test_a_worker_of_another_locality_cannot_take_it(opened, meera):
    bram = make_worker(locality=make_locality(name="Blaby"), name="Bram Elsewhere")
    with pytest.raises(PermissionDenied, match="Bram Elsewhere does not work in Melton"):
        actions.allocate(case=opened, worker=bram, by=meera, on=DAY)


def test_the_plan_is_not_agreed_while_something_is_undecided(solution, meera):
    with pytest.raises(ValidationError, match="Decide each thing offered"):
        actions.agree_plan(case=solution.case, by=meera, on=DAY)


def test_something_declined_needs_a_day_to_ask_again(solution, meera):
    later = actions.Choice(step="decline", reason="Not yet")
    with pytest.raises(ValidationError, match="Say when to ask again"):
        actions.decide(solution=solution, choice=later, by=meera, on=DAY)


def test_closing_ends_what_was_booked_and_who_led(visit, meera):
    actions.close(case=visit.case, outcome=Outcome.MOVED, by=meera, on=DAY)
    visit.refresh_from_db()
    assert visit.state == "cancelled"
    assert Assignment.objects.get().ends_on == DAY


def test_opening_again_keeps_the_first_contact(case, meera):
    actions.close(case=case, outcome=Outcome.MOVED, by=meera, on=DAY)
    again = actions.reopen(case=case, by=meera, on=date(2026, 11, 20))
    assert (again.stage, again.lead_worker, again.closed_on) == (Stage.OPENED, None, None)
    first = again.milestones.get(kind=MilestoneKind.CONTACT_RECEIVED)
    assert first.happened_on == DAY


# --- Who may -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(RoleCode))
def test_each_role_works_takes_and_gives_out_as_the_table_says(opened, melton, role):
    user = make_worker(locality=melton, role=role)
    assert (why_not_work(user, opened, on=DAY) is None) == (role in WORKERS)
    assert (why_not_give_out(user, on=DAY) is None) == (role in GIVERS)
    assert (why_not_take(user, opened, on=DAY) is None) == (role in TAKERS)


def test_a_role_that_has_ended_gives_nothing(opened, melton):
    user = make_user()
    make_membership(user=user, localities=[melton], ended=True)
    assert why_not_work(user, opened, on=DAY)


def test_a_case_is_seen_in_its_locality_by_its_worker_and_county_wide(opened, melton, meera):
    elsewhere = make_locality(name="Blaby")
    stranger = make_worker(locality=elsewhere, name="Bram Elsewhere")
    county = make_worker(locality=elsewhere, role=RoleCode.HUB_MANAGER, name="Priya Wick")
    seen = {
        user: Case.objects.visible_to(user, on=DAY).exists() for user in (meera, stranger, county)
    }
    assert seen == {meera: True, stranger: False, county: True}
    Case.objects.update(lead_worker=stranger)
    assert Case.objects.visible_to(stranger, on=DAY).exists()


# --- The tables and the database ---------------------------------------------------------


def test_every_stage_and_state_is_in_its_table():
    assert set(CASE.table) == set(Stage)
    assert set(SOLUTION.table) == set(SolutionState)
    for workflow in (CASE, SOLUTION):
        for steps in workflow.table.values():
            assert set(steps.values()) <= set(workflow.table)


def test_every_open_case_can_be_closed_and_a_closed_one_opened():
    assert all(CASE.allows(stage, "close") for stage in Stage if stage != Stage.CLOSED)
    assert list(CASE.table[Stage.CLOSED]) == ["reopen"]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"stage": "closed"}, "case_closed_with_day_and_outcome"),
        ({"outcome": "moved"}, "case_closed_with_day_and_outcome"),
        ({"stage": "allocated"}, "case_given_out_has_a_worker"),
        ({"locality": None}, "case_place_or_hospital_with_funder"),
        ({"kind": "hospital", "locality": None}, "case_place_or_hospital_with_funder"),
    ],
)
def test_the_database_refuses_a_case_that_cannot_be(opened, changes, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Case.objects.filter(pk=opened.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "declined", "decided_on": DAY}, "solution_declined_has_a_day_to_ask_again"),
        ({"state": "accepted"}, "solution_decided_exactly_with_its_day"),
        ({"decided_on": DAY}, "solution_decided_exactly_with_its_day"),
    ],
)
def test_the_database_refuses_a_solution_that_cannot_be(solution, changes, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Solution.objects.filter(pk=solution.pk).update(**changes)


def test_the_database_refuses_a_visit_done_without_its_day(visit):
    with pytest.raises(IntegrityError, match="visit_done"), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(state="done")


def test_the_database_refuses_a_second_first_visit(visit, meera):
    with pytest.raises(IntegrityError, match="visit_first_booked_once"), transaction.atomic():
        Visit.objects.create(case=visit.case, worker=meera, starts_at=AT)


def test_the_database_refuses_the_same_worker_twice_at_a_time(case, meera):
    with pytest.raises(IntegrityError, match="assignment_once"), transaction.atomic():
        Assignment.objects.create(case=case, worker=meera, starts_on=DAY)
