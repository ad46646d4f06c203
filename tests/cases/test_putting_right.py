"""What does not come is cancelled, what does not suit is replaced or given back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions, clock
from cases.enums import SolutionState, Stage, WaitingOn
from cases.models import Case, Order
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_target, make_worker
from tests.cases.visit_rows import make_follow_up, make_hsc, make_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]
ON, LATER = date(2026, 11, 17), date(2026, 11, 20)
PUT_RIGHT = "Put right what did not come or does not suit"


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def order(hsc):
    """A bath board, ordered on 10 November 2026."""
    make_target(code="place_orders", working_days=3)
    return make_order(worker=hsc)


@pytest.fixture
def board(hsc):
    """A bath board found unsuitable at the follow-up on Friday 20 November."""
    make_target(code="place_orders", working_days=3)
    due = make_follow_up(worker=hsc)
    actions.follow_up(follow_up=due, suits=False, scores={}, by=hsc, on=LATER)
    return due.case.solutions.get()


def cancelled(order, hsc):
    return actions.cancel_order(order=order, reason="Out of production", by=hsc, on=ON)


def page(client, case, rest=""):
    return client.get(f"/cases/{case.pk}/{rest}").content.decode()


def case_of(solution):
    return Case.objects.get(pk=solution.case_id)


def test_a_cancelled_order_leaves_its_thing_accepted_and_an_event(order, hsc):
    cancelled(order, hsc)
    solution = order.solution
    solution.refresh_from_db()
    assert solution.state == SolutionState.ACCEPTED
    event = Event.objects.get(verb="order_cancelled")
    assert event.detail == {"solution": str(solution.pk), "order": str(order.pk)}
    assert "production" not in str(event.detail)


def test_it_is_the_worker_s_turn_from_the_day_it_was_cancelled(order, hsc):
    """Three working days from Tuesday 17 November: Friday 20."""
    cancelled(order, hsc)
    case = case_of(order.solution)
    assert (case.waiting_on, case.waiting_since) == (WaitingOn.WORKER, ON)
    assert case.next_action_on == date(2026, 11, 20)
    recount = clock.project(clock.facts_of(case), targets=clock.targets_on(ON))
    assert recount.waiting_since == ON


def test_a_cancelled_order_no_longer_keeps_from_planning_the_follow_up(client, order, hsc):
    assert "Plan the follow-up once" in page(client, order.solution.case, "plan/")
    cancelled(order, hsc)
    html = page(client, order.solution.case, "plan/")
    assert "Plan the follow-up once" not in html
    assert "book-follow-up" in html


def test_it_can_be_ordered_again_and_both_orders_stay_known(order, hsc):
    cancelled(order, hsc)
    again = Order(solution=order.solution, supplier="Greenwell")
    actions.place_order(order=again, by=hsc, on=LATER)
    solution = order.solution.case.solutions.with_orders().get()
    assert solution.order == again
    assert [each.supplier for each in solution.orders.all()] == [
        "Greenwell",
        "Castle Road Equipment",
    ]


def test_what_came_cannot_be_cancelled_nor_what_was_cancelled_come(order, hsc):
    cancelled(order, hsc)
    with pytest.raises(NotAllowed):
        cancelled(order, hsc)
    with pytest.raises(NotAllowed):
        actions.receive(order=order, delivered_on=ON, by=hsc, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.update(cancelled_because="")


def test_the_plan_tells_the_reason_and_my_day_what_to_do(client, order, hsc):
    path = f"/orders/{order.pk}/cancel/"
    assert f'href="{path}"' in page(client, order.solution.case, "plan/")
    refused = client.post(path, {"reason": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    client.post(path, {"reason": "Out of production"})
    assert "Out of production" in page(client, order.solution.case, "plan/")
    assert "Out of production" in page(client, order.solution.case)
    my_day = client.get("/my-day/").content.decode()
    assert PUT_RIGHT in my_day
    assert "Put right<span" in my_day


def test_who_may_only_read_cannot_cancel_or_give_back(client, order):
    locality = order.solution.case.locality
    client.force_login(make_worker(locality=locality, role=RoleCode.HANDYPERSON, name="Bram Wick"))
    assert client.post(f"/orders/{order.pk}/cancel/", {"reason": "x"}).status_code == 403
    give_back = f"/solutions/{order.solution_id}/give-back/"
    assert client.post(give_back, {"reason": "x"}).status_code == 403


def test_what_does_not_suit_is_to_be_put_right(client, board):
    case = case_of(board)
    assert board.state == SolutionState.UNSUITABLE
    assert (case.waiting_on, case.waiting_since) == (WaitingOn.WORKER, LATER)
    assert PUT_RIGHT in page(client, case)
    assert "Does not suit" in page(client, case)
    assert PUT_RIGHT in client.get("/my-day/").content.decode()
    found = client.get("/caseload/", {"show": "put_right"}).content.decode()
    assert case.reference in found


def test_it_can_be_replaced_and_followed_up_again(board, hsc):
    new = Order(solution=board, supplier="Greenwell")
    actions.place_order(order=new, by=hsc, on=LATER)
    assert case_of(board).stage == Stage.DELIVERING
    day = date(2026, 11, 24)
    actions.receive(order=new, delivered_on=day, by=hsc, on=day)
    due = actions.plan_follow_up(case=case_of(board), due_on=day, by=hsc, on=day)
    actions.follow_up(follow_up=due, suits=True, scores={}, by=hsc, on=day)
    board.refresh_from_db()
    assert board.state == SolutionState.CHECKED
    assert clock.put_right_since(case_of(board)) is None


def test_it_can_be_given_back_with_a_reason(client, board, hsc):
    path = f"/solutions/{board.pk}/give-back/"
    assert client.post(path, {"reason": ""}).status_code == 422
    client.post(path, {"reason": "Knocks herself on it"})
    board.refresh_from_db()
    assert (board.state, board.reason) == (SolutionState.GIVEN_BACK, "Knocks herself on it")
    assert "Close the case" in page(client, case_of(board))
    type(board).objects.update(state=SolutionState.UNSUITABLE)
    with pytest.raises(ValidationError):
        actions.give_back(solution=board, reason="", by=hsc, on=LATER)


def test_of_several_things_only_what_was_named_does_not_suit(client, hsc):
    due = make_follow_up(worker=hsc)
    board = due.case.solutions.get()
    board.pk, board.code, board.label = None, "bed_lever", "Bed lever"
    lever = type(board).objects.create(**{f: getattr(board, f) for f in copied(board)})
    assert "Bed lever" in client.get(f"/follow-ups/{due.pk}/").content.decode()
    client.post(f"/follow-ups/{due.pk}/", {"suits": "no", "unsuitable": "bed_lever"})
    lever.refresh_from_db()
    states = {each.code: each.state for each in due.case.solutions.all()}
    assert states == {"bath_board": "checked", "bed_lever": "unsuitable"}
    assert Event.objects.get(verb="followed_up").detail["unsuitable"] == 1


def copied(solution):
    return ("case", "visit", "code", "label", "kind", "domain", "because", "state", "decided_on")
