"""Dates as people type them: 14/3/41, 14 mar 1941, 1 apr, today, +2w, 2026-04-01.

Day before month, always. What cannot be read is refused with the sentence to show.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from lightbulb.core.time.months import MONTH_NAMES, add_months, in_words, month_name

EARLIEST_YEAR, LATEST_YEAR = 1800, 2199
LONGEST_ECHO = 30  # characters of what was typed that a sentence repeats
HOW_TO_WRITE = "Write it like 14/3/1941 or 14 March 1941"
DAY_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH_FIRST_LETTERS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
RELATIVE = re.compile(r"([+-])\s*([0-9]{1,3})\s*([dwm])")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
NUMBERS = re.compile(
    r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})([-/. ](?P<year>[0-9]{2}|[0-9]{4}))?"
)
WORDS = re.compile(
    r"((?P<weekday>[a-z]{3,9})\.?,? )?(?P<day>[0-9]{1,2})(st|nd|rd|th)?[-/. ]?"
    r"(?P<month>[a-z]{3,9})\.?,?([-/. ]?(?P<year>[0-9]{2}|[0-9]{4}))?"
)


@dataclass(frozen=True)
class Typed:
    """The parts of a date as typed, not yet known to make one."""

    text: str
    day: int
    month: int
    year: str | None  # None, two figures or four


def read_date(text: str, *, on: date, past: bool = False) -> date:
    """The day that was meant, `on` being today.

    `past` says that the day cannot lie ahead, as with a birth date. Then a year of two
    figures is the latest that is not after `on` (41 is 1941, 26 is 2026 or, if that day
    is still to come, 1926), and a day without a year is the last one that was. Otherwise
    two figures belong to the century of `on`, and a day without a year is the next one to
    come, today included. Raises ValueError with the sentence to show.
    """
    written = " ".join(text.split())
    if not written:
        raise ValueError("Enter a date")
    if (near := _near(written.lower(), on)) is not None:
        return near
    typed, weekday = _parts(written)
    day = _whole_date(typed, on, past=past)
    _check_weekday(day, weekday)
    return day


def _near(written: str, on: date) -> date | None:
    """A day named by its distance from today."""
    if written in DAY_WORDS:
        return on + timedelta(days=DAY_WORDS[written])
    if not (found := RELATIVE.fullmatch(written)):
        return None
    sign, number, unit = found.groups()
    steps = int(number) if sign == "+" else -int(number)
    if unit == "m":
        return add_months(on, steps)
    return on + timedelta(days=steps if unit == "d" else 7 * steps)


def _parts(written: str) -> tuple[Typed, str | None]:
    for pattern in (YEAR_FIRST, NUMBERS, WORDS):
        if found := pattern.fullmatch(written.lower()):
            parts = found.groupdict()
            month = _month(parts["month"], written)
            typed = Typed(written, int(parts["day"]), month, parts["year"])
            return typed, parts.get("weekday")
    raise _unreadable(written)


def _month(typed: str, written: str) -> int:
    if not typed.isdigit():
        number = MONTH_FIRST_LETTERS.get(typed[:3], 0)
        if number and month_name(number).lower().startswith(typed):
            return number
        raise _unreadable(written)
    if not 1 <= int(typed) <= 12:
        raise ValueError(f"{written} is not a date: there is no month {int(typed)}")
    return int(typed)


def _whole_date(typed: Typed, on: date, *, past: bool) -> date:
    if typed.year is None:
        return _nearest_year(typed, on, past=past)
    year = int(typed.year)
    if len(typed.year) == 2:
        year += on.year // 100 * 100
        if past and (year, typed.month, typed.day) > (on.year, on.month, on.day):
            year -= 100
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(
            f"{typed.text} is not a date we can take: "
            f"the year must be from {EARLIEST_YEAR} to {LATEST_YEAR}"
        )
    return _on_calendar(typed, year)


def _nearest_year(typed: Typed, on: date, *, past: bool) -> date:
    """The last such day up to today, or the next from today; 29 February may be 8 years off."""
    step = -1 if past else 1
    comes_first: Callable[[date], bool] = on.__ge__ if past else on.__le__
    for year in range(on.year, on.year + 9 * step, step):
        if 1 <= typed.day <= calendar.monthrange(year, typed.month)[1]:
            day = date(year, typed.month, typed.day)
            if comes_first(day):
                return day
    raise ValueError(
        f"{typed.text} is not a date: {month_name(typed.month)} has no day {typed.day}"
    )


def _on_calendar(typed: Typed, year: int) -> date:
    length = calendar.monthrange(year, typed.month)[1]
    if not 1 <= typed.day <= length:
        raise ValueError(
            f"{typed.text} is not a date: {month_name(typed.month)} {year} has {length} days"
        )
    return date(year, typed.month, typed.day)


def _check_weekday(day: date, typed: str | None) -> None:
    if typed is None:
        return
    name = WEEKDAYS[day.weekday()]
    if not name.lower().startswith(typed):
        raise ValueError(f"{in_words(day)} is a {name}, not a {typed.capitalize()}")


def _unreadable(written: str) -> ValueError:
    return ValueError(f"{written[:LONGEST_ECHO]} is not a date we can read. {HOW_TO_WRITE}")
