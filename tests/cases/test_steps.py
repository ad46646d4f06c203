"""Recording what happened: each step, who may take it, and what it says afterwards."""

from datetime import UTC, date, datetime, time

import pytest

from cases import actions
from cases.enums import Outcome, Stage
from cases.forms.fields import read_time
from cases.models import Order
from cases.views.steps import ELSEWHERE, ORDER, SELDOM, STEPS, WAITED_FOR
from cases.workflow import BY_MOVING, CASE
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_target, make_worker
from tests.core.factories import make_locality

DAY = date(2026, 11, 20)


@pytest.fixture
def melton(db):
    for code, days in (("first_call", 3), ("try_again", 3), ("give_out", 2)):
        make_target(code=code, working_days=days)
    return make_locality(name="Melton")


@pytest.fixture
def as_meera(client, meera, monday):
    client.force_login(meera)
    return client


@pytest.fixture
def case(melton, meera):
    opened = make_case(person=make_person(home=make_home(locality=melton)), opened_on=DAY)
    return actions.allocate(case=opened, worker=meera, by=meera, on=DAY)


def take(client, case, step, **answers):
    response = client.post(f"/cases/{case.pk}/next/{step}/", answers, follow=True)
    case.refresh_from_db()
    return response.content.decode()


def booking(meera, **changes):
    return {"day": "24/11/26", "time": "9:30am", "minutes": 90, "worker": meera.pk} | changes


def test_exactly_the_steps_of_the_workflow_are_offered(as_meera, case):
    html = as_meera.get(f"/cases/{case.pk}/next/").content.decode()
    offered = {name for name in STEPS if f"/next/{name}/" in html}
    held = {"put_on_hold", "reclassify"}
    assert offered == {"allocate", "try_contact", "book_visit", "close", *held}


def test_every_step_of_the_workflow_has_its_words():
    steps = {step for steps in CASE.table.values() for step in steps}
    assert steps - BY_MOVING - SELDOM == set(STEPS) | set(ELSEWHERE) | set(WAITED_FOR) == set(ORDER)


def test_giving_a_case_to_a_colleague(as_meera, case, melton):
    tom = make_worker(locality=melton, name="Tom Lanternby")
    html = take(as_meera, case, "allocate", worker=tom.pk)
    assert case.lead_worker == tom
    assert "The case is with Tom Lanternby now." in html
    assert "Next: call and book the first visit, by Wednesday 25 November." in html


def test_only_workers_of_the_locality_are_offered(as_meera, case, melton):
    make_worker(locality=melton, name="Tom Lanternby")
    make_worker(locality=make_locality(name="Blaby"), name="Bram Elsewhere")
    make_worker(locality=melton, name="Olga Therapist", role=RoleCode.OT)
    html = as_meera.get(f"/cases/{case.pk}/next/allocate/").content.decode()
    assert "Tom Lanternby, 0 open cases" in html
    assert "Bram Elsewhere" not in html
    assert "Olga Therapist" not in html


def test_nobody_in_particular_is_sent_back_with_words(as_meera, case):
    html = take(as_meera, case, "allocate")
    assert "<title>Error: Give the case to a worker" in html
    assert "Choose a worker from the list" in html


def test_somebody_who_could_not_be_reached_is_tried_again(as_meera, case):
    """Three working days from Monday 23 November: Thursday 26."""
    html = take(as_meera, case, "try_contact")
    assert case.stage == Stage.CONTACT_TRIED
    assert "Next: try to reach them again, by Thursday 26 November." in html


def test_booking_a_visit_with_a_date_as_typed(as_meera, case, meera):
    html = take(as_meera, case, "book_visit", **booking(meera, day="tomorrow", time="2.30pm"))
    visit = case.visits.get()
    assert visit.starts_at == datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    assert "The visit is booked for Tuesday 24 November at 2:30pm." in html


def test_a_visit_in_summer_is_booked_in_summer_time(as_meera, case, meera):
    take(as_meera, case, "book_visit", **booking(meera, day="1/7/27"))
    assert case.visits.get().starts_at == datetime(2027, 7, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "20/11/26"}, "A visit is booked for today or a later day"),
        ({"day": "1/1/28"}, "Choose a day within the next 12 months"),
        ({"day": "soon"}, "soon is not a date we can read"),
        ({"day": ""}, "Enter the day of the visit"),
        ({"time": "2"}, "2 may be morning or afternoon"),
        ({"time": "25:00"}, "25:00 is not a time of day"),
        ({"minutes": "7"}, "Choose from the list how long the visit takes"),
        ({"worker": "x"}, "Choose a worker from the list"),
    ],
)
def test_a_booking_that_cannot_be_keeps_what_was_typed(as_meera, case, meera, changes, words):
    url = f"/cases/{case.pk}/next/book_visit/"
    response = as_meera.post(url, booking(meera, **changes))
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert "Everything you typed is still here." in html
    kept = booking(meera, **changes)["time"]
    assert f'value="{kept}"' in html
    assert not case.visits.exists()


