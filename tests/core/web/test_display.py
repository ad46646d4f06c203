"""Dates, times, numbers and money read as the design says."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from lightbulb.core.templatetags import display

TODAY = date(2026, 11, 23)


def test_a_long_date_names_the_day_and_has_no_leading_nought():
    assert display.long_date(date(2026, 4, 1)) == "Wednesday 1 April 2026"


def test_a_date_of_this_year_leaves_the_year_out():
    assert display.day_date(date(2026, 11, 10), TODAY) == "Tuesday 10 November"


def test_a_date_of_another_year_keeps_the_year():
    assert display.day_date(date(2027, 3, 16), TODAY) == "Tuesday 16 March 2027"


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        (date(2026, 11, 10), None, "Tue 10 Nov"),
        (date(2026, 11, 10), TODAY, "Tue 10 Nov"),
        (date(2027, 1, 4), TODAY, "Mon 4 Jan 2027"),
    ],
)
def test_a_short_date_is_for_tables(day, today, words):
    assert display.short_date(day, today) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(9, 30), "9:30am"),
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(12, 0), "midday"),
        (time(12, 15), "12:15pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_a_time_is_said_as_people_say_it(moment, words):
    assert display.clock_time(moment) == words


def test_a_stored_time_is_shown_as_the_clock_on_the_wall(settings):
    settings.TIME_ZONE = "Europe/London"
    # 22:30 in July is half past eleven in the evening, British summer time.
    stored = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert display.clock_time(stored) == "11:30pm"
    # and an hour later the day is already the next one
    assert display.long_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 2026"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("9995181908", "999 518 1908"),
        ("999 518 1908", "999 518 1908"),
        ("12345", "12345"),
    ],
)
def test_an_nhs_number_is_shown_in_its_three_groups(written, shown):
    assert display.nhs_number(written) == shown


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Decimal("1234.5"), "£1,234.50"),
        (Decimal("1234.00"), "£1,234"),
        (30000, "£30,000"),
        (Decimal("0.05"), "£0.05"),
        (Decimal(-5), "−£5"),
        (0, "£0"),
    ],
)
def test_money_shows_pence_only_when_there_are_some(amount, words):
    assert display.money(amount) == words


def test_a_count_takes_the_right_form():
    assert display.count_of(1, "case,cases") == "1 case"
    assert display.count_of(0, "case,cases") == "0 cases"
    assert display.count_of(1204, "case,cases") == "1,204 cases"


def test_days_waited_read_as_words():
    assert [display.days(number) for number in (0, 1, 13)] == [
        "today",
        "1 day",
        "13 days",
    ]


@pytest.mark.parametrize(
    "shown",
    [
        display.long_date(None),
        display.day_date(None, TODAY),
        display.short_date(None),
        display.clock_time(None),
        display.nhs_number(None),
        display.money(None),
    ],
)
def test_nothing_known_shows_nothing(shown):
    assert shown == ""
