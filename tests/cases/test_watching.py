"""What is watched over: the Occupational Therapy queue, the chase list, and alerts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cases import actions
from cases.models import Hold, Order, OtWait
from cases.rules.ot_queue import WEIGHT, Waiting, rank
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.cases.visit_rows import make_order

TODAY = date(2026, 11, 23)  # a Monday
OPENED = date(2026, 11, 2)


def led(worker, locality, *, name="Wilf", on=OPENED):
    person = make_person(given_name=name, home=make_home(locality=locality))
    case = make_case(person=person, opened_on=on)
    return actions.allocate(case=case, worker=worker, by=worker, on=on)


@pytest.fixture
def case(melton, meera):
    return led(meera, melton)


# --- Who is seen next --------------------------------------------------------------------

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=TODAY)
WAITS = st.builds(
    Waiting,
    risk=st.sampled_from(sorted(WEIGHT)),
    asked_on=DAYS,
    review_on=st.dates(min_value=date(2026, 10, 1), max_value=date(2027, 3, 1)),
    fell_on=st.none() | DAYS,
    has_interim=st.booleans(),
)


def place(wait, **changes):
    facts = {name: getattr(wait, name) for name in vars(wait)} | changes
    return rank(Waiting(**facts), on=TODAY).key


@given(wait=WAITS)
def test_more_risk_a_fall_or_a_longer_wait_never_comes_later(wait):
    assert place(wait, risk="high") <= place(wait, risk="medium") <= place(wait, risk="low")
    assert place(wait, fell_on=TODAY) <= place(wait, fell_on=None)
    assert place(wait, has_interim=False) <= place(wait, has_interim=True)
    assert place(wait, asked_on=wait.asked_on - timedelta(days=1)) <= place(wait)


def test_a_place_says_why():
    """300 for the risk, 150 for the fall, 40 for the review, and 3 weeks of waiting."""
    fell, review = date(2026, 11, 20), date(2026, 11, 16)
    found = rank(Waiting("high", OPENED, review, fell_on=fell), on=TODAY)
    assert found.score == 493
    assert found.reasons == ("High risk", "Fell since", "Review is overdue")
    assert found.days == 21


def waiting(case, by, *, risk="medium", on=OPENED, **more):
    wait = OtWait(case=case, need="Stairs", risk=risk, review_on=date(2026, 12, 7), **more)
    return actions.ask_ot(wait=wait, by=by, on=on)


def test_the_queue_is_worked_by_risk_and_a_fall_moves_somebody_up(client, monday, melton, meera):
    ann, bea = (led(meera, melton, name=name) for name in ("Ann", "Bea"))
    waiting(ann, meera)
    low = waiting(bea, meera, risk="low")
    client.force_login(make_worker(locality=melton, role=RoleCode.OT, name="Olga Therapist"))
    words = client.get(reverse("cases:ot_queue")).content.decode()
    assert words.index("Ann Candlewick") < words.index("Bea Candlewick")
    client.post(reverse("cases:note_fall", args=[low.pk]), {"fell_on": "yesterday"})
    words = client.get(reverse("cases:ot_queue")).content.decode()
    assert words.index("Bea Candlewick") < words.index("Ann Candlewick")
    assert "Fell on Sun 22 Nov" in words
    client.post(reverse("cases:end_ot_wait", args=[low.pk]))
    assert "Bea Candlewick" not in client.get(reverse("cases:ot_queue")).content.decode()


def test_the_risk_is_looked_at_again_with_what_helps_meanwhile(client, monday, case, meera):
    wait = waiting(case, meera)
    client.force_login(meera)
    page = reverse("cases:hold_risk", args=[wait.pk])
    typed = {"risk": "high", "interim": "A commode downstairs", "review_on": "+1w"}
    words = client.post(page, typed, follow=True).content.decode()
    assert "A commode downstairs" in words
    assert "High risk" in words
    wrong = client.post(page, typed | {"review_on": "yesterday"}).content.decode()
    assert "today or later" in wrong
    assert 'value="A commode downstairs"' in wrong


def test_a_case_waits_once_and_falls_lie_between_asking_and_today(case, meera):
    wait = waiting(case, meera)
    with pytest.raises(ValidationError, match="already"):
        waiting(case, meera)
    for day in (date(2026, 11, 1), date(2026, 11, 24)):
        with pytest.raises(ValidationError, match="fall was since"):
            actions.note_fall(wait=wait, fell_on=day, by=meera, on=TODAY)


# --- The chase list ----------------------------------------------------------------------


def hold_on(case, by, *, cause="landlord", who="Soar Valley Homes", next_on=TODAY):
    hold = Hold(case=case, cause=cause, who=who, reason="Written consent", owner=by)
    hold.starts_on, hold.next_on = OPENED, next_on
    return actions.put_on_hold(hold=hold, by=by, on=OPENED)


def test_what_others_owe_is_listed_and_several_are_asked_again_at_once(client, monday, case, meera):
    first, second = hold_on(case, meera), hold_on(case, meera, cause="planning", who="")
    order = make_order(worker=meera)
    client.force_login(meera)
    words = client.get(reverse("cases:chase_list")).content.decode()
    for said in ("Soar Valley Homes", "Planning", order.supplier, "Not yet"):
        assert said in words
    typed = {"hold": [first.pk, second.pk], "order": [order.pk], "next_on": "+1w"}
    done = client.post(reverse("cases:chase_list"), typed, follow=True).content.decode()
    assert "3 things were asked again today." in done
    first.refresh_from_db()
    order.refresh_from_db()
    week = date(2026, 11, 30)
    assert (first.chased_on, first.chased_by, first.next_on) == (TODAY, meera, week)
    assert (order.chased_on, order.chase_on) == (TODAY, week)


def test_what_was_answered_meanwhile_does_not_stop_the_others(client, monday, case, meera):
    over, stands = hold_on(case, meera), hold_on(case, meera, cause="planning", who="")
    actions.lift_hold(hold=over, until=TODAY, by=meera, on=TODAY)
    client.force_login(meera)
    typed = {"hold": [over.pk, stands.pk], "next_on": "+1w"}
    words = client.post(reverse("cases:chase_list"), typed, follow=True).content.decode()
    assert "1 thing was asked again today." in words
    assert "off this hold already" in words


def test_the_list_is_filtered_by_whom_and_whose(client, monday, melton, case, meera):
    hold_on(case, meera)
    tom = make_worker(locality=melton, name="Tom Wick")
    hold_on(led(tom, melton, name="Ann"), tom, cause="planning", who="Planning desk")
    client.force_login(meera)
    url = reverse("cases:chase_list")
    mine = client.get(f"{url}?whose=me").content.decode()
    assert "Planning desk" not in mine
    planning = client.get(f"{url}?kind=planning").content.decode()
    assert "Soar Valley Homes" not in planning
    assert "Planning desk" in planning
    assert client.get(f"{url}?kind=nonsense").status_code == 200


def test_nothing_ticked_and_a_day_gone_by_are_said(client, monday, case, meera):
    hold = hold_on(case, meera)
    client.force_login(meera)
    page = reverse("cases:chase_list")
    assert "Tick what was asked again" in client.post(page, {"next_on": "+1w"}).content.decode()
    wrong = client.post(page, {"hold": [hold.pk], "next_on": "1/11/26"}).content.decode()
    assert "The day to ask again is today or later" in wrong
    assert f'value="{hold.pk}" checked' in wrong


def test_an_order_that_came_is_not_asked_about(meera):
    order = make_order(worker=meera)
    actions.receive(order=order, delivered_on=TODAY, by=meera, on=TODAY)
    with pytest.raises(PermissionDenied, match="meanwhile"):
        actions.chase_order(order=Order.objects.get(), chase_on=TODAY, by=meera, on=TODAY)