def test_cancelling_a_visit_asks_for_another_call(as_meera, case, meera):
    take(as_meera, case, "book_visit", **booking(meera))
    html = take(as_meera, case, "cancel_visit")
    assert case.stage == Stage.ALLOCATED
    assert "The visit is cancelled. Next: call and book the first visit" in html


def test_planning_the_follow_up(as_meera, case, meera):
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    visit = actions.book_visit(case=case, worker=meera, starts_at=at, by=meera, on=DAY)
    actions.finish_visit(visit=visit, scores={}, by=meera, on=DAY)
    actions.agree_plan(case=case, by=meera, on=DAY)
    html = take(as_meera, case, "plan_follow_up", due_on="+3m")
    assert case.next_action_on == date(2027, 2, 23)
    assert "Next: follow up, by Tuesday 23 February 2027." in html


def test_closing_with_nothing_open_takes_an_outcome(as_meera, case):
    assert "Choose why the case is closed" in take(as_meera, case, "close")
    html = take(as_meera, case, "close", outcome="moved")
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.MOVED)
    assert "The case is closed: moved away." in html


def test_closing_with_open_things_stops_first_and_names_them(as_meera, case, meera):
    take(as_meera, case, "book_visit", **booking(meera))
    url = f"/cases/{case.pk}/next/close/"
    html = as_meera.get(url).content.decode()
    assert "still has 1 open thing" in html
    assert "Booked for Tuesday 24 November at 9:30am" in html
    assert "<form" not in html.split("<main", 1)[1]
    take(as_meera, case, "close", outcome="moved")
    assert case.stage == Stage.VISIT_BOOKED


def test_closing_stays_possible_with_a_second_press(as_meera, case, meera):
    take(as_meera, case, "book_visit", **booking(meera))
    url = f"/cases/{case.pk}/next/close/?anyway=1"
    assert "Still open in this case" in as_meera.get(url).content.decode()
    as_meera.post(url, {"outcome": "declined"})
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED


def test_what_is_not_decided_not_ordered_and_not_here_is_named(as_meera, case, meera):
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    visit = actions.book_visit(case=case, worker=meera, starts_at=at, by=meera, on=DAY)
    answers = {"P13": {"value": "lot"}, "M1": {"value": "lot"}}
    actions.save_answers(visit=visit, answers=answers, revision=0, by=meera, at=at, on=DAY)
    actions.finish_visit(visit=visit, scores={}, by=meera, on=DAY)
    html = as_meera.get(f"/cases/{case.pk}/next/close/").content.decode()
    assert html.count("Not decided yet") == 2
    yes = actions.Choice(step="accept")
    for solution in case.solutions.all():
        actions.decide(solution=solution, choice=yes, by=meera, on=DAY)
    actions.agree_plan(case=case, by=meera, on=DAY)
    order = Order(solution=case.solutions.first(), supplier="Greenwell")
    actions.place_order(order=order, by=meera, on=DAY)
    html = as_meera.get(f"/cases/{case.pk}/next/close/").content.decode()
    assert "Accepted, not ordered or given yet" in html
    assert "Ordered on Friday 20 November, not here yet" in html


def test_opening_again_waits_to_be_given_out(as_meera, case):
    take(as_meera, case, "close", outcome="moved")
    html = take(as_meera, case, "reopen")
    assert case.stage == Stage.OPENED
    assert "The case is open again. Next: give the case to a worker" in html


@pytest.mark.parametrize("step", ["cancel_visit", "reopen", "plan_follow_up"])
def test_a_step_that_cannot_follow_says_so(as_meera, case, step):
    response = as_meera.post(f"/cases/{case.pk}/next/{step}/")
    assert response.status_code == 403
    assert "it has moved on. Look again." in response.content.decode()


def test_a_step_there_is_not_is_404(as_meera, case):
    assert as_meera.get(f"/cases/{case.pk}/next/fly/").status_code == 404
    assert as_meera.get(f"/cases/{case.pk}/next/finish_visit/").status_code == 404


@pytest.mark.parametrize("step", ["allocate", "try_contact", "book_visit", "close"])
def test_an_auditor_is_refused_every_step_with_the_reason(client, case, monday, step):
    auditor = make_worker(locality=make_locality(), role=RoleCode.AUDITOR, name="Cy Wick")
    client.force_login(auditor)
    for send in (client.get, client.post):
        response = send(f"/cases/{case.pk}/next/{step}/")
        assert response.status_code == 403
        words = response.content.decode()
        assert "gives cases out" in words or "can read this case and not change it" in words


@pytest.mark.parametrize("step", list(STEPS))
def test_another_locality_gets_404_on_every_step(client, case, monday, step):
    client.force_login(make_worker(locality=make_locality(name="Blaby"), name="Tom Wick"))
    assert client.post(f"/cases/{case.pk}/next/{step}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30am", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9", time(9)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("midday", time(12)),
        ("14:05", time(14, 5)),
        ("7PM", time(19)),
    ],
)
def test_times_are_read_as_people_type_them(typed, meant):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["13pm", "0am", "24", "9:60", "half nine", "2"])
def test_a_time_that_cannot_be_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="Write the time like 9:30am or 14:30"):
        read_time(typed)
