"""Alerts: when each rule is met, who is told, and a review that cannot be skipped."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse

from cases import actions
from cases.alerts import RULES, find_alerts, last_day_of_word
from cases.models import Alert, Case, CaseReview, Hold, Note
from cases.telling import tell
from lightbulb.core.staff.models import Notice
from tests.cases.factories import (
    make_case,
    make_home,
    make_person,
    make_target,
    make_threshold,
    make_worker,
)
from tests.core.factories import make_absence

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture(autouse=True)
def figures(db):
    """The first figures of the rules; `silence` is set where it is asked about."""
    make_threshold(code="target_75", percent=75)
    make_threshold(code="no_action", days=28)
    for age in (3, 6, 12):
        make_threshold(code=f"age_{age}", months=age)


def led(worker, locality, *, on):
    case = make_case(person=make_person(home=make_home(locality=locality)), opened_on=on)
    return actions.allocate(case=case, worker=worker, by=worker, on=on)


def rules(on):
    find_alerts(on)
    return set(Alert.objects.standing().values_list("rule", flat=True))


def test_a_case_at_risk_and_then_past_its_target(melton, meera):
    """10 working days from Monday 2 November end on Monday 16; three quarters are 8 of them,
    reached on Thursday 12."""
    make_target(code="not_urgent_simple", working_days=10)
    led(meera, melton, on=date(2026, 11, 2))
    found = {day: rules(date(2026, 11, day)) & {"target_75", "target_100"} for day in (11, 12, 17)}
    assert found == {11: set(), 12: {"target_75"}, 17: {"target_100"}}


def test_four_weeks_without_action(melton, meera):
    """The last thing happened on Monday 2 November; 28 days later is Monday 30."""
    led(meera, melton, on=date(2026, 11, 2))
    assert "no_action" not in rules(date(2026, 11, 30))
    assert "no_action" in rules(date(2026, 12, 1))


def test_twenty_working_days_without_contact(melton, meera):
    """Spoken with on Monday 2 November, opened before; twenty working days end on Monday 30."""
    make_target(code="silence", working_days=20)
    case = led(meera, melton, on=date(2026, 10, 30))
    note = Note(case=case, spoke_to="person", text="Well.", happened_on=date(2026, 11, 2))
    actions.write_note(note=note, by=meera, on=date(2026, 11, 2))
    assert "silence" not in rules(date(2026, 11, 30))
    assert "silence" in rules(date(2026, 12, 1))


def test_the_last_day_of_word_counts_back_over_a_bank_holiday():
    """From Monday 21 December to Wednesday 30 five working days pass: 22, 23, 24, 29 and 30, as
    28 stands in for Boxing Day. So word on Sunday 20 is the last that is too long ago."""
    assert last_day_of_word(date(2026, 12, 30), 5) == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("opened", "rule"),
    [
        (date(2026, 8, 24), None),
        (date(2026, 8, 23), "age_3"),
        (date(2026, 5, 24), "age_3"),
        (date(2026, 5, 23), "age_6"),
        (date(2025, 11, 24), "age_6"),
        (date(2025, 11, 23), "age_12"),
    ],
)
def test_an_old_case_waits_for_its_manager_at_three_six_and_twelve_months(
    melton, meera, opened, rule
):
    led(meera, melton, on=opened)
    ages = {each for each in rules(TODAY) if each.startswith("age")}
    assert ages == ({rule} if rule else set())


def test_a_review_ends_the_alert_until_the_next_age_and_nothing_else_does(melton, meera, manager):
    case = led(meera, melton, on=date(2026, 8, 3))
    assert "age_3" in rules(TODAY)
    review = CaseReview(case=case, found="No landlord", next_step="Ask the council")
    with pytest.raises(PermissionDenied, match="Managers review"):
        actions.review_case(review=review, by=meera, on=TODAY)
    actions.review_case(review=review, by=manager, on=TODAY)
    assert "age_3" not in rules(TODAY)
    assert "age_6" in rules(date(2027, 2, 3))


def test_a_day_to_ask_again_that_passed(melton, meera):
    case = led(meera, melton, on=date(2026, 11, 2))
    hold = Hold(case=case, cause="landlord", reason="Consent", owner=meera)
    hold.starts_on, hold.next_on = date(2026, 11, 2), date(2026, 11, 20)
    actions.put_on_hold(hold=hold, by=meera, on=date(2026, 11, 2))
    assert "hold_passed" not in rules(date(2026, 11, 20))
    assert "hold_passed" in rules(date(2026, 11, 21))


def test_a_lead_worker_away_without_cover_while_something_falls_due(melton, meera):
    make_target(code="first_call", working_days=17)
    led(meera, melton, on=date(2026, 11, 2))  # to be called by Wednesday 25 November
    absence = make_absence(user=meera, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 24))
    assert "owner_away" not in rules(TODAY)
    absence.ends_on = date(2026, 11, 27)
    absence.save()
    assert "owner_away" in rules(TODAY)
    absence.cover = make_worker(locality=melton, name="Tom Wick")
    absence.save()
    assert "owner_away" not in rules(TODAY)


def test_what_is_met_no_more_ends_and_a_second_run_raises_nothing(melton, meera):
    led(meera, melton, on=date(2026, 10, 1))
    raised = find_alerts(TODAY)
    assert [alert.rule for alert in raised] == ["no_action"]
    assert find_alerts(TODAY) == []
    actions.try_contact(case=Case.objects.get(), by=meera, on=TODAY)
    find_alerts(TODAY)
    assert Alert.objects.get(rule="no_action").ended_on == TODAY


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_the_second_waits_and_raises_nothing(melton, meera, monkeypatch):
    """Where none waited, both would come to the first rule at once, and the gate would open."""
    led(meera, melton, on=date(2026, 10, 1))
    gate, first = Barrier(2), next(iter(RULES))
    together = []

    def slow(cases, on):
        with suppress(BrokenBarrierError):
            together.append(gate.wait(0.5))
        return cases.none()

    def one(_):
        try:
            return [alert.rule for alert in find_alerts(TODAY)]
        finally:
            connections.close_all()

    monkeypatch.setitem(RULES, first, replace(RULES[first], met=slow))
    with ThreadPoolExecutor(2) as threads:
        raised = sorted(threads.map(one, range(2)))
    assert (raised, together) == ([[], ["no_action"]], [])


def test_one_notice_a_day_or_one_for_each_as_somebody_likes(melton, meera):
    for _ in range(3):
        led(meera, melton, on=date(2026, 10, 1))
    tell(find_alerts(TODAY), on=TODAY)
    assert [notice.text for notice in Notice.objects.filter(to=meera)] == [
        "3 cases call for attention since yesterday."
    ]
    Alert.objects.all().delete()
    meera.alerts_each = True
    meera.save()
    tell(find_alerts(TODAY), on=TODAY)
    assert Notice.objects.filter(to=meera).count() == 4


def test_a_case_that_calls_for_two_reasons_is_counted_once(melton, meera):
    """Nothing was done since 1 October, and nobody spoke with the person either."""
    make_target(code="silence", working_days=20)
    led(meera, melton, on=date(2026, 10, 1))
    raised = find_alerts(TODAY)
    tell(raised, on=TODAY)
    assert [alert.rule for alert in raised] == ["no_action", "silence"]
    notice = Notice.objects.get(to=meera)
    assert notice.text == "1 case calls for attention since yesterday."


def test_managers_are_told_of_what_is_theirs(melton, meera, manager):
    led(meera, melton, on=date(2026, 5, 1))
    tell(find_alerts(TODAY), on=TODAY)
    assert Notice.objects.filter(to=manager).count() == 1


def test_the_page_shows_each_rule_its_cases_and_the_way_to_review(
    client, monday, melton, meera, manager
):
    led(meera, melton, on=date(2026, 5, 1))
    find_alerts(TODAY)
    client.force_login(manager)
    words = client.get(reverse("cases:alerts")).content.decode()
    for said in ("75% of its target is used", "Lead worker", "Mon 23 Nov", "Wilf Candlewick"):
        assert said in words
    case = Case.objects.get()
    page = reverse("cases:review_case", args=[case.pk])
    assert page in words
    client.post(page, {"found": "No landlord", "next_step": "Ask the council"})
    find_alerts(TODAY)
    one = client.get(f"{reverse('cases:alerts')}?rule=age_6").content.decode()
    assert "Nothing calls for attention" in one
    timeline = client.get(reverse("cases:timeline", args=[case.pk])).content.decode()
    assert "No landlord Ask the council" in timeline
