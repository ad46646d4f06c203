from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightbulb.core.time.periods import Period

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
SUMMER = Period(date(2026, 7, 1), date(2026, 9, 30))
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
WEEK = Period(date(2026, 12, 28), date(2027, 1, 3))
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-10", OCTOBER),
        (" 2026-10 ", OCTOBER),
        ("2026-27", YEAR),
        ("2026-2027", YEAR),
        ("2026-27-Q2", SUMMER),
        ("2026-27-Q4", Period(date(2027, 1, 1), date(2027, 3, 31))),
        ("2026-W53", WEEK),
        ("2026-03-29--2026-10-25", Period(date(2026, 3, 29), date(2026, 10, 25))),
        pytest.param(
            "2011-12", Period(date(2011, 12, 1), date(2011, 12, 31)), id="December, not a year"
        ),
        ("2011-2012", Period(date(2011, 4, 1), date(2012, 3, 31))),
        ("2099-00", Period(date(2099, 4, 1), date(2100, 3, 31))),
    ],
)
def test_a_period_is_read_from_its_key(text, period):
    assert Period.parse(text) == period


HOW = "Write 2026-10 for a month, 2026-27 for a financial year, 2026-27-Q1 for a quarter"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"Nothing is not a period. {HOW}"),
        ("october", f"october is not a period. {HOW}"),
        (
            "2026-00",
            "2026-00 is not a period: the financial year from April 2026 is written 2026-27",
        ),
        (
            "2026-28",
            "2026-28 is not a period: the financial year from April 2026 is written 2026-27",
        ),
        (
            "2026-Q3",
            "2026-Q3 can be read in two ways: write 2026-27-Q2 for July to September 2026, "
            "the second quarter of its financial year",
        ),
        ("2025-W53", "2025-W53 is not a period: 2025 has no week 53"),
        ("0001-01", f"0001-01 is not a period. {HOW}"),
        ("2026-02-30--2026-03-01", f"2026-02-30--2026-03-01 is not a period. {HOW}"),
        (
            "2026-03-02--2026-03-01",
            "A period cannot end on 1 March 2026, before it begins on 2 March 2026",
        ),
        ("9" * 100, f"{'9' * 30} is not a period. {HOW}"),
    ],
)
def test_what_is_not_a_period_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 the whole sentence is compared
        Period.parse(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (OCTOBER, "October 2026"),
        (SUMMER, "July to September 2026"),
        (YEAR, "April 2026 to March 2027"),
        (WEEK, "28 December 2026 to 3 January 2027"),
        (Period(date(2026, 10, 5), date(2026, 10, 11)), "5 to 11 October 2026"),
        (Period(date(2026, 3, 30), date(2026, 4, 5)), "30 March to 5 April 2026"),
        (Period(date(2026, 4, 1), date(2026, 4, 1)), "1 April 2026"),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), "February 2024"),
        (Period(date(2024, 2, 1), date(2024, 2, 28)), "1 to 28 February 2024"),
        (Period(date(2025, 10, 1), date(2026, 10, 31)), "October 2025 to October 2026"),
    ],
)
def test_a_period_has_a_label_in_words(period, label):
    assert period.label == label


@pytest.mark.parametrize(
    ("period", "before", "after"),
    [
        (OCTOBER, "September 2026", "November 2026"),
        (SUMMER, "April to June 2026", "October to December 2026"),
        (YEAR, "April 2025 to March 2026", "April 2027 to March 2028"),
        (WEEK, "21 to 27 December 2026", "4 to 10 January 2027"),
        (Period.month_of(date(2024, 2, 29)), "January 2024", "March 2024"),
    ],
)
def test_before_and_after_are_of_the_same_kind(period, before, after):
    assert period.previous.label == before
    assert period.next.label == after


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), "2025-26"),
        (date(2026, 4, 1), "2026-27"),
        (date(2026, 12, 31), "2026-27"),
    ],
)
def test_the_financial_year_turns_on_1_april(day, year):
    assert Period.financial_year_of(day).key == year


def test_a_period_counts_both_its_ends():
    assert OCTOBER.days == 31
    assert Period.month_of(date(2024, 2, 29)).days == 29
    assert date(2026, 10, 1) in OCTOBER
    assert date(2026, 10, 31) in OCTOBER
    assert date(2026, 9, 30) not in OCTOBER
    assert date(2026, 11, 1) not in OCTOBER


def test_the_months_of_a_year_are_twelve_and_meet():
    months = list(YEAR.months())
    assert [str(month) for month in (months[0], months[-1])] == ["April 2026", "March 2027"]
    assert len(months) == 12


def test_a_split_month_is_cut_to_the_period():
    period = Period(date(2026, 1, 30), date(2026, 3, 2))
    assert [month.label for month in period.months()] == [
        "30 to 31 January 2026",
        "February 2026",
        "1 to 2 March 2026",
    ]


@given(first=DAYS, length=st.integers(0, 800))
def test_every_key_reads_back(first, length):
    days = Period(first, date.fromordinal(first.toordinal() + length))
    kinds = (Period.month_of, Period.quarter_of, Period.financial_year_of, Period.week_of)
    for period in (days, *(kind(first) for kind in kinds)):
        assert Period.parse(period.key) == period


@given(first=DAYS, months=st.integers(1, 30))
def test_neighbours_leave_no_gap(first, months):
    period = Period.months_from(first, months)
    assert period.next.previous == period
    assert (period.next.first - period.last).days == 1
