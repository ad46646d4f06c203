"""Going back: the first score hidden until the second is given, then the case closed."""

from datetime import date

import pytest

from cases.actions import raise_concern
from cases.enums import Outcome, Stage, Theme
from cases.models import Case, SafeguardingConcern
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_worker
from tests.cases.visit_rows import make_follow_up, make_hsc

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]
MONDAY = date(2026, 11, 23)
EIGHTS = {f"score-{theme}": "8" for theme in Theme.values}


@pytest.fixture
def follow_up(client):
    """Due on 20 November 2026; every theme was given 3 at the visit."""
    worker = make_hsc()
    client.force_login(worker)
    return make_follow_up(worker=worker)


def address(follow_up, rest=""):
    return f"/follow-ups/{follow_up.pk}/{rest}"


def test_the_first_score_is_hidden_until_the_second_is_given(client, follow_up):
    page = client.get(address(follow_up)).content.decode()
    assert page.count("not answered yet") == 6
    assert " checked" not in page
    assert "out of 10" not in page
    client.post(address(follow_up), {"suits": "yes", **EIGHTS})
    page = client.get(address(follow_up)).content.decode()
    assert page.count("+5, better") == 6  # from 3 to 8


def test_what_was_found_is_kept(client, follow_up):
    sent = {"suits": "yes", "falls_since": "0", "score-home": "2", "score-health": "3"}
    client.post(address(follow_up), sent)
    follow_up.refresh_from_db()
    assert (follow_up.suits, follow_up.falls_since) == (True, 0)
    page = client.get(address(follow_up)).content.decode()
    assert "0 falls since the visit" in page
    assert "−1, worse" in page
    assert "the same" in page
    assert page.count("not known") == 4
    assert follow_up.case.solutions.get().state == "checked"


def test_falls_nobody_knows_of_are_not_none(client, follow_up):
    client.post(address(follow_up), {"suits": "no"})
    follow_up.refresh_from_db()
    assert follow_up.falls_since is None
    page = client.get(address(follow_up)).content.decode()
    assert "does not suit" in page
    assert "To be put right" in page
    assert "Nobody knows of falls since." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"suits": ""}, "Say whether what was provided suits them"),
        ({"falls_since": "few"}, "Enter the number of falls in figures"),
        ({"falls_since": "-1"}, "Enter the number of falls in figures"),
    ],
)
def test_what_is_missing_is_said_and_the_scores_stay(client, follow_up, typed, sentence):
    reply = client.post(address(follow_up), {"suits": "yes", **EIGHTS} | typed)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: Follow-up" in page
    assert sentence in page
    assert page.count("<strong>8</strong> out of 10") == 6
    follow_up.refresh_from_db()
    assert follow_up.done_on is None


def test_following_up_twice_keeps_the_first(client, follow_up):
    client.post(address(follow_up), {"suits": "yes", **EIGHTS})
    reply = client.post(address(follow_up), {"suits": "no", "score-home": "1"})
    assert reply.status_code == 403
    assert "This was followed up already." in reply.content.decode()
    assert follow_up.scores.get(theme="home").value == 8


def test_the_case_is_closed_with_its_outcome(client, follow_up):
    client.post(address(follow_up), {"suits": "yes", **EIGHTS})
    reply = client.post(address(follow_up, "close/"), {"outcome": "completed"})
    assert reply.url == f"/cases/{follow_up.case_id}/"
    case = Case.objects.get()
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.COMPLETED)
    page = client.get(address(follow_up)).content.decode()
    assert "everything agreed was done" in page
    assert "Close the case" not in page


def test_a_case_is_not_closed_without_saying_how_it_ended(client, follow_up):
    client.post(address(follow_up), {"suits": "yes"})
    reply = client.post(address(follow_up, "close/"), {"outcome": "lost"})
    assert reply.status_code == 422
    assert "Choose from the list how it ended" in reply.content.decode()
    assert Case.objects.get().stage == Stage.FOLLOW_UP_DUE


def test_an_open_concern_stops_the_closing_in_words(client, follow_up):
    client.post(address(follow_up), {"suits": "yes"})
    worker = follow_up.case.lead_worker
    concern = SafeguardingConcern(person=follow_up.case.person, route="adult", note="Bruises.")
    raise_concern(concern=concern, by=worker, on=MONDAY)
    reply = client.post(address(follow_up, "close/"), {"outcome": "moved"})
    assert reply.status_code == 422
    page = reply.content.decode()
    assert "The county has not said yet what it decided" in page
    assert '<option value="moved" selected>' in page
    assert Case.objects.get().is_open


def test_another_locality_gets_404(client, follow_up):
    client.force_login(make_hsc(name="Cyril Wick", place="Farshire"))
    assert client.get(address(follow_up)).status_code == 404
    assert client.post(address(follow_up, "close/"), {"outcome": "moved"}).status_code == 404


def test_a_role_that_does_not_work_cases_is_told_so(client, follow_up):
    locality = follow_up.case.locality
    client.force_login(make_worker(locality=locality, role=RoleCode.DISTRICT_APPROVER))
    assert client.get(address(follow_up)).status_code == 403


def test_the_wrong_method_is_refused(client, follow_up):
    assert client.put(address(follow_up)).status_code == 405
    assert client.get(address(follow_up, "close/")).status_code == 405
