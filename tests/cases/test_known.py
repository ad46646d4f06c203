"""What is known before a visit asks, and shown greyed: from the file and an earlier visit."""

from datetime import UTC, date, datetime

import pytest

from cases import actions
from cases.enums import Tenure, VisitKind
from cases.known import known_before
from cases.mot.sets import question_set
from tests.cases.factories import make_worker
from tests.cases.visit_rows import answer, make_hsc, make_visit
from tests.core.factories import make_locality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
QUESTIONS = question_set("2026-11-27")
DAY = date(2026, 11, 27)


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def visit(hsc):
    return make_visit(worker=hsc)


def known(visit, user):
    return known_before(visit, QUESTIONS, user=user, on=DAY)


def second_visit(first, answers, hsc):
    """Another visit of the same case, after the first was finished with these answers."""
    answer(first, answers)
    actions.finish_visit(visit=first, scores={}, by=hsc, on=date(2026, 11, 10))
    later = datetime(2026, 11, 30, 10, tzinfo=UTC)
    return first.case.visits.create(worker=hsc, kind=VisitKind.RETURN, starts_at=later)


def test_whose_home_it_is_and_how_to_talk_are_known_from_the_file(visit, hsc):
    case = visit.case
    case.home.tenure = Tenure.HOUSING_ASSOCIATION
    case.person.how_to_talk = ["Hearing aids in both ears"]
    found = known(visit, hsc)
    assert (found["E1"].words, found["E1"].values) == (
        "Rented from a housing association",
        ("association",),
    )
    assert (found["Z3"].words, found["Z3"].values) == ("Hearing aids in both ears", ())


def test_a_tenure_nobody_knows_is_not_known(visit, hsc):
    assert "E1" not in known(visit, hsc)


def test_an_earlier_answer_is_shown_in_the_words_it_was_given(visit, hsc):
    again = second_visit(visit, {"P13": {"value": "lot"}, "H3": {"value": "more"}}, hsc)
    found = known(again, hsc)
    assert (found["P13"].words, found["P13"].values) == ("A lot of difficulty", ("lot",))
    assert found["P13"].since == date(2026, 11, 10)
    # "Two or more" answered another question than "how many", so it is words alone.
    assert (found["H3"].words, found["H3"].values) == ("Two or more", ())


def test_nothing_is_known_from_a_visit_the_reader_may_not_see(visit, hsc):
    again = second_visit(visit, {"P13": {"value": "lot"}}, hsc)
    stranger = make_worker(locality=make_locality(name="Farshire"), name="Cyril Wick")
    assert "P13" not in known(again, stranger)


def test_what_is_asked_alone_is_never_shown_again(visit, hsc):
    again = second_visit(visit, {"S5": {"value": "theft"}, "R9": {"value": "yes"}}, hsc)
    assert known(again, hsc).keys().isdisjoint({"S5", "R9"})


def test_the_page_asks_whether_it_is_still_right(client, visit, hsc):
    again = second_visit(visit, {"P13": {"value": "lot"}}, hsc)
    client.force_login(hsc)
    page = client.get(f"/visits/{again.pk}/").content.decode()
    assert "Known already, Tuesday 10 November: A lot of difficulty. Still right?" in page
