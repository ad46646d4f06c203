from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightbulb.core.time.months import add_months, in_words, last_day_of_month


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="six months from 31 August"),
        pytest.param(date(2027, 8, 31), 6, date(2028, 2, 29), id="into a leap year"),
        pytest.param(date(2026, 10, 31), 6, date(2027, 4, 30), id="into a month of 30 days"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="a year from 29 February"),
        pytest.param(date(2024, 2, 29), 48, date(2028, 2, 29), id="four years from 29 February"),
        pytest.param(date(2026, 12, 31), 2, date(2027, 2, 28), id="over the end of the year"),
        pytest.param(date(2026, 6, 15), 6, date(2026, 12, 15), id="into December"),
        pytest.param(date(2027, 2, 28), -6, date(2026, 8, 28), id="backwards is not undoing"),
        pytest.param(date(2026, 1, 31), -1, date(2025, 12, 31), id="back over New Year"),
        pytest.param(date(2026, 3, 29), 0, date(2026, 3, 29), id="no months"),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day, months, result):
    assert add_months(day, months) == result


def test_the_last_day_of_february_follows_the_leap_year():
    assert last_day_of_month(date(2027, 2, 1)) == date(2027, 2, 28)
    assert last_day_of_month(date(2028, 2, 1)) == date(2028, 2, 29)


def test_a_day_in_words_has_no_leading_nought():
    assert in_words(date(2026, 4, 1)) == "1 April 2026"


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), months=st.integers(-500, 500))
def test_months_and_back_never_lands_later_than_it_began(day, months):
    back = add_months(add_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)
    assert day.day - 3 <= back.day <= day.day
