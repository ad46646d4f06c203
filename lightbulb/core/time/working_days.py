"""Working days: Monday to Friday less England's bank holidays.

The holidays are those of GOV.UK as bundled with the govuk-bank-holidays package, so no
sum makes an outside call. They are known for whole years only as far as GOV.UK had
announced them; a sum that leaves those years is refused, never guessed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from govuk_bank_holidays.bank_holidays import BankHolidays

from lightbulb.core.time.months import in_words

FEWEST_HOLIDAYS_IN_A_YEAR = 8  # a year with fewer is not wholly announced


class BeyondHolidays(LookupError):
    """A sum outside the years whose bank holidays are bundled; its text is what to show."""

    def __init__(self, asked: str) -> None:
        known = f"{in_words(first_known_day())} to {in_words(last_known_day())}"
        super().__init__(
            f"{asked} cannot be worked out: England’s bank holidays are known only from {known}"
        )


@dataclass(frozen=True)
class Calendar:
    """Every day of the known years, counted once so that each sum is a look-up."""

    first: date
    last: date
    working: tuple[date, ...]
    counts: tuple[int, ...]  # by days since `first`: working days up to that day, itself included

    def position(self, day: date) -> int:
        return self.counts[(day - self.first).days]

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@cache
def bank_holidays() -> frozenset[date]:
    """England's bank holidays, substitute days and one-off days included."""
    bundled = BankHolidays(use_cached_holidays=True)
    return frozenset(
        holiday["date"] for holiday in bundled.get_holidays(BankHolidays.ENGLAND_AND_WALES)
    )


@cache
def known_calendar() -> Calendar:
    holidays = bank_holidays()
    in_year = [day.year for day in holidays]
    whole = [year for year in set(in_year) if in_year.count(year) >= FEWEST_HOLIDAYS_IN_A_YEAR]
    first, last = date(min(whole), 1, 1), date(max(whole), 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    is_working = [day.weekday() < 5 and day not in holidays for day in days]
    working = tuple(day for day, works in zip(days, is_working, strict=True) if works)
    return Calendar(first, last, working, tuple(accumulate(map(int, is_working))))


def first_known_day() -> date:
    return known_calendar().first


def last_known_day() -> date:
    """The last day on which a working-day sum can end."""
    return known_calendar().last


def is_working_day(day: date) -> bool:
    """Raises BeyondHolidays outside the bundled years."""
    if day not in known_calendar():
        raise BeyondHolidays(f"Whether {in_words(day)} is a working day")
    return day.weekday() < 5 and day not in bank_holidays()


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`.

    The start day is not counted and the end day is, so the working day after a Friday is
    1 working day later. With the days the other way round the count is negative.
    Raises BeyondHolidays outside the bundled years.
    """
    known = known_calendar()
    if start not in known or end not in known:
        raise BeyondHolidays(f"Working days from {in_words(start)} to {in_words(end)}")
    return known.position(end) - known.position(start)


def add_working_days(day: date, days: int) -> date:
    """The working day that many working days after `day`, or before it if negative.

    `day` itself is never counted; 0 gives `day` back, whether or not it is a working day.
    Raises BeyondHolidays where the sum leaves the bundled years.
    """
    known = known_calendar()
    if day not in known:
        raise BeyondHolidays(_asked(day, days))
    if days == 0:
        return day
    up_to_day = known.position(day)
    before_day = up_to_day - is_working_day(day)
    index = up_to_day + days - 1 if days > 0 else before_day + days
    if not 0 <= index < len(known.working):
        raise BeyondHolidays(_asked(day, days))
    return known.working[index]


def next_working_day(day: date) -> date:
    """The first working day after `day`, never `day` itself."""
    return add_working_days(day, 1)


def first_working_day_of(month: date) -> date:
    """The first working day of the month that the given day lies in."""
    first = month.replace(day=1)
    return first if is_working_day(first) else next_working_day(first)


def _asked(day: date, days: int) -> str:
    number, direction = abs(days), "before" if days < 0 else "after"
    return f"{number} working {'day' if number == 1 else 'days'} {direction} {in_words(day)}"
