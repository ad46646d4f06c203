"""How long something took, what stopped it, and how it stands against its target.

The day a clock starts is not counted and the day it stops is, and a hold is counted in
the same way: put on hold on Monday and taken off on Wednesday is two days. A day under
several holds is counted once and goes to the hold that began first; of holds begun on
the same day, to the cause that comes first in the alphabet.

Gross and net come together in one `Elapsed`, because net alone is never shown.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from lightbulb.core.time.months import add_months, in_words
from lightbulb.core.time.working_days import add_working_days, working_days_between

AT_RISK_FROM = Fraction(3, 4)


class Unit(StrEnum):
    """What a clock counts. A target in months counts calendar days until its date."""

    CALENDAR_DAYS = "calendar days"
    WORKING_DAYS = "working days"
    MONTHS = "months"

    def days_between(self, start: date, end: date) -> int:
        """Days after `start` up to and including `end`; at the earliest 0."""
        if end <= start:
            return 0
        if self is Unit.WORKING_DAYS:
            return working_days_between(start, end)
        return (end - start).days

    def in_words(self, days: int) -> str:
        kind = "working day" if self is Unit.WORKING_DAYS else "day"
        return f"{days} {kind}" if days == 1 else f"{days} {kind}s"


class State(StrEnum):
    ON_TRACK = "On track"
    AT_RISK = "75% used"
    PAST_TARGET = "Past target"


@dataclass(frozen=True)
class HoldSpan:
    """Waiting on somebody else, from a day to a day; `end` None while it lasts."""

    cause: str
    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(
                f"A hold cannot end on {in_words(self.end)}, "
                f"before it begins on {in_words(self.start)}"
            )


@dataclass(frozen=True)
class Target:
    """How long something may take."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("A target is at least 1 day or 1 month")

    def date_from(self, start: date, *, held: int = 0) -> date:
        """The last day on target, `held` days of holds added."""
        if self.unit is Unit.WORKING_DAYS:
            return add_working_days(start, self.length + held)
        if self.unit is Unit.MONTHS:
            return add_months(start, self.length) + timedelta(days=held)
        return start + timedelta(days=self.length + held)

    def days_from(self, start: date) -> int:
        """The target in the days it counts: six months may be 181 to 184 of them."""
        if self.unit is Unit.MONTHS:
            return (add_months(start, self.length) - start).days
        return self.length


@dataclass(frozen=True)
class Elapsed:
    """Days so far: all of them, and those that holds took, by cause."""

    gross: int
    held: tuple[tuple[str, int], ...]  # cause and days, in order of the cause's first day
    unit: Unit

    @property
    def held_days(self) -> int:
        return sum(days for _, days in self.held)

    @property
    def net(self) -> int:
        return self.gross - self.held_days


@dataclass(frozen=True)
class Standing:
    """A clock against its target on a day."""

    elapsed: Elapsed
    allowed: int  # days, in the unit of `elapsed`
    due_on: date  # holds added
    due_without_holds: date

    @property
    def used(self) -> Fraction:
        """The part of the target used; above 1 when past it."""
        return Fraction(self.elapsed.net, self.allowed)

    @property
    def percent_used(self) -> int:
        """Rounded down, so that 100 is never shown early."""
        return int(self.used * 100)

    @property
    def days_left(self) -> int:
        """Negative when past the target."""
        return self.allowed - self.elapsed.net

    @property
    def state(self) -> State:
        """Past target only when more days than allowed are used, not on the last one."""
        if self.days_left < 0:
            return State.PAST_TARGET
        return State.AT_RISK if self.used >= AT_RISK_FROM else State.ON_TRACK

    @property
    def sentence(self) -> str:
        days = self.elapsed.unit.in_words(abs(self.days_left))
        if self.state is State.PAST_TARGET:
            return f"{self.state} by {days}"
        return f"{self.state}, {days} left"


@dataclass(frozen=True)
class Clock:
    """From one day to another, or still running, with the holds on the way.

    A statutory clock keeps its holds, to say what is being waited for, but no hold stops
    it: they take nothing off and move no date.
    """

    start: date
    stop: date | None = None
    holds: tuple[HoldSpan, ...] = ()
    statutory: bool = False

    def __post_init__(self) -> None:
        if self.stop is not None and self.stop < self.start:
            raise ValueError(
                f"A clock cannot stop on {in_words(self.stop)}, "
                f"before it starts on {in_words(self.start)}"
            )

    def elapsed(self, on: date, unit: Unit) -> Elapsed:
        """The days up to `on`, or up to its stop if that came first; holds taken off."""
        until = self._until(on)
        held = {} if self.statutory else self._waits(until, on, unit)
        return Elapsed(unit.days_between(self.start, until), tuple(held.items()), unit)

    def waits(self, on: date, unit: Unit) -> tuple[tuple[str, int], ...]:
        """Days spent waiting, by cause, whether or not that stops this clock."""
        return tuple(self._waits(self._until(on), on, unit).items())

    def due_on(self, target: Target, on: date) -> date:
        """The last day on target, holds added.

        A hold still open is taken as ending on `on`, so until it is lifted the date moves
        on by a day each day. The date moves only for holds that begin before it.
        """
        due = target.date_from(self.start)
        if self.statutory:
            return due
        while (moved := self._moved_by_holds(target, due, on)) != due:
            due = moved
        return due

    def standing(self, target: Target, on: date) -> Standing:
        return Standing(
            elapsed=self.elapsed(on, target.unit),
            allowed=target.days_from(self.start),
            due_on=self.due_on(target, on),
            due_without_holds=target.date_from(self.start),
        )

    def _until(self, on: date) -> date:
        return on if self.stop is None else min(self.stop, on)

    def _moved_by_holds(self, target: Target, due: date, on: date) -> date:
        held = sum(self._waits(due, on, target.unit).values())
        return target.date_from(self.start, held=held)

    def _waits(self, until: date, on: date, unit: Unit) -> dict[str, int]:
        """Days under hold after the start, up to `until`, each given to one cause.

        Holds are walked in the order they began: whatever lies before `reached` already
        belongs to one that began earlier.
        """
        days: dict[str, int] = {}
        reached = self.start
        for hold in sorted(self.holds, key=lambda hold: (hold.start, hold.cause)):
            end = min(until, on if hold.end is None else hold.end)
            begin = max(hold.start, reached)
            if taken := unit.days_between(begin, end):
                days[hold.cause] = days.get(hold.cause, 0) + taken
            reached = max(reached, end)
        return days
