"""Periods that figures are counted over: weeks, months, quarters, financial years.

A quarter is one of the financial year's (April to June is the first) and is always
named with that year, because "2026-Q3" means July to one reader and October to another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lightbulb.core.time.months import add_months, in_words, last_day_of_month, month_name

FINANCIAL_YEAR_BEGINS = 4  # April
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
HOW_TO_WRITE = "Write 2026-10 for a month, 2026-27 for a financial year, 2026-27-Q1 for a quarter"


@dataclass(frozen=True, order=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(
                f"A period cannot end on {in_words(self.last)}, "
                f"before it begins on {in_words(self.first)}"
            )

    @classmethod
    def months_from(cls, first: date, months: int) -> "Period":
        """Whole months, beginning with the month that `first` lies in."""
        begin = first.replace(day=1)
        return cls(begin, add_months(begin, months) - timedelta(days=1))

    @classmethod
    def month_of(cls, day: date) -> "Period":
        return cls.months_from(day, 1)

    @classmethod
    def quarter_of(cls, day: date) -> "Period":
        return cls.months_from(day.replace(day=1, month=day.month - (day.month - 1) % 3), 3)

    @classmethod
    def financial_year_of(cls, day: date) -> "Period":
        """April to March."""
        year = day.year if day.month >= FINANCIAL_YEAR_BEGINS else day.year - 1
        return cls.months_from(date(year, FINANCIAL_YEAR_BEGINS, 1), 12)

    @classmethod
    def week_of(cls, day: date) -> "Period":
        """Monday to Sunday."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period a `key` names. Raises ValueError with the sentence to show."""
        return read_period(text)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.label

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> int:
        """How many months, when it is made of whole months; otherwise 0."""
        if self.first.day != 1 or self.last != last_day_of_month(self.last):
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def next(self) -> "Period":
        """The period of the same kind that follows."""
        return self._moved(1)

    @property
    def previous(self) -> "Period":
        return self._moved(-1)

    def months(self) -> Iterator["Period"]:
        """Each month in turn; the ends are cut to the period when it splits a month."""
        first = self.first
        while first <= self.last:
            last = min(last_day_of_month(first), self.last)
            yield Period(first, last)
            first = last + timedelta(days=1)

    @property
    def key(self) -> str:
        """The short form for addresses and commands, which `parse` reads back."""
        if self == Period.month_of(self.first):
            return f"{self.first:%Y-%m}"
        if self == Period.financial_year_of(self.first):
            return _financial_year_key(self.first.year)
        if self == Period.quarter_of(self.first):
            year = Period.financial_year_of(self.first).first
            number = (self.first.month - year.month) % 12 // 3 + 1
            return f"{_financial_year_key(year.year)}-Q{number}"
        if self == Period.week_of(self.first):
            return f"{self.first:%G-W%V}"
        return f"{self.first.isoformat()}--{self.last.isoformat()}"

    @property
    def label(self) -> str:
        """The period in words, such as "July to September 2026"."""
        if self.whole_months:
            begin, end = (f"{month_name(d.month)} {d.year}" for d in (self.first, self.last))
        else:
            begin, end = in_words(self.first), in_words(self.last)
        return end if begin == end else f"{self._without_what_repeats(begin)} to {end}"

    def _without_what_repeats(self, begin: str) -> str:
        if self.first.year != self.last.year:
            return begin
        shorter = begin.removesuffix(f" {self.first.year}")
        if self.whole_months or self.first.month != self.last.month:
            return shorter
        return shorter.removesuffix(f" {month_name(self.first.month)}")

    def _moved(self, steps: int) -> "Period":
        if self.whole_months:
            return Period.months_from(
                add_months(self.first, steps * self.whole_months), self.whole_months
            )
        by = timedelta(days=steps * self.days)
        return Period(self.first + by, self.last + by)


def _financial_year_key(year: int) -> str:
    """2026-27, but 2011-2012, because 2011-12 is December 2011."""
    ending = (year + 1) % 100
    return f"{year}-{ending:02}" if ending > 12 else f"{year}-{year + 1}"


def read_period(text: str) -> Period:
    """The period that a key names, such as 2026-10, 2026-27, 2026-27-Q2 or 2026-W40.

    A year and two figures up to 12 are a month; the financial year 2011-12 is written
    2011-2012. Raises ValueError with the sentence to show.
    """
    written = text.strip()
    for pattern, read in READERS:
        if found := re.fullmatch(pattern, written):
            period = read(written, *found.groups())
            if EARLIEST_YEAR <= period.first.year <= period.last.year <= LATEST_YEAR:
                return period
    raise _not_a_period(written)


def _read_month(written: str, year: str, month: str) -> Period:
    if 1 <= int(month) <= 12:
        return Period.month_of(date(_year(written, year), int(month), 1))
    return _read_financial_year(written, year, month)


def _read_financial_year(written: str, year: str, ending: str) -> Period:
    following = str(_year(written, year) + 1)
    if ending not in (following, following[2:]):
        raise ValueError(
            f"{written} is not a period: the financial year from April {year} "
            f"is written {_financial_year_key(int(year))}"
        )
    return Period.financial_year_of(date(int(year), FINANCIAL_YEAR_BEGINS, 1))


def _read_quarter(written: str, year: str, ending: str, number: str) -> Period:
    first = _read_financial_year(written, year, ending).first
    return Period.quarter_of(add_months(first, 3 * (int(number) - 1)))


def _refuse_bare_quarter(written: str, year: str, number: str) -> Period:
    second = Period.months_from(date(_year(written, year), 7, 1), 3)
    raise ValueError(
        f"{written} can be read in two ways: write {second.key} for {second.label}, "
        f"the second quarter of its financial year"
    )


def _read_week(written: str, year: str, week: str) -> Period:
    try:
        return Period.week_of(date.fromisocalendar(_year(written, year), int(week), 1))
    except ValueError:
        raise ValueError(f"{written} is not a period: {year} has no week {int(week)}") from None


def _read_span(written: str, first: str, last: str) -> Period:
    try:
        ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise _not_a_period(written) from None
    return Period(*ends)


def _year(written: str, year: str) -> int:
    if not EARLIEST_YEAR <= int(year) < LATEST_YEAR:
        raise _not_a_period(written)
    return int(year)


def _not_a_period(written: str) -> ValueError:
    return ValueError(f"{written[:30] or 'Nothing'} is not a period. {HOW_TO_WRITE}")


YEAR = "([0-9]{4})"
READERS = (
    (f"{YEAR}-([0-9]{{2}})", _read_month),
    (f"{YEAR}-([0-9]{{4}})", _read_financial_year),
    (f"{YEAR}-([0-9]{{2}}|[0-9]{{4}})-Q([1-4])", _read_quarter),
    (f"{YEAR}-Q([1-4])", _refuse_bare_quarter),
    (f"{YEAR}-W([0-9]{{2}})", _read_week),
    ("([0-9]{4}-[0-9]{2}-[0-9]{2})--([0-9]{4}-[0-9]{2}-[0-9]{2})", _read_span),
)
