"""The paper for environmental health: seen and noted, with its photos, and never a rating."""

from datetime import date

import pytest

from cases import actions
from cases.models import Solution
from tests.cases import photo_rows
from tests.cases.visit_rows import VISITED_AT, make_hsc, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]
DAY = date(2026, 11, 27)  # from which the whole set is asked
DAMP = {"E3": {"value": ["some"], "seen": True, "note": "Black along the window, wet to touch."}}


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def visit(hsc):
    visit = make_visit(worker=hsc)
    actions.save_answers(visit=visit, answers=DAMP, revision=0, by=hsc, at=VISITED_AT, on=DAY)
    photo = actions.SentPhoto(content=photo_rows.drawn(600, 400), question="E3", caption="Window")
    actions.add_photo(visit=visit, sent=photo, by=hsc, at=VISITED_AT, on=DAY)
    return actions.finish_visit(visit=visit, scores={}, by=hsc, on=DAY)


def paper(client, visit):
    return client.get(f"/visits/{visit.pk}/hazards/").content.decode()


def test_it_goes_to_the_council_of_the_home_with_what_was_noted_and_photographed(client, visit):
    shown = paper(client, visit)
    assert "To environmental health, Elmshire District Council" in shown
    assert "Black along the window, wet to touch." in shown
    assert 'alt="Window"' in shown
    assert visit.case.reference in shown


def test_it_says_that_it_is_no_rating(client, visit):
    assert "They are no rating of a hazard" in paper(client, visit)


def test_it_says_whether_they_agreed_to_it(client, hsc, visit):
    asked = "Nobody has asked yet whether environmental health may be told"
    assert asked in paper(client, visit)
    check = Solution.objects.get(code="damp_check")
    for may_tell, words in ((False, "They do not want this passed on"), (True, None)):
        choice = actions.Choice(step="accept", may_tell=may_tell)
        Solution.objects.filter(pk=check.pk).update(state="offered", decided_on=None)
        actions.decide(solution=check, choice=choice, by=hsc, on=DAY)
        shown = paper(client, visit)
        assert asked not in shown
        assert (words is None) or words in shown


def test_a_home_in_order_leaves_an_empty_paper(client, hsc):
    visit = make_visit(worker=hsc)
    assert "Nothing was seen that a housing officer would look at" in paper(client, visit)
