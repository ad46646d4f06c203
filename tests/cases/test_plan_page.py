"""What we agreed: decided thing by thing, added to, agreed, and printed."""

from datetime import date

import pytest

from cases import actions
from cases.enums import SolutionState, Stage
from cases.models import Case
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_worker
from tests.cases.visit_rows import (
    HARD_BATH,
    TWO_FALLS,
    VISITED_ON,
    accept_all,
    make_hsc,
    make_plan,
    make_visit,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def case(hsc):
    """Offers, in this order: falls advice, a pendant alarm, a bath board."""
    return make_plan(worker=hsc, answers=HARD_BATH | TWO_FALLS)


def address(case, rest=""):
    return f"/cases/{case.pk}/plan/{rest}"


def decided(case, *steps, **more):
    """The fields of the form for the plan's solutions, in their order."""
    names = [f"d-{solution.pk.hex}" for solution in case.solutions.all()]
    return {f"{name}-step": step for name, step in zip(names, steps, strict=False)} | {
        f"{names[int(key[-1])]}-{key[:-2]}": value for key, value in more.items()
    }


def states(case):
    return [solution.state for solution in case.solutions.all()]


def test_each_suggestion_names_the_answer_it_comes_from(client, case):
    page = client.get(address(case)).content.decode()
    assert "From: using the bath or shower is hard" in page
    assert "3 suggestions: 3 not decided yet" in page
    assert 'value="23/2/2027"' in page  # three months from Monday 23 November 2026


def test_the_plan_is_led_by_their_own_words(client, case):
    case.what_matters = ["A proper wash"]
    case.save()
    page = client.get(address(case)).content.decode()
    assert page.index("“A proper wash”") < page.index("Falls advice")


def test_all_decisions_are_sent_in_one_form(client, case):
    sent = decided(case, "accept", "decline", "self_fund", ask_again_on_1="1/3/27", cost_2="24.5")
    assert client.post(address(case), sent).url == address(case)
    assert states(case) == ["accepted", "declined", "self_funding"]
    page = client.get(address(case)).content.decode()
    assert "Ask again Monday 1 March 2027" in page
    assert "About £24.50" in page


def test_one_declined_stays_eligible_and_can_be_accepted_later(client, case):
    client.post(address(case), decided(case, "", "decline", ask_again_on_1="1/3/27"))
    alarm = case.solutions.get(code="pendant")
    assert (alarm.state, alarm.ask_again_on) == ("declined", date(2027, 3, 1))
    client.post(address(case), decided(case, "", "accept"))
    alarm.refresh_from_db()
    assert (alarm.state, alarm.ask_again_on) == ("accepted", None)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"step": "decline"}, "Bath board: say when to ask again"),
        ({"step": "decline", "on": "23/11/26"}, "the day to ask again must lie ahead"),
        ({"step": "decline", "on": "some day"}, "some day is not a date we can read"),
        ({"step": "rule_out"}, "Bath board: say why they are not eligible"),
        ({"step": "self_fund"}, "Bath board: say about what it costs"),
        ({"step": "fly"}, "Choose one of the decisions shown"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_decided(client, case, sent, sentence):
    fields = decided(case, "accept", "", sent["step"], ask_again_on_2=sent.get("on", ""))
    reply = client.post(address(case), fields)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: What we agreed" in page
    assert sentence in page
    assert states(case) == ["offered"] * 3
    assert f'-accept" name="d-{case.solutions.first().pk.hex}-step" value="accept" checked' in page


def test_the_plan_is_not_agreed_while_something_is_undecided(client, case):
    reply = client.post(address(case), decided(case, "accept") | {"act": "agree"})
    assert reply.status_code == 422
    assert "Decide each thing offered before the plan is agreed." in reply.content.decode()
    assert states(case) == ["accepted", "offered", "offered"]  # what was decided is kept
    assert Case.objects.get().stage == Stage.ASSESSED


def test_the_last_decisions_and_the_agreement_are_one_press(client, case):
    sent = decided(case, "accept", "accept", "accept") | {"act": "agree"}
    assert client.post(address(case), sent).status_code == 302
    assert Case.objects.get().stage == Stage.PLAN_AGREED
    page = client.get(address(case)).content.decode()
    assert page.count(">Order<") == 2  # advice needs none
    assert "Agree the plan" not in page


def test_something_from_the_list_joins_the_plan_as_accepted(client, case):
    client.post(address(case, "add/"), {"offer": "grab_rail_door", "words": "", "kind": ""})
    rail = case.solutions.get(code="grab_rail_door")
    assert (rail.state, rail.kind, rail.domain) == ("accepted", "minor_adaptation", "mobility")
    event = Event.objects.get(verb="solution_added")
    assert event.detail == {"solution": str(rail.pk), "kind": "minor_adaptation"}
    assert event.case_id == case.pk


def test_something_in_their_own_words_joins_it_too(client, case):
    sent = {
        "offer": "",
        "words": "A bench in the garden",
        "kind": "handyperson",
        "because": "To sit",
    }
    client.post(address(case, "add/"), sent)
    bench = case.solutions.get(label="A bench in the garden")
    assert (bench.kind, bench.because, bench.state) == ("handyperson", "To sit", "accepted")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": ""}, "Choose from the list, or write what they asked for"),
        ({"words": "w" * 201}, "This can have up to 200 characters"),
        ({"offer": "bath_board"}, "This is in the plan already."),
    ],
)
def test_what_cannot_be_added_is_said(client, case, sent, sentence):
    reply = client.post(address(case, "add/"), sent)
    assert reply.status_code == 422
    assert sentence in reply.content.decode()
    assert case.solutions.count() == 3


