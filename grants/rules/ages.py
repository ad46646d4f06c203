"""Ages, and the day somebody reaches the qualifying age for state pension credit."""

import calendar
import tomllib
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from grants.rules.choices import ShortMonth
from grants.rules.figures import NotHeld

TIMETABLE = Path(__file__).with_name("qualifying_age.toml")
YOUNGEST = 60  # nobody has reached the qualifying age before


def age_on(born: date, day: date) -> int:
    """Whole years on a day. Born on 29 February: a year older from 1 March where there is none."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_before(day: date, years: int) -> date:
    """The same day so many years back; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@cache
def timetable() -> dict[str, Any]:
    return tomllib.loads(TIMETABLE.read_text())


@cache
def first_days() -> list[date]:
    return [row["from"] for row in timetable()["born"]]


def qualifying_day(born: date, short_month: ShortMonth) -> date:
    """The day somebody reaches the qualifying age. Raises NotHeld for whom none is fixed yet.

    State Pension Credit Act 2002 s. 1(6); the timetable stands in `qualifying_age.toml`.
    """
    if born >= timetable()["until"]:
        raise NotHeld("No State Pension age is held for anybody born from 6 April 1977 on.")
    row = timetable()["born"][max(0, bisect_right(first_days(), born) - 1)]
    if "on" in row:
        reached: date = row["on"]
        return reached
    return months_after(born, row["years"] * 12 + row["months"], short_month)


def months_after(day: date, months: int, short_month: ShortMonth) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    if day.day <= last:
        return date(year, month, day.day)
    reached = date(year, month, last)
    return reached if short_month is ShortMonth.LAST_DAY else reached + timedelta(days=1)


def has_qualifying_age(born: date, day: date, short_month: ShortMonth) -> bool:
    return age_on(born, day) >= YOUNGEST and qualifying_day(born, short_month) <= day


def first_monday_after(day: date) -> date:
    """The first Monday after a day, or the day itself when it is one."""
    return day + timedelta(days=-day.weekday() % 7)


def birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def care_counts_until(born: date, disabled: bool) -> date:
    """The first Monday in September after the 15th birthday, the 16th of a disabled child.

    Child care is deducted to the day before (SI 1999/2568).
    """
    turned = birthday(born, 16 if disabled else 15)
    year = turned.year if turned < first_monday_after(date(turned.year, 9, 1)) else turned.year + 1
    return first_monday_after(date(year, 9, 1))
