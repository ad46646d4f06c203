"""Days away: who covers, for whose cases, and what falls due; and the sheet of a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.models import Case, Hold, Task
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import Function
from lightbulb.core.staff.actions import withdraw_absence
from lightbulb.core.staff.models import Membership, User
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_absence, make_agreement, make_locality

TODAY = date(2026, 11, 23)
FIRST, LAST = date(2026, 11, 30), date(2026, 12, 4)


@pytest.fixture
def blaby(db):
    return make_locality(name="Blaby", code="blaby")


@pytest.fixture
def lead(melton):
    return make_worker(locality=melton, role=RoleCode.ADMINISTRATOR, name="Ada Lead")


@pytest.fixture
def neighbour(blaby):
    return make_worker(locality=blaby, name="Ned Blaby")


@pytest.fixture
def week(meera):
    return make_absence(user=meera, starts_on=FIRST, ends_on=LAST)


@pytest.fixture
def case(melton, meera):
    case = make_case(person=make_person(home=make_home(locality=melton)))
    return actions.allocate(case=case, worker=meera, by=meera, on=date(2026, 11, 2))


def agreed(melton, blaby):
    return make_agreement(
        function=Function.COVER, giver=melton.organisation, receiver=blaby.organisation
    )


def sees(user, case, *, on):
    as_they_are = User.objects.get(pk=user.pk)  # who remembers nothing of their posts
    return Case.objects.visible_to(as_they_are, on=on).filter(pk=case.pk).exists()


def test_a_colleague_of_another_district_sees_the_cases_on_those_days_alone(
    case, week, lead, neighbour, melton, blaby
):
    agreed(melton, blaby)
    actions.give_cover(absence=week, cover=neighbour, by=lead, on=TODAY)
    seen = {day: sees(neighbour, case, on=day) for day in (TODAY, FIRST, LAST, LAST + timedelta(1))}
    assert seen == {TODAY: False, FIRST: True, LAST: True, LAST + timedelta(1): False}
    assert Membership.objects.get(absence=week).approved_by == lead


def test_without_an_agreement_for_cover_it_is_refused_in_words(week, lead, neighbour):
    with pytest.raises(PermissionDenied, match="There is no agreement"):
        actions.give_cover(absence=week, cover=neighbour, by=lead, on=TODAY)
    week.refresh_from_db()
    assert week.cover is None


def test_a_colleague_of_the_same_team_needs_no_more(week, lead, melton):
    tom = make_worker(locality=melton, name="Tom Wick")
    actions.give_cover(absence=week, cover=tom, by=lead, on=TODAY)
    assert not Membership.objects.filter(absence=week).exists()


def test_taken_back_the_days_let_nobody_in(case, week, lead, neighbour, melton, blaby, meera):
    agreed(melton, blaby)
    actions.give_cover(absence=week, cover=neighbour, by=lead, on=TODAY)
    withdraw_absence(absence=week, by=meera, on=TODAY)
    assert not sees(neighbour, case, on=FIRST)


def test_nobody_covers_themselves_and_only_who_takes_cases_covers(week, lead, meera, melton):
    with pytest.raises(ValidationError, match="somebody else"):
        actions.give_cover(absence=week, cover=meera, by=lead, on=TODAY)
    auditor = make_worker(locality=melton, role=RoleCode.AUDITOR, name="Cy Audit")
    with pytest.raises(ValidationError, match="takes no cases"):
        actions.give_cover(absence=week, cover=auditor, by=lead, on=TODAY)


def test_who_gives_out_cases_elsewhere_does_not_say_who_covers(week, neighbour, blaby):
    other = make_worker(locality=blaby, role=RoleCode.ADMINISTRATOR, name="Bo Lead")
    with pytest.raises(PermissionDenied, match="do not give out"):
        actions.give_cover(absence=week, cover=neighbour, by=other, on=TODAY)


def test_what_falls_due_meanwhile_is_on_one_page(client, monday, case, week, lead, meera):
    """A visit and a task in the week, a wait to ask about; nothing of the week after."""
    at = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    actions.book_visit(case=case, worker=meera, starts_at=at, by=meera, on=TODAY)
    for text, day in (("Ring the surgery", LAST), ("Ring the warden", date(2026, 12, 7))):
        actions.set_task(
            task=Task(case=case, text=text, owner=meera, due_on=day), by=meera, on=TODAY
        )
    hold = Hold(case=case, cause="landlord", reason="Consent", owner=meera)
    hold.starts_on, hold.next_on = TODAY, date(2026, 12, 2)
    actions.put_on_hold(hold=hold, by=meera, on=TODAY)
    client.force_login(lead)
    words = client.get(reverse("cases:away", args=[week.pk])).content.decode()
    assert "Nobody covers yet." in words
    for said in ("Tue 1 Dec", "Ring the surgery", "Consent"):
        assert said in words
    assert "Ring the warden" not in words


def test_a_lead_names_who_covers_and_what_cannot_be_is_said(
    client, monday, week, lead, neighbour, melton, blaby
):
    client.force_login(lead)
    page = reverse("cases:away", args=[week.pk])
    refused = client.post(page, {"cover": neighbour.pk}).content.decode()
    assert "There is no agreement by which" in refused
    agreed(melton, blaby)
    done = client.post(page, {"cover": neighbour.pk}, follow=True).content.decode()
    assert "Ned Blaby covers, and is told." in done
    assert "Choose a colleague from the list" in client.post(page, {}).content.decode()


def test_days_away_of_another_team_are_not_shown(client, monday, week, neighbour):
    client.force_login(neighbour)
    assert client.get(reverse("cases:away", args=[week.pk])).status_code == 403


# --- The sheet of a day ------------------------------------------------------------------


def test_tomorrow_s_visits_are_on_one_sheet_with_what_one_must_know(client, monday, case, meera):
    case.person.risks = ["Oxygen at home: no flames"]
    case.person.save(update_fields=["risks"])
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    actions.book_visit(case=case, worker=meera, starts_at=at, by=meera, on=TODAY)
    client.force_login(meera)
    words = client.get(reverse("cases:print_day")).content.decode()
    assert "Visits on Tuesday 24 November 2026" in words
    for said in ("9:30am to 11:00am", "Wilf Candlewick", "4 Lantern Row", "Oxygen at home"):
        assert said in words


def test_a_team_s_sheet_names_who_goes_and_another_day_is_asked_for(
    client, monday, case, meera, lead
):
    at = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    actions.book_visit(case=case, worker=meera, starts_at=at, by=meera, on=TODAY)
    client.force_login(lead)
    url = reverse("cases:print_day")
    assert "No visit is booked" in client.get(f"{url}?team=melton").content.decode()
    words = client.get(f"{url}?team=melton&day=26/11/26").content.decode()
    assert "Meera Wickfield" in words
    assert "No visit is booked" in client.get(f"{url}?day=never&team=nowhere").content.decode()
