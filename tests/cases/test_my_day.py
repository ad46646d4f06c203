"""My day: visits, what is overdue or at risk, what waits on the person."""

from datetime import UTC, date, datetime

import pytest

from cases import actions
from cases.enums import Outcome, Urgency
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_target, make_worker
from tests.cases.people_rows import make_advocate, make_complaint
from tests.cases.visit_rows import make_plan
from tests.core.factories import make_absence, make_locality, make_notice, make_user

MONDAY = date(2026, 11, 23)


@pytest.fixture
def melton(db):
    make_target(code="first_call", working_days=3)
    make_target(code="not_urgent_simple", working_days=130)
    make_target(code="urgent_simple", working_days=55)
    return make_locality(name="Melton")


@pytest.fixture
def as_meera(client, meera, monday):
    client.force_login(meera)
    return client


def given(worker, locality, *, name="Wilf", opened_on=date(2026, 11, 16), on=None, **traits):
    home = make_home(locality=locality, town="Lampford")
    person = make_person(given_name=name, family_name="Candlewick", home=home)
    case = make_case(person=person, opened_on=opened_on, **traits)
    return actions.allocate(case=case, worker=worker, by=worker, on=on or opened_on)


def booked(worker, locality, *, at, **traits):
    case = given(worker, locality, **traits)
    return actions.book_visit(
        case=case, worker=worker, starts_at=at, by=worker, on=date(2026, 11, 17)
    )


def page(client):
    response = client.get("/my-day/")
    assert response.status_code == 200
    return response.content.decode()


def test_visits_stand_in_order_of_time_and_the_next_has_the_green_button(
    as_meera, meera, melton, monday
):
    booked(meera, melton, at=datetime(2026, 11, 23, 12, 15, tzinfo=UTC), name="Sunita")
    first = booked(meera, melton, at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC), name="Leonard")
    html = page(as_meera)
    assert html.index("Leonard Candlewick") < html.index("Sunita Candlewick")
    assert "Next is Leonard Candlewick at 9:30am in Lampford. 1 more visit after that." in html
    green = f'class="govuk-button" href="/visits/{first.pk}/"'
    assert html.count('class="govuk-button" href="/visits/') == 1
    assert green in html


