"""Months: their names, their length, and what "six months later" means."""

import calendar
from datetime import date

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month_name(month: int) -> str:
    return MONTH_NAMES[month - 1]


def in_words(day: date) -> str:
    """The day inside a sentence, such as "1 April 2026"."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def last_day_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month, that many calendar months later (or earlier, if negative).

    A day the month does not have becomes the month's last: six months from 31 August is
    28 February, or 29 February in a leap year. That is how periods of months are counted
    in law, so it serves the six-month and twelve-month limits of a grant. It cannot be
    undone: six months back from 28 February is 28 August.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(years, month + 1, 1)
    return first.replace(day=min(day.day, last_day_of_month(first).day))
