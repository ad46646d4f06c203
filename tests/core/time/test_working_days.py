"""Worked out by hand on the calendars of 2026 and 2027."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightbulb.core.time.working_days import (
    BeyondHolidays,
    add_working_days,
    bank_holidays,
    first_working_day_of,
    is_working_day,
    last_known_day,
    next_working_day,
    working_days_between,
)

DAYS = st.dates(date(2013, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 4, 2), True, id="Maundy Thursday"),
        pytest.param(date(2026, 4, 3), False, id="Good Friday"),
        pytest.param(date(2026, 4, 6), False, id="Easter Monday"),
        pytest.param(date(2026, 12, 25), False, id="Christmas Day on a Friday"),
        pytest.param(date(2026, 12, 28), False, id="substitute for Boxing Day on a Saturday"),
        pytest.param(date(2026, 12, 29), True, id="the day after the substitute"),
        pytest.param(date(2027, 12, 27), False, id="substitute for Christmas on a Saturday"),
        pytest.param(date(2027, 12, 28), False, id="substitute for Boxing Day on a Sunday"),
        pytest.param(date(2026, 8, 3), True, id="Scotland's summer holiday is not England's"),
        pytest.param(date(2026, 3, 28), False, id="Saturday"),
        pytest.param(date(2026, 3, 29), False, id="Sunday on which clocks go forward"),
        pytest.param(date(2024, 2, 29), True, id="Thursday 29 February"),
        pytest.param(date(2026, 12, 31), True, id="New Year's Eve"),
    ],
)
def test_working_days_are_weekdays_less_englands_bank_holidays(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param(date(2026, 3, 27), date(2026, 3, 27), 0, id="no day at all"),
        pytest.param(date(2026, 3, 27), date(2026, 3, 29), 0, id="Friday to Sunday"),
        pytest.param(date(2026, 3, 27), date(2026, 3, 30), 1, id="over clocks forward"),
        pytest.param(date(2026, 10, 23), date(2026, 10, 26), 1, id="over clocks back"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 7), 1, id="over Easter"),
        pytest.param(date(2026, 12, 24), date(2027, 1, 4), 4, id="over Christmas 2026"),
        pytest.param(date(2024, 2, 28), date(2024, 3, 1), 2, id="over 29 February"),
        pytest.param(date(2026, 4, 7), date(2026, 4, 2), -1, id="backwards"),
        pytest.param(date(2025, 12, 31), date(2026, 12, 31), 253, id="all of 2026: 261 less 8"),
    ],
)
def test_the_start_day_is_not_counted_and_the_end_day_is(start, end, days):
    assert working_days_between(start, end) == days


@pytest.mark.parametrize(
    ("day", "days", "result"),
    [
        pytest.param(date(2026, 3, 27), 1, date(2026, 3, 30), id="Friday and 1, clocks forward"),
        pytest.param(date(2026, 3, 28), 1, date(2026, 3, 30), id="Saturday and 1"),
        pytest.param(date(2026, 4, 2), 1, date(2026, 4, 7), id="over Easter"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 29), id="over Christmas"),
        pytest.param(date(2026, 12, 31), 1, date(2027, 1, 4), id="over New Year"),
        pytest.param(date(2026, 4, 7), -1, date(2026, 4, 2), id="back over Easter"),
        pytest.param(date(2026, 3, 29), -1, date(2026, 3, 27), id="back from Sunday"),
        pytest.param(date(2026, 3, 29), 0, date(2026, 3, 29), id="0 leaves even a Sunday"),
        pytest.param(date(2026, 11, 2), 55, date(2027, 1, 21), id="55 from 2 November 2026"),
    ],
)
def test_working_days_are_added(day, days, result):
    assert add_working_days(day, days) == result


def test_the_next_working_day_is_never_the_day_itself():
    assert next_working_day(date(2026, 4, 1)) == date(2026, 4, 2)
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)


def test_the_first_working_day_of_a_month():
    assert first_working_day_of(date(2026, 4, 30)) == date(2026, 4, 1)
    assert first_working_day_of(date(2027, 1, 15)) == date(2027, 1, 4)
    assert first_working_day_of(date(2026, 8, 1)) == date(2026, 8, 3)


def test_the_bundled_days_reach_the_end_of_2028():
    assert last_known_day() == date(2028, 12, 31)
    assert working_days_between(date(2028, 12, 27), date(2028, 12, 31)) == 2


@pytest.mark.parametrize(
    ("work_out", "asked"),
    [
        (lambda: is_working_day(date(2029, 1, 1)), "Whether 1 January 2029 is a working day"),
        (
            lambda: working_days_between(date(2028, 12, 1), date(2029, 1, 2)),
            "Working days from 1 December 2028 to 2 January 2029",
        ),
        (lambda: add_working_days(date(2028, 12, 29), 1), "1 working day after 29 December 2028"),
        (lambda: add_working_days(date(2012, 1, 5), -3), "3 working days before 5 January 2012"),
        (lambda: add_working_days(date(2029, 1, 1), 0), "0 working days after 1 January 2029"),
    ],
)
def test_a_sum_beyond_the_bundled_years_says_until_when_they_reach(work_out, asked):
    with pytest.raises(BeyondHolidays) as refusal:
        work_out()
    assert str(refusal.value) == (
        f"{asked} cannot be worked out: England’s bank holidays are known only "
        "from 1 January 2012 to 31 December 2028"
    )


def test_the_first_bundled_days_can_still_be_reached():
    assert add_working_days(date(2012, 1, 5), -2) == date(2012, 1, 3)


@given(day=DAYS, days=st.integers(1, 200))
def test_adding_then_counting_gives_the_number_added(day, days):
    assert working_days_between(day, add_working_days(day, days)) == days


@given(day=DAYS.filter(is_working_day), days=st.integers(-200, 200))
def test_adding_can_be_undone_from_a_working_day(day, days):
    there = add_working_days(day, days)
    assert working_days_between(day, there) == days
    assert add_working_days(there, -days) == day


@given(start=DAYS, length=st.integers(0, 365))
def test_counting_agrees_with_going_day_by_day(start, length):
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    by_hand = [d for d in days if d.weekday() < 5 and d not in bank_holidays()]
    assert working_days_between(start, start + timedelta(days=length)) == len(by_hand)
