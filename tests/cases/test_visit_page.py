"""The visit page: answered on one long page, saved by its button, finished with things open."""

import pytest

from cases.models import VisitAnswers
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_worker
from tests.cases.visit_rows import HARD_BATH, answer, make_hsc, make_plan, make_visit
from tests.core.factories import make_locality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def visit(client, hsc):
    """A booked visit, and a browser in which its worker is signed in."""
    client.force_login(hsc)
    return make_visit(worker=hsc)


def address(visit, rest=""):
    return f"/visits/{visit.pk}/{rest}"


def send(client, visit, **typed):
    return client.post(address(visit), {"revision": "0", "base": "{}", **typed})


def test_the_page_asks_every_question_with_its_answers(client, visit):
    page = client.get(address(visit)).content.decode()
    assert page.count('data-area="') == 10
    assert page.count('id="title-scores"') == 1
    assert "Using the bath or shower" in page
    assert "<span data-count>0</span> of <span data-asked>6</span> answered" in page
    assert page.count('name="score-health"') == 10
    assert " checked>" not in page


def test_the_screen_shows_initials_and_town_and_not_the_name(client, visit):
    person = visit.case.person
    page = client.get(address(visit)).content.decode()
    assert "W C, Elmshire" in page
    assert person.family_name not in page


def test_risks_stand_before_every_question(client, visit):
    person = visit.case.person
    person.risks = ["Oxygen at home: no flames"]
    person.save()
    page = client.get(address(visit)).content.decode()
    assert page.index("Oxygen at home") < page.index("Who is here")


def test_the_button_saves_what_was_typed(client, visit):
    reply = send(
        client,
        visit,
        R1=["Sleeping in my own bed", "", "A proper wash"],
        P13="lot",
        **{"P13-how": "said", "score-home": "7"},
    )
    assert (reply.status_code, reply.url) == (302, address(visit))
    held = VisitAnswers.objects.get(visit=visit)
    assert held.answers == {
        "R1": {"value": "Sleeping in my own bed\n\nA proper wash"},
        "P13": {"value": "lot", "said_by": "person", "seen": False},
        "score-home": {"value": "7"},
    }
    assert held.revision == 1
    assert "<strong>7</strong> out of 10" in client.get(address(visit)).content.decode()


def test_odd_answers_are_kept_and_flagged(client, visit):
    answer(visit, {"P13": {"value": "sometimes"}, "Z9": {"value": "who knows"}})
    page = client.get(address(visit)).content.decode()
    assert "Kept, but no question asks for it" in page
    assert "It is none of the answers to choose from" in page
    assert "This set of questions does not ask it" in page
    assert (
        send(client, visit, revision="1", base='{"Z9": {"value": "who knows"}}').status_code == 302
    )
    assert VisitAnswers.objects.get(visit=visit).answers["Z9"] == {"value": "who knows"}


def test_finishing_shows_what_is_open_and_lets_her_finish(client, visit):
    answer(visit, {"P13": {"value": "lot", "said_by": "person", "seen": False}})
    page = client.get(address(visit, "finish/")).content.decode()
    assert "1 of 10 questions are answered or left out" in page
    assert "Reported, to be seen" in page
    assert page.count(f'href="{address(visit)}#q-') == 10  # nine not answered, one to be seen
    assert page.count("#area-scores") == 6
    reply = client.post(address(visit, "finish/"))
    assert reply.url == f"/cases/{visit.case_id}/plan/"
    assert [each.code for each in visit.case.solutions.all()] == ["bath_board"]


def test_the_finish_button_saves_first(client, visit):
    reply = send(client, visit, act="finish", M1="easy")
    assert reply.url == address(visit, "finish/")
    assert VisitAnswers.objects.get(visit=visit).answers == {"M1": {"value": "easy"}}


def test_scores_given_on_the_page_are_the_scores_of_the_visit(client, visit):
    send(client, visit, **{"score-home": "7", "score-health": "0", "score-managing": "11"})
    client.post(address(visit, "finish/"))
    assert list(visit.scores.values_list("theme", "value")) == [("home", 7)]


def test_a_finished_visit_is_read_and_not_answered(client, hsc):
    client.force_login(hsc)
    visit = make_plan(worker=hsc).visits.get()
    page = client.get(address(visit)).content.decode()
    assert "A lot of difficulty" in page
    assert "<input" not in page.split("<main")[1]
    assert client.get(address(visit, "finish/")).url == address(visit)


def test_what_is_typed_after_the_end_is_shown_and_not_lost(client, hsc):
    client.force_login(hsc)
    visit = make_plan(worker=hsc).visits.get()
    reply = send(client, visit, R1=["A garden seat"], P13="lot", **{"P13-how": "saw"})
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "A garden seat" in page
    assert "Using the bath or shower" not in page  # is held as typed
    assert VisitAnswers.objects.get(visit=visit).answers == HARD_BATH


def test_another_locality_gets_404(client, visit):
    client.force_login(make_hsc(name="Cyril Wick", place="Farshire"))
    assert client.get(address(visit)).status_code == 404
    assert client.post(address(visit, "finish/")).status_code == 404
    assert client.get(f"/cases/{visit.case_id}/visits/").status_code == 404


def test_a_role_that_does_not_work_cases_is_told_so(client, visit, hsc):
    locality = hsc.memberships.get().localities.get()
    approver = make_worker(locality=locality, role=RoleCode.DISTRICT_APPROVER, name="Dee Pearl")
    client.force_login(approver)
    reply = client.get(address(visit))
    assert reply.status_code == 403
    assert "Your role can read this case and not change it." in reply.content.decode()


@pytest.mark.parametrize(
    ("method", "rest"), [("delete", ""), ("get", "choose/"), ("put", "finish/")]
)
def test_the_wrong_method_is_refused(client, visit, method, rest):
    assert getattr(client, method)(address(visit, rest)).status_code == 405


def test_the_visits_of_a_case_are_listed_with_their_answers(client, visit):
    answer(visit, HARD_BATH)
    page = client.get(f"/cases/{visit.case_id}/visits/").content.decode()
    assert f'href="{address(visit)}"' in page
    assert "Tue 10 Nov, 9:30am" in page
    assert "Asha Lampwright" in page
    assert "1 of 10" in page


def test_more_visits_ask_no_more_of_the_database(
    client, visit, hsc, django_assert_num_queries, django_assert_max_num_queries
):
    path = f"/cases/{visit.case_id}/visits/"
    client.get(path)
    with django_assert_max_num_queries(30) as one:
        client.get(path)
    asked = len(one)
    for hour in range(3):
        visit.case.visits.create(
            worker=hsc, kind="return", starts_at=visit.starts_at.replace(hour=hour)
        )
    with django_assert_num_queries(asked):
        client.get(path)


def test_a_case_without_a_visit_says_what_comes_first(client, visit):
    visit.delete()
    page = client.get(f"/cases/{visit.case_id}/visits/").content.decode()
    assert "No visit is booked yet" in page


def test_somebody_in_another_place_may_not_reach_by_guessing(client, hsc):
    client.force_login(hsc)
    elsewhere = make_visit(worker=make_worker(locality=make_locality(name="Farshire")))
    assert client.get(address(elsewhere)).status_code == 404
