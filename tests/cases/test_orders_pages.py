"""Ordering what was accepted, the day it came, and what needs no order."""

from datetime import date

import pytest

from cases.enums import Stage
from cases.models import Case, Order
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_worker
from tests.cases.visit_rows import make_agreed, make_hsc, make_order, make_plan

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]
RAIL = {
    "supplier": "Castle Road Equipment",
    "size": "12 inch (300 mm)",
    "place": "porch door",
    "side": "left, going in",
    "detail": "upright, brick",
    "expected_on": "27/11/26",
}


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def board(hsc):
    """The bath board of an agreed plan."""
    return make_agreed(worker=hsc).solutions.get()


@pytest.fixture
def order(hsc):
    """The bath board, ordered on 10 November 2026."""
    return make_order(worker=hsc)


def order_page(solution):
    return f"/solutions/{solution.pk}/order/"


def came_page(order):
    return f"/orders/{order.pk}/receive/"


def test_the_form_asks_size_place_and_side(client, board):
    page = client.get(order_page(board)).content.decode()
    for label in ("Supplier", "Size", "Where", "Which side", "Height or other detail"):
        assert label in page


def test_an_order_is_placed_with_its_detail_in_one_line(client, board):
    assert client.post(order_page(board), RAIL).url == f"/cases/{board.case_id}/plan/"
    order = Order.objects.get()
    assert order.detail == "12 inch (300 mm), porch door, left, going in, upright, brick"
    assert order.expected_on == date(2026, 11, 27)
    page = client.get(f"/cases/{board.case_id}/plan/").content.decode()
    assert "Expected Friday 27 November" in page
    assert "It has come" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"supplier": " "}, "Enter who supplies it"),
        ({"place": "p" * 81}, "Where can have up to 80 characters"),
        ({"side": "above"}, "Choose the side from the list"),
        ({"expected_on": "20/11/26"}, "The day it is expected must not lie behind us"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, board, typed, sentence):
    reply = client.post(order_page(board), RAIL | typed)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: Order" in page
    assert sentence in page
    assert 'value="upright, brick"' in page
    assert not Order.objects.exists()


def test_nothing_is_ordered_before_the_plan_is_agreed(client, hsc):
    solution = make_plan(worker=hsc).solutions.get()
    assert client.post(order_page(solution), RAIL).status_code == 403
    assert not Order.objects.exists()


def test_the_day_it_came_is_recorded(client, order):
    assert 'value="23/11/2026"' in client.get(came_page(order)).content.decode()
    client.post(came_page(order), {"delivered_on": "19 nov"})
    order.refresh_from_db()
    assert order.delivered_on == date(2026, 11, 19)
    assert order.solution.case.solutions.get().state == "delivered"
    page = client.get(f"/cases/{order.solution.case_id}/plan/").content.decode()
    assert "Came Thursday 19 November" in page


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Enter the day it came"),
        ("9/11/26", "It was ordered on 10/11/2026, so it came that day or later"),
        ("24/11/26", "The day it came must not lie ahead"),
        ("soon", "soon is not a date we can read"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(client, order, day, sentence):
    reply = client.post(came_page(order), {"delivered_on": day})
    assert reply.status_code == 422
    assert sentence in reply.content.decode()
    order.refresh_from_db()
    assert order.delivered_on is None


def test_what_needs_no_order_is_marked_done(client, hsc):
    case = make_agreed(worker=hsc, answers={"H3": {"value": "one"}})  # falls advice alone
    advice = case.solutions.get()
    assert client.post(f"/solutions/{advice.pk}/mark-done/").status_code == 302
    advice.refresh_from_db()
    assert advice.state == "delivered"
    assert Event.objects.get(verb="solution_done").detail == {"solution": str(advice.pk)}
    assert Case.objects.get().stage == Stage.PLAN_AGREED


def test_what_is_on_order_is_not_marked_done_without_its_day(client, order):
    reply = client.post(f"/solutions/{order.solution_id}/mark-done/")
    assert reply.status_code == 403
    assert "record the day it came instead" in reply.content.decode()


def test_another_locality_gets_404(client, order):
    client.force_login(make_hsc(name="Cyril Wick", place="Farshire"))
    assert client.get(order_page(order.solution)).status_code == 404
    assert client.get(came_page(order)).status_code == 404
    assert client.post(f"/solutions/{order.solution_id}/mark-done/").status_code == 404


def test_a_role_that_does_not_work_cases_may_not_order(client, order):
    locality = order.solution.case.locality
    client.force_login(make_worker(locality=locality, role=RoleCode.DISTRICT_APPROVER))
    assert client.get(order_page(order.solution)).status_code == 403
    assert client.post(came_page(order), {"delivered_on": "today"}).status_code == 403


def test_the_wrong_method_is_refused(client, order):
    assert client.delete(order_page(order.solution)).status_code == 405
    assert client.put(came_page(order)).status_code == 405
    assert client.get(f"/solutions/{order.solution_id}/mark-done/").status_code == 405
