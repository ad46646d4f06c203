"""Today is Saturday 21 November 2026."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightbulb.core.time.reading import read_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/3/41", date(1941, 3, 14)),
        ("14 mar 1941", date(1941, 3, 14)),
        ("14-03-1941", date(1941, 3, 14)),
        ("14.3.41", date(1941, 3, 14)),
        ("14 3 41", date(1941, 3, 14)),
        ("14th March 41", date(1941, 3, 14)),
        ("14mar41", date(1941, 3, 14)),
        pytest.param("21/11/26", date(2026, 11, 21), id="born today"),
        pytest.param("22/11/26", date(1926, 11, 22), id="born tomorrow means a century ago"),
        pytest.param("29/2/00", date(2000, 2, 29), id="leap day of 2000"),
        pytest.param("20 nov", date(2026, 11, 20), id="without a year, the last one"),
        pytest.param("22 nov", date(2025, 11, 22), id="without a year, not one to come"),
        pytest.param("29 feb", date(2024, 2, 29), id="the last leap day"),
    ],
)
def test_a_day_that_cannot_lie_ahead(text, day):
    assert read_date(text, on=TODAY, past=True) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/4/26", date(2026, 4, 1)),
        ("14/3/41", date(2041, 3, 14)),
        ("1 apr", date(2027, 4, 1)),
        ("1/4", date(2027, 4, 1)),
        ("21 nov", TODAY),
        ("20 november", date(2027, 11, 20)),
        ("29 feb", date(2028, 2, 29)),
        ("31 Dec 2026", date(2026, 12, 31)),
        ("4 sept 2026", date(2026, 9, 4)),
        ("Wednesday 1 April 2026", date(2026, 4, 1)),
        ("tue 1 dec", date(2026, 12, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2026/4/1", date(2026, 4, 1)),
        (" Today ", TODAY),
        ("tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("+2w", date(2026, 12, 5)),
        ("-3d", date(2026, 11, 18)),
        ("+ 3 m", date(2027, 2, 21)),
    ],
)
def test_a_day_that_may_lie_ahead(text, day):
    assert read_date(text, on=TODAY) == day


def test_months_from_the_last_day_end_on_the_last_day():
    assert read_date("+6m", on=date(2026, 8, 31)) == date(2027, 2, 28)


HOW = "Write it like 14/3/1941 or 14 March 1941"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Enter a date"),
        ("  \t ", "Enter a date"),
        ("31/2/2026", "31/2/2026 is not a date: February 2026 has 28 days"),
        ("30 feb 2024", "30 feb 2024 is not a date: February 2024 has 29 days"),
        ("2026-02-29", "2026-02-29 is not a date: February 2026 has 28 days"),
        ("0/3/2026", "0/3/2026 is not a date: March 2026 has 31 days"),
        ("31 feb", "31 feb is not a date: February has no day 31"),
        ("3/14/2026", "3/14/2026 is not a date: there is no month 14"),
        ("1/0/2026", "1/0/2026 is not a date: there is no month 0"),
        ("1 apr 0026", "1 apr 0026 is not a date we can take: the year must be from 1800 to 2199"),
        ("Tuesday 1 April 2026", "1 April 2026 is a Wednesday, not a Tuesday"),
        ("soon", f"soon is not a date we can read. {HOW}"),
        ("1 ma 2026", f"1 ma 2026 is not a date we can read. {HOW}"),
        ("1 marble 2026", f"1 marble 2026 is not a date we can read. {HOW}"),
        ("14/3/941", f"14/3/941 is not a date we can read. {HOW}"),
        ("+9999w", f"+9999w is not a date we can read. {HOW}"),
        ("٣/٣/٢٠٢٦", f"٣/٣/٢٠٢٦ is not a date we can read. {HOW}"),
        ("x" * 10_000, f"{'x' * 30} is not a date we can read. {HOW}"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_sentence_to_show(text, sentence):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 the whole sentence is compared
        read_date(text, on=TODAY)
    assert str(refusal.value) == sentence


@given(text=st.text(max_size=40), past=st.booleans())
def test_anything_typed_is_a_date_or_a_sentence(text, past):
    try:
        answer = read_date(text, on=TODAY, past=past).isoformat()
    except ValueError as refusal:
        answer = str(refusal)
    assert re.search(r"^\d{4}-\d\d-\d\d$|\bdate\b", answer)


@given(day=st.dates(date(1927, 1, 1), TODAY), pattern=st.sampled_from(["%d/%m/%y", "%d %b %y"]))
def test_two_figures_of_a_year_bring_back_any_day_of_the_last_99_years(day, pattern):
    assert read_date(day.strftime(pattern), on=TODAY, past=True) == day
