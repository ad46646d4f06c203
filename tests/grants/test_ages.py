"""Ages and days: birthdays of leap years, Septembers, and the State Pension timetable."""

from datetime import date, timedelta

import pytest

from grants.rules.ages import (
    age_on,
    care_counts_until,
    first_days,
    first_monday_after,
    has_qualifying_age,
    qualifying_day,
    years_before,
)
from grants.rules.choices import ShortMonth
from grants.rules.figures import NotHeld

LAST = ShortMonth.LAST_DAY


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2000-02-29", "2025-02-28", 24),
        ("2000-02-29", "2025-03-01", 25),
        ("2000-02-29", "2024-02-29", 24),
        ("1966-11-21", "2026-11-20", 59),
        ("1966-11-21", "2026-11-21", 60),
        ("1966-12-01", "2026-11-21", 59),
    ],
)
def test_an_age_is_reached_on_the_birthday(born, on, age):
    assert age_on(day(born), day(on)) == age


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        ("1940-05-05", "2000-05-05"),  # before 6 April 1950: 60
        ("1950-04-05", "2010-04-05"),
        ("1950-04-06", "2010-05-06"),
        ("1950-05-05", "2010-05-06"),
        ("1950-05-06", "2010-07-06"),
        ("1953-04-05", "2016-03-06"),
        ("1953-04-06", "2016-07-06"),
        ("1953-12-05", "2018-11-06"),
        ("1953-12-06", "2019-03-06"),
        ("1954-10-05", "2020-09-06"),
        ("1954-10-06", "2020-10-06"),  # 66
        ("1960-04-05", "2026-04-05"),
        ("1960-04-06", "2026-05-06"),  # 66 and a month
        ("1961-02-06", "2028-01-06"),
        ("1961-03-05", "2028-02-05"),
        ("1961-03-06", "2028-03-06"),  # 67
        ("1977-04-05", "2044-04-05"),
        ("1960-07-31", "2026-11-30"),  # 66 and 4 months: there is no 31 November
    ],
)
def test_the_qualifying_age_by_date_of_birth(born, reached):
    assert qualifying_day(day(born), LAST) == day(reached)
    assert has_qualifying_age(day(born), day(reached), LAST)
    assert not has_qualifying_age(day(born), day(reached) - timedelta(days=1), LAST)


def test_a_short_month_may_be_read_the_other_way():
    first = ShortMonth.FIRST_OF_NEXT
    assert qualifying_day(day("1960-07-31"), first) == day("2026-12-01")
    assert qualifying_day(day("1960-07-30"), first) == day("2026-11-30")


def test_none_is_held_for_whoever_was_born_later():
    with pytest.raises(NotHeld, match="6 April 1977"):
        qualifying_day(day("1977-04-06"), LAST)
    assert not has_qualifying_age(day("1990-01-01"), day("2026-11-21"), LAST)


def test_the_timetable_is_in_order():
    assert first_days() == sorted(first_days())


@pytest.mark.parametrize(
    ("on", "monday"),
    [("2026-11-16", "2026-11-16"), ("2026-11-17", "2026-11-23"), ("2026-11-22", "2026-11-23")],
)
def test_the_first_monday_from_a_day_on(on, monday):
    assert first_monday_after(day(on)) == day(monday)


@pytest.mark.parametrize(
    ("born", "disabled", "until"),
    [
        ("2011-05-01", False, "2026-09-07"),  # 15 in May 2026
        ("2011-05-01", True, "2027-09-06"),  # 16 in May 2027
        ("2011-09-06", False, "2026-09-07"),  # 15 the day before the first Monday
        ("2011-09-07", False, "2027-09-06"),  # 15 on it: the one after
        ("2011-11-01", False, "2027-09-06"),
    ],
)
def test_child_care_counts_until_a_september(born, disabled, until):
    assert care_counts_until(day(born), disabled) == day(until)


@pytest.mark.parametrize(
    ("on", "years", "before"),
    [("2026-11-21", 10, "2016-11-21"), ("2028-02-29", 5, "2023-02-28")],
)
def test_the_same_day_years_before(on, years, before):
    assert years_before(day(on), years) == day(before)