def test_a_visit_names_risks_and_how_to_talk(as_meera, meera, melton, monday):
    visit = booked(meera, melton, at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    person = visit.case.person
    person.risks, person.how_to_talk = ["Large dog"], ["Hard of hearing"]
    person.save()
    html = page(as_meera)
    assert html.index("Large dog") < html.index("4 Lantern Row") < html.index("Hard of hearing")


def test_a_visit_tomorrow_or_of_a_colleague_is_not_today(as_meera, meera, melton, monday):
    colleague = make_worker(locality=melton, name="Tom Wick")
    booked(meera, melton, at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    booked(colleague, melton, at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert "No visit is booked for you today." in page(as_meera)


def test_a_first_call_that_was_due_on_thursday_is_overdue(as_meera, meera, melton, monday):
    """Given on Monday 16 November: three working days end on Thursday 19."""
    given(meera, melton)
    html = page(as_meera)
    assert "Overdue" in html
    assert "Was due Thu 19 Nov" in html
    assert "Start with Wilf Candlewick: call and book the first visit." in html


def test_three_quarters_of_the_target_used_is_at_risk(as_meera, meera, melton, monday):
    """55 working days: at risk once 42 are used. From 24 September they are, on 23 November."""
    for name, day in (("Early", date(2026, 9, 25)), ("Late", date(2026, 9, 24))):
        case = given(meera, melton, name=name, opened_on=day, urgency=Urgency.URGENT)
        actions.try_contact(case=case, by=meera, on=date(2026, 11, 20))
    html = page(as_meera)
    pressing = html[html.index('id="pressing"') : html.index('id="waiting"')]
    assert "Late Candlewick" in pressing
    assert "75% of target used" in pressing
    assert "Early Candlewick" not in pressing


def test_what_waits_on_the_person_stands_soonest_first(as_meera, meera, melton, monday):
    days = {"opened_on": date(2026, 11, 2)}
    for name, on in (("Zed", date(2026, 11, 19)), ("Ann", date(2026, 11, 20))):
        case = given(meera, melton, name=name, **days)
        actions.try_contact(case=case, by=meera, on=on)
    make_target(code="try_again", working_days=3)
    for case in meera.cases_led.all():
        actions.try_contact(case=case, by=meera, on=date(2026, 11, 20))
    html = page(as_meera)
    waiting = html[html.index('id="waiting"') :]
    assert "Try to reach them again" in waiting
    assert "Wed 25 Nov" in waiting


def test_a_case_given_this_week_is_new_and_stands_once(as_meera, meera, melton, monday):
    """They rang on Thursday 19: three working days end on Tuesday 24, whenever it was given."""
    given(meera, melton, opened_on=date(2026, 11, 19), on=date(2026, 11, 20))
    html = page(as_meera)
    assert "New to you" in html
    assert "Speak to Wilf by <strong>Tuesday 24 November</strong>" in html
    assert "Given to you on Fri 20 Nov" in html
    assert html.count("Wilf Candlewick</a>") == 1


def test_more_than_eight_rows_lead_to_all_of_them(as_meera, meera, melton, monday):
    for _ in range(9):
        given(meera, melton, opened_on=date(2026, 11, 2))
    html = page(as_meera)
    assert "Show all 9" in html
    assert html.count("Was due") == 8
    listed = as_meera.get("/caseload/?worker=me&show=late").content.decode()
    assert listed.count("Wilf Candlewick</a>") == 9


def test_notices_and_days_away_stand_at_the_side(as_meera, meera, melton, monday):
    given(meera, melton)
    make_notice(to=meera, text="Bram Candlewick asks you to cover.")
    make_absence(user=meera, cover=make_user(name="Tom Wick"))
    html = page(as_meera)
    assert "Bram Candlewick asks you to cover." in html
    assert "Thursday 3 December to Friday 11 December" in html
    assert "Tom Wick covers you" in html


def test_nobody_s_first_day_is_an_empty_page(as_meera, melton, monday):
    make_case(locality=melton)
    html = page(as_meera)
    assert "No cases are with you yet" in html
    assert "1 case is waiting to be given out." in html
    assert "/caseload/?stage=opened" in html


@pytest.mark.parametrize("role", [RoleCode.OT, RoleCode.TECHNICAL_OFFICER, RoleCode.AUDITOR])
def test_other_roles_have_a_day_too(client, melton, monday, role):
    client.force_login(make_worker(locality=melton, role=role))
    assert "My day" in page(client)


def test_somebody_without_a_role_is_refused(client, db):
    client.force_login(make_user(name="Cyril Wick"))
    response = client.get("/my-day/")
    assert response.status_code == 403
    assert "you have no role in force today" in response.content.decode()


def test_my_day_only_reads(as_meera):
    assert as_meera.post("/my-day/").status_code == 405


def test_what_is_owed_to_people_stands_at_the_side_the_soonest_first(as_meera, meera, melton):
    make_target(code="complaint_acknowledge", working_days=5)
    case = given(meera, melton)
    make_complaint(case, by=meera, on=date(2026, 11, 20))
    make_advocate(case, by=meera, on=date(2026, 11, 20))
    words = page(as_meera)
    assert "Owed to people" in words
    assert words.index("Say that the complaint was received") < words.index(
        "Ask the county for an advocate"
    )


def test_what_was_declined_comes_back_on_its_day_for_some_weeks(as_meera, meera, melton):
    case = make_plan(worker=meera)
    pole = case.solutions.first()
    choice = actions.Choice(step="decline", ask_again_on=date(2026, 11, 23))
    actions.decide(solution=pole, choice=choice, by=meera, on=date(2026, 11, 20))
    actions.close(case=case, outcome=Outcome.DECLINED, by=meera, on=date(2026, 11, 20))
    for day, stands in ((23, True), (24, False)):
        type(pole).objects.update(ask_again_on=date(2026, 11, day))
        assert (f"Ask again: {pole.label}" in page(as_meera)) == stands
    for day, stands in ((27, True), (26, False)):  # 27 October is the last of four weeks ago
        type(pole).objects.update(ask_again_on=date(2026, 10, day))
        assert (f"Ask again: {pole.label}" in page(as_meera)) == stands


def test_what_is_owed_in_a_colleagues_case_is_theirs(as_meera, meera, melton):
    make_complaint(given(make_worker(locality=melton), melton), by=meera)
    assert "Owed to people" not in page(as_meera)


def test_strangers_sign_in_first(client, db):
    assert client.get("/my-day/").status_code == 302


def test_the_number_of_queries_does_not_depend_on_rows(
    as_meera, meera, melton, monday, django_assert_max_num_queries
):
    for _ in range(12):
        given(meera, melton)
        booked(meera, melton, at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    with django_assert_max_num_queries(22):
        page(as_meera)
