"""The quick pad: a rail or another small item in four taps, said once and repeated exactly."""

import pytest

from cases import actions
from cases.models import Order, Solution
from lightbulb.core.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.visit_rows import VISITED_ON, accept_all, make_hsc, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]
RAIL = {"item": "grab_rail", "length": "12", "place": "Porch door", "side": "left"}
# Ms C's form in the scrutiny report of 2019, lines 1585 to 1602, and how the plan says each.
MS_C = (
    (RAIL, "12 inch grab rail, porch door, left"),
    (
        {"item": "half_step_made", "place": "Porch door", "detail": "wood, edges painted white"},
        "Half step, porch door, wood, edges painted white",
    ),
    (
        {"item": "plinth_made", "place": "other", "other_place": "Between porch and front door"},
        "Plinth, between porch and front door",
    ),
    (RAIL | {"place": "Back door", "side": "right"}, "12 inch grab rail, back door, right"),
    (
        {
            "item": "grab_rail",
            "length": "18",
            "place": "other",
            "other_place": "Under the window in the shower room",
        },
        "18 inch grab rail, under the window in the shower room",
    ),
    (
        {"item": "grab_rail", "length": "18", "place": "Shower", "side": "left"},
        "18 inch grab rail, shower, left",
    ),
)


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def case(hsc):
    return make_plan(worker=hsc)


def add(client, case, **typed):
    return client.post(f"/cases/{case.pk}/plan/add/", typed)


def labels(case):
    return [each.label for each in case.solutions.exclude(code="bath_board")]


def test_the_six_items_of_ms_c_join_the_plan_as_accepted(client, case):
    for typed, _ in MS_C:
        assert add(client, case, **typed).status_code == 302
    assert labels(case) == [words for _, words in MS_C]
    states = case.solutions.exclude(code="bath_board").values_list("state", flat=True)
    assert set(states) == {"accepted"}


def test_the_order_and_the_printed_plan_say_exactly_that(client, case):
    add(client, case, **RAIL, detail="upright, middle at 1,000 mm")
    rail = case.solutions.get(code="grab_rail")
    page = client.get(f"/solutions/{rail.pk}/order/").content.decode()
    assert "12 inch grab rail, porch door, left, upright, middle at 1,000 mm" in page
    assert 'value="12 inch (300 mm)"' in page
    assert '<option value="left, going in" selected>' in page
    assert rail.label in client.get(f"/cases/{case.pk}/plan/print/").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"item": "", "length": "12"}, "Choose the item"),
        (RAIL | {"length": ""}, "Choose how long the rail is"),
        (RAIL | {"place": ""}, "Choose where it goes"),
        (RAIL | {"place": "other"}, "Say where it goes"),
        (RAIL | {"item": "ladder"}, "Item: choose from the list"),
        (RAIL | {"detail": "x" * 151}, "Height or detail can have up to 150 characters"),
    ],
)
def test_what_is_missing_is_said_and_what_was_tapped_stays(client, case, typed, sentence):
    reply = add(client, case, **typed)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert sentence in page
    assert labels(case) == []
    if typed.get("length"):
        assert f'value="{typed["length"]}" checked' in page


def test_the_same_rail_twice_is_refused_and_another_side_is_not(client, case):
    add(client, case, **RAIL)
    assert "This is in the plan already" in add(client, case, **RAIL).content.decode()
    assert add(client, case, **RAIL | {"side": "right"}).status_code == 302


def test_what_was_added_by_mistake_is_taken_out_again(client, case):
    add(client, case, **RAIL)
    rail = case.solutions.get(code="grab_rail")
    assert client.post(f"/solutions/{rail.pk}/take-out/").status_code == 302
    assert labels(case) == []
    assert Event.objects.filter(case_id=case.pk, verb="solution_taken_out").count() == 1


def test_what_was_ordered_or_suggested_by_the_visit_stays_in_the_plan(client, case, hsc):
    add(client, case, **RAIL)
    accept_all(case, by=hsc)
    actions.agree_plan(case=case, by=hsc, on=VISITED_ON)
    rail, board = case.solutions.get(code="grab_rail"), case.solutions.get(code="bath_board")
    order = Order(solution=rail, supplier="Greenwell Handyperson")
    actions.place_order(order=order, by=hsc, on=VISITED_ON)
    for each in (rail, board):
        with pytest.raises(NotAllowed, match="Something followed from this"):
            actions.take_out_solution(solution=each, by=hsc, on=VISITED_ON)
    assert Solution.objects.filter(case=case).count() == 2