def test_nothing_is_added_before_the_visit(client, hsc):
    case = make_visit(worker=hsc).case
    assert "The plan begins when the Housing MOT" in client.get(address(case)).content.decode()
    reply = client.post(address(case, "add/"), {"words": "A ramp"})
    assert reply.status_code == 422
    assert "The plan begins when the visit is finished." in reply.content.decode()


def test_the_follow_up_is_planned_once_nothing_is_to_come(client, hsc):
    case = make_plan(worker=hsc, answers={"H3": {"value": "one"}})  # falls advice alone
    accept_all(case, by=hsc)
    actions.agree_plan(case=case, by=hsc, on=VISITED_ON)
    assert "1 thing is accepted and not done yet" in client.get(address(case)).content.decode()
    client.post(f"/solutions/{case.solutions.get().pk}/mark-done/")
    assert client.post(address(case, "plan-follow-up/"), {"due_on": "20/11/26"}).status_code == 422
    assert client.post(address(case, "plan-follow-up/"), {"due_on": "23/2/27"}).status_code == 302
    assert case.follow_ups.get().due_on == date(2027, 2, 23)
    assert "due on Tuesday 23 February 2027" in client.get(address(case)).content.decode()


def test_the_print_says_done_coming_and_no_for_now(client, case, hsc):
    case.what_matters = ["A proper wash"]
    case.save()
    client.post(
        address(case), decided(case, "accept", "decline", "accept", ask_again_on_1="1/3/27")
    )
    client.post(f"/solutions/{case.solutions.get(code='falls_advice').pk}/mark-done/")
    page = client.get(address(case, "print/")).content.decode()
    parts = ["“A proper wash”", "<h2>Done</h2>", "Falls advice", "<h2>Coming</h2>", "Bath board"]
    parts += ["You said no for now", "ask again on Monday 1 March 2027", hsc.phone, case.reference]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_more_suggestions_ask_no_more_of_the_database(
    client, case, django_assert_num_queries, django_assert_max_num_queries
):
    client.get(address(case))
    with django_assert_max_num_queries(30) as few:
        client.get(address(case))
    asked = len(few)
    for offer in ("half_step", "second_rail", "stairlift"):
        client.post(address(case, "add/"), {"offer": offer})
    with django_assert_num_queries(asked):
        client.get(address(case))


def test_another_locality_gets_404(client, case):
    client.force_login(make_hsc(name="Cyril Wick", place="Farshire"))
    for rest in ("", "print/"):
        assert client.get(address(case, rest)).status_code == 404
    for rest in ("add/", "plan-follow-up/"):
        assert client.post(address(case, rest), {"words": "A ramp"}).status_code == 404


def test_a_role_that_reads_sees_the_plan_and_no_forms(client, case):
    locality = case.locality
    client.force_login(make_worker(locality=locality, role=RoleCode.DISTRICT_APPROVER))
    page = client.get(address(case)).content.decode()
    assert "Your role can read this case and not change it." in page
    assert "<details" not in page
    assert client.post(address(case), decided(case, "accept")).status_code == 403
    assert states(case) == [SolutionState.OFFERED] * 3


@pytest.mark.parametrize(
    ("method", "rest"),
    [("put", ""), ("get", "add/"), ("get", "plan-follow-up/"), ("post", "print/")],
)
def test_the_wrong_method_is_refused(client, case, method, rest):
    assert getattr(client, method)(address(case, rest)).status_code == 405
