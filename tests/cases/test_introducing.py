"""When a case is given out, the person is told who comes, or nobody writes where it is not safe."""

from datetime import date

import pytest

from cases.actions import allocate
from cases.effects import introduce
from cases.letters.page import paper_of
from cases.models import Letter
from lightbulb.core.record.models import OutboxRow
from tests.cases.factories import make_case, make_target, make_worker
from tests.core.access.factories import make_restriction

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def asha(melton):
    return make_worker(locality=melton, name="Asha Lampwright")


@pytest.fixture
def case(melton):
    return make_case(locality=melton, opened_on=MONDAY)


def given(case, worker):
    return allocate(case=case, worker=worker, by=worker, on=MONDAY)


def told():
    row = OutboxRow.objects.get(effect="introduce")
    introduce(row.payload, row.effect_key)
    return Letter.objects.first()


def test_they_are_told_the_name_and_by_when(case, asha):
    """The first call is due in four working days from Monday 23 November: Friday."""
    make_target(code="first_call", working_days=4)
    given(case, asha)
    letter = told()
    assert (letter.case, letter.signed_by) == (case, "Asha Lampwright")
    paper = paper_of(letter)
    assert "looks after your request and will ring you by Friday 27 November" in paper


def test_whoever_takes_over_later_does_not_write_again(case, asha, melton):
    given(case, asha)
    given(case, make_worker(locality=melton, name="Tom Wick"))
    assert OutboxRow.objects.filter(effect="introduce").count() == 1
    assert told() is None


def test_nobody_writes_to_the_dead_or_to_whom_it_may_harm(case, asha):
    given(case, asha)
    make_restriction(case.person)
    assert told() is None


def test_nobody_writes_to_somebody_who_died_meanwhile(case, asha):
    given(case, asha)
    case.person.died_on = MONDAY
    case.person.save()
    assert told() is None


def test_without_an_address_or_a_number_there_is_no_letter(case, asha):
    case.home = None
    case.save()
    given(case, asha)
    assert told() is None
