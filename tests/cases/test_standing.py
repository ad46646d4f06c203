"""What a Housing MOT is under the Care Act, and what is owed after one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cases import actions
from cases.models import Task, VisitStanding
from cases.rules.care_act import Standing, owed
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_worker
from tests.cases.visit_rows import VISITED_ON, make_hsc, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def manager(hsc):
    place = hsc.memberships.get().localities.get()
    return make_worker(locality=place, role=RoleCode.SERVICE_MANAGER, name="Alison Freer")


def instruct(manager, stands_as, *, on=VISITED_ON):
    unsaved = VisitStanding(stands_as=stands_as, instruction="Letter of the director")
    return actions.set_standing(standing=unsaved, by=manager, on=on)


def test_nothing_is_owed_after_advice_and_two_things_after_an_assessment():
    assert owed(Standing.ADVICE) == ()
    assert [each.source for each in owed(Standing.ASSESSMENT)] == [
        "Care Act 2014 s.12(3)",
        "Care Act 2014 s.13",
    ]


def test_where_the_county_has_said_nothing_a_visit_is_advice(hsc):
    case = make_plan(worker=hsc)
    assert case.visits.get().stands_as == "advice"
    assert not Task.objects.exists()


def test_an_assessment_leaves_its_worker_what_is_owed(hsc, manager):
    """Five working days from Tuesday 10 November 2026: Tuesday 17."""
    instruct(manager, "assessment")
    case = make_plan(worker=hsc)
    assert case.visits.get().stands_as == "assessment"
    tasks = Task.objects.order_by("pk")
    assert [each.text for each in tasks] == [
        "Give them a copy of the record of the assessment (Care Act 2014 s.12(3))",
        "Ask the county what they are eligible for, in writing (Care Act 2014 s.13)",
    ]
    assert {(each.owner, each.due_on) for each in tasks} == {(hsc, date(2026, 11, 17))}


def test_what_held_on_the_day_of_the_visit_counts(hsc, manager):
    instruct(manager, "assessment", on=date(2026, 11, 11))
    assert make_plan(worker=hsc).visits.get().stands_as == "advice"


def test_an_instruction_ends_the_one_before_and_keeps_it(manager):
    instruct(manager, "assessment", on=date(2026, 11, 2))
    instruct(manager, "advice")
    first, second = VisitStanding.objects.order_by("starts_on")
    assert (first.ends_on, second.ends_on) == (date(2026, 11, 9), None)
    assert VisitStanding.objects.on(date(2026, 11, 5)) == first


def test_two_of_one_day_leave_the_second(manager):
    instruct(manager, "assessment")
    second = instruct(manager, "advice")
    assert list(VisitStanding.objects.all()) == [second]


def test_managers_alone_write_it_down(hsc):
    with pytest.raises(PermissionDenied):
        instruct(hsc, "assessment")
