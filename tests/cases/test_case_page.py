"""The case page: who, whose turn, since when, what next, by when."""

from datetime import UTC, date, datetime

import pytest

from cases import actions
from cases.models import Order
from cases.presenters import until
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_target, make_worker
from tests.core.factories import make_locality, make_user

DAY = date(2026, 11, 2)
PAGES = ("", "timeline/", "next/", "next/book_visit/")
MATTERS = {
    "R1": {"value": "Sleeping in my own bed\nThursday club"},
    "P13": {"value": "lot"},
    "M1": {"value": "lot"},
}


@pytest.fixture
def melton(db):
    for code, days in (("first_call", 3), ("not_urgent_simple", 130), ("give_out", 2)):
        make_target(code=code, working_days=days)
    return make_locality(name="Melton")


@pytest.fixture
def as_meera(client, meera, monday):
    client.force_login(meera)
    return client


@pytest.fixture
def opened(melton):
    return make_case(person=make_person(home=make_home(locality=melton)), opened_on=DAY)


@pytest.fixture
def case(opened, meera):
    return actions.allocate(case=opened, worker=meera, by=meera, on=DAY)


def page(client, case, path=""):
    response = client.get(f"/cases/{case.pk}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def assessed(case, worker):
    at = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
    visit = actions.book_visit(case=case, worker=worker, starts_at=at, by=worker, on=DAY)
    on = date(2026, 11, 5)
    actions.save_answers(visit=visit, answers=MATTERS, revision=0, by=worker, at=at, on=on)
    actions.finish_visit(visit=visit, scores={}, by=worker, on=on)
    case.refresh_from_db()
    return case


def planned(case, worker):
    on = date(2026, 11, 6)
    for solution in assessed(case, worker).solutions.all():
        actions.decide(solution=solution, choice=actions.Choice(step="accept"), by=worker, on=on)
    return actions.agree_plan(case=case, by=worker, on=on)


def test_the_page_says_who_this_is(as_meera, case):
    case.person.nhs_number, case.person.phone = "9995181908", "01632 960187"
    case.person.save()
    html = page(as_meera, case)
    assert "<strong>85</strong>, born 14 March 1941" in html
    assert "NHS number 999 518 1908" in html
    assert 'href="tel:01632960187"' in html
    assert f'data-copy="{case.reference}"' in html
    assert "No risks to visitors are recorded" in html


def test_risks_and_how_to_talk_are_said_apart(as_meera, case):
    case.person.risks, case.person.language = ["Oxygen at home"], "Gujarati"
    case.person.save()
    html = page(as_meera, case)
    assert html.index("Oxygen at home") < html.index("How to talk with Wilf")
    assert "Speaks Gujarati" in html


def test_the_band_says_whose_turn_since_when_what_and_by_when(as_meera, case):
    """Given on Monday 2 November: three working days later is Thursday 5, 18 days ago."""
    html = page(as_meera, case)
    band = html[html.index("lb-waiting") : html.index("</section>")]
    assert "Meera Wickfield" in band
    assert "Monday 2 November" in band
    assert "Call and book the first visit" in band
    assert "Thursday 5 November" in band
    assert "18 days late, promised at first contact" in band
    assert "lb-waiting--late" in html


def test_a_case_nobody_has_waits_on_its_team(as_meera, opened):
    html = page(as_meera, opened)
    assert "Melton team" in html
    assert "Give the case to a worker" in html
    assert "Nobody at present" in html
    assert "Give to a worker" in html
    assert "Give to another worker" not in html


def test_with_something_on_order_the_supplier_is_named(as_meera, case, meera):
    planned(case, meera)
    board, stool = case.solutions.order_by("label")
    for solution, day in ((board, 27), (stool, 30)):
        order = Order(solution=solution, supplier="Greenwell", expected_on=date(2026, 11, day))
        actions.place_order(order=order, by=meera, on=date(2026, 11, 9))
    html = page(as_meera, case)
    assert "Bath board and 1 more thing" in html
    assert "in 4 days" in html
    assert "Expected Fri 27 Nov, Greenwell" in html


def test_when_all_is_delivered_it_is_the_worker_s_turn(as_meera, case, meera):
    planned(case, meera)
    order = Order(solution=case.solutions.first(), supplier="Greenwell")
    actions.place_order(order=order, by=meera, on=date(2026, 11, 9))
    actions.receive(order=order, delivered_on=DAY.replace(day=10), by=meera, on=DAY.replace(day=10))
    html = page(as_meera, case)
    assert "Plan the follow-up" in html
    assert "Tuesday 10 November" in html


def test_what_matters_and_the_whole_plan_are_shown(as_meera, case, meera):
    assessed(case, meera)
    later = actions.Choice(step="decline", reason="Not yet.", ask_again_on=date(2027, 3, 1))
    board = case.solutions.get(code="bath_board")
    actions.decide(solution=board, choice=later, by=meera, on=date(2026, 11, 6))
    html = page(as_meera, case)
    assert "“Thursday club”" in html
    assert "“Not yet.” Ask again from Monday 1 March 2027" in html
    assert "Not decided yet" in html


def test_the_clock_counts_working_days_from_first_contact(as_meera, case):
    """2 November is not counted: 3 to 6, 9 to 13, 16 to 20 and 23 November are 15 days."""
    html = page(as_meera, case)
    assert "15 working days since Mon 2 Nov" in html
    assert "On track, 115 working days left" in html
    assert html.count("not yet") == 5


def test_without_a_target_the_clock_says_so(as_meera, melton, meera):
    case = make_case(person=make_person(home=make_home(locality=melton)), urgency="urgent")
    html = page(as_meera, case)
    assert "No target is set for this kind of case." in html


def test_a_closed_case_waits_for_nothing(as_meera, case, meera):
    actions.close(case=case, outcome="moved", by=meera, on=date(2026, 11, 10))
    html = page(as_meera, case)
    assert "the case is closed" in html
    assert "Open this case again" in html


def test_the_timeline_tells_who_did_what_and_when(as_meera, case, meera):
    planned(case, meera)
    html = page(as_meera, case, "timeline/")
    assert html.index("Agreed the plan") < html.index("Gave the case to a worker")
    assert "Given to Meera Wickfield." in html
    assert "For Thursday 5 November." in html
    assert "Bath board: accepted." in html


def test_the_timeline_is_filtered_by_kind(as_meera, case, meera):
    planned(case, meera)
    html = page(as_meera, case, "timeline/?kind=visits")
    assert "Booked a visit" in html
    assert "Agreed the plan" not in html
    assert "Nothing of this kind" in page(as_meera, case, "timeline/?kind=orders")


def test_the_timeline_shows_twenty_at_a_time(as_meera, case, meera):
    for _ in range(22):
        actions.try_contact(case=case, by=meera, on=DAY)
    first = page(as_meera, case, "timeline/")
    assert first.count("<h3>Tried to reach the person") == 20
    earlier = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = page(as_meera, case, f"timeline/{earlier}")
    assert second.count("<h3>Tried to reach the person") == 2
    assert "Gave the case to a worker" in second


@pytest.mark.parametrize(
    "before", ["x", "-1", "2026-11-02.", f"2026-11-02.{'9' * 40}", "2026-13-01.4", "2026-11-02.١"]
)
def test_an_odd_place_in_the_timeline_is_its_beginning(as_meera, case, before):
    assert "Gave the case to a worker" in page(as_meera, case, f"timeline/?before={before}")


@pytest.mark.parametrize("path", PAGES)
def test_another_locality_gets_404_on_every_page(client, case, monday, path):
    client.force_login(make_worker(locality=make_locality(name="Blaby"), name="Tom Wick"))
    assert client.get(f"/cases/{case.pk}/{path}").status_code == 404
    assert client.post(f"/cases/{case.pk}/{path}").status_code in (404, 405)


@pytest.mark.parametrize("path", ["", "timeline/", "next/"])
def test_pages_that_read_refuse_to_be_written_to(as_meera, case, path):
    assert as_meera.post(f"/cases/{case.pk}/{path}").status_code == 405


def test_an_auditor_reads_and_sees_why_they_cannot_act(client, case, monday):
    auditor = make_worker(locality=make_locality(), role=RoleCode.AUDITOR, name="Cy Wick")
    client.force_login(auditor)
    html = page(client, case)
    assert "Your role can read this case and not change it." in html
    assert "disabled" in html
    assert f"/cases/{case.pk}/next/close/" not in html


def test_somebody_without_a_role_sees_no_case(client, case, monday):
    client.force_login(make_user(name="Cyril Wick"))
    assert client.get(f"/cases/{case.pk}/").status_code == 403


@pytest.mark.parametrize("role", [RoleCode.HANDYPERSON, RoleCode.TRIAGE_OFFICER])
def test_a_role_that_opens_no_cases_is_told_whom_to_ask(client, case, melton, role, monday):
    client.force_login(make_worker(locality=melton, role=role, name="Cy Wick"))
    answer = client.get(f"/cases/{case.pk}/")
    assert answer.status_code == 403
    assert "Find says who is helping" in answer.content.decode()


def test_a_case_page_takes_few_queries(as_meera, case, meera, django_assert_max_num_queries):
    planned(case, meera)
    page(as_meera, case)  # once a minute a page notes that somebody was here
    with django_assert_max_num_queries(20):
        page(as_meera, case)


@pytest.mark.parametrize(
    ("day", "words"),
    [(21, "2 days late"), (22, "1 day late"), (23, "today"), (24, "tomorrow"), (25, "in 2 days")],
)
def test_how_far_off_a_day_is(day, words):
    assert until(date(2026, 11, day), on=date(2026, 11, 23)) == words
