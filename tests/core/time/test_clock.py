"""Counted by hand. 3 April 2026 is Good Friday, 6 April Easter Monday."""

from datetime import date

import pytest

from lightbulb.core.time.clock import Clock, HoldSpan, State, Target, Unit

CALENDAR, WORKING, MONTHS = Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS
MARCH_2 = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("start", "on", "calendar", "working"),
    [
        pytest.param(date(2026, 3, 27), date(2026, 3, 30), 3, 1, id="clocks forward"),
        pytest.param(date(2026, 10, 23), date(2026, 10, 26), 3, 1, id="clocks back"),
        pytest.param(date(2024, 2, 28), date(2024, 3, 1), 2, 2, id="29 February"),
        pytest.param(date(2026, 12, 24), date(2027, 1, 4), 11, 4, id="Christmas and New Year"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 7), 5, 1, id="Easter"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 2), 0, 0, id="the day it starts"),
        pytest.param(date(2026, 4, 2), date(2026, 3, 1), 0, 0, id="before it starts"),
    ],
)
def test_the_first_day_is_not_counted(start, on, calendar, working):
    clock = Clock(start)
    assert clock.elapsed(on, CALENDAR).gross == calendar
    assert clock.elapsed(on, WORKING).gross == working


def test_a_stopped_clock_counts_no_further():
    clock = Clock(MARCH_2, stop=date(2026, 3, 9))
    assert clock.elapsed(date(2026, 3, 6), CALENDAR).gross == 4
    assert clock.elapsed(date(2027, 3, 6), CALENDAR).gross == 7


# A week from Monday 2 March; each hold is (cause, first day, last day of March 2026).
HOLDS = [
    pytest.param([("customer", 4, 6)], (("customer", 2),), 5, id="in the middle"),
    pytest.param([("customer", 4, 4)], (), 7, id="off again the same day"),
    pytest.param([("customer", 4, None)], (("customer", 5),), 2, id="still open"),
    pytest.param([("customer", 1, 4)], (("customer", 2),), 5, id="begun before the clock"),
    pytest.param([("customer", 7, 20)], (("customer", 2),), 5, id="ends after today"),
    pytest.param([("customer", 12, None)], (), 7, id="not begun yet"),
    pytest.param([("customer", 2, 9)], (("customer", 7),), 0, id="all of it"),
    pytest.param(
        [("hospital", 5, 8), ("customer", 3, 6)],
        (("customer", 3), ("hospital", 2)),
        2,
        id="overlapping: the day goes to the hold begun first",
    ),
    pytest.param(
        [("landlord", 3, 5), ("customer", 3, 6)],
        (("customer", 3),),
        4,
        id="begun together: the first in the alphabet",
    ),
    pytest.param(
        [("customer", 3, 8), ("hospital", 4, 5), ("customer", 7, 9)],
        (("customer", 6),),
        1,
        id="one inside another, and the same cause again",
    ),
    pytest.param(
        [("customer", 3, 4), ("hospital", 6, 7)], (("customer", 1), ("hospital", 1)), 5, id="apart"
    ),
]


@pytest.mark.parametrize(("holds", "held", "net"), HOLDS)
def test_holds_are_taken_off_once_and_named(holds, held, net):
    clock = Clock(MARCH_2, holds=tuple(march(*hold) for hold in holds))
    elapsed = clock.elapsed(date(2026, 3, 9), CALENDAR)
    assert (elapsed.gross, elapsed.held, elapsed.net) == (7, held, net)


def march(cause, first, last):
    return HoldSpan(cause, date(2026, 3, first), last and date(2026, 3, last))


def test_holds_are_counted_in_working_days_too():
    easter = HoldSpan("customer", date(2026, 4, 2), date(2026, 4, 7))
    elapsed = Clock(date(2026, 4, 1), holds=(easter,)).elapsed(date(2026, 4, 8), WORKING)
    assert (elapsed.gross, elapsed.held, elapsed.net) == (3, (("customer", 1),), 2)


@pytest.mark.parametrize(
    ("start", "target", "due"),
    [
        (date(2026, 8, 31), Target(6, MONTHS), date(2027, 2, 28)),
        (date(2027, 8, 31), Target(6, MONTHS), date(2028, 2, 29)),
        (date(2024, 2, 29), Target(12, MONTHS), date(2025, 2, 28)),
        pytest.param(
            date(2026, 3, 2), Target(140, CALENDAR), date(2026, 7, 20), id="20 weeks from Monday"
        ),
        pytest.param(
            date(2026, 12, 31),
            Target(140, CALENDAR),
            date(2027, 5, 20),
            id="20 weeks from Thursday",
        ),
        (date(2026, 11, 2), Target(55, WORKING), date(2027, 1, 21)),
    ],
)
def test_targets_end_on_their_date(start, target, due):
    assert Clock(start).due_on(target, start) == due
    assert Clock(start).standing(target, due).state is not State.PAST_TARGET


def test_a_closed_hold_moves_the_date_by_its_days():
    clock = Clock(MARCH_2, holds=(march("customer", 4, 6),))
    standing = clock.standing(Target(10, CALENDAR), date(2026, 3, 9))
    assert standing.due_without_holds == date(2026, 3, 12)
    assert standing.due_on == date(2026, 3, 14)


def test_a_hold_that_begins_after_the_date_moves_nothing():
    clock = Clock(MARCH_2, holds=(march("customer", 13, 20),))
    assert clock.due_on(Target(10, CALENDAR), date(2026, 3, 25)) == date(2026, 3, 12)


def test_a_hold_reached_only_by_an_earlier_hold_moves_the_date_again():
    clock = Clock(MARCH_2, holds=(march("customer", 4, 6), march("landlord", 13, 16)))
    assert clock.due_on(Target(10, CALENDAR), date(2026, 3, 25)) == date(2026, 3, 17)


def test_an_open_hold_moves_the_date_a_day_each_day():
    clock = Clock(MARCH_2, holds=(march("customer", 4, None),))
    due = [clock.due_on(Target(10, CALENDAR), date(2026, 3, day)) for day in (4, 5, 25)]
    assert due == [date(2026, 3, 12), date(2026, 3, 13), date(2026, 4, 2)]


def test_working_day_holds_move_a_working_day_target_over_easter():
    held = HoldSpan("customer", date(2026, 3, 30), date(2026, 4, 1))
    clock = Clock(date(2026, 3, 27), holds=(held,))
    assert clock.due_on(Target(4, WORKING), date(2026, 4, 1)) == date(2026, 4, 8)


def test_no_hold_stops_a_statutory_clock():
    held = HoldSpan("funding", date(2026, 9, 1), date(2026, 12, 1))
    clock = Clock(date(2026, 8, 31), holds=(held,), statutory=True)
    standing = clock.standing(Target(6, MONTHS), date(2027, 3, 1))
    assert standing.due_on == standing.due_without_holds == date(2027, 2, 28)
    assert (standing.elapsed.gross, standing.elapsed.net) == (182, 182)
    assert standing.sentence == "Past target by 1 day"
    assert clock.waits(date(2027, 3, 1), MONTHS) == (("funding", 91),)


@pytest.mark.parametrize(
    ("on", "percent", "sentence"),
    [
        pytest.param(date(2026, 3, 2), 0, "On track, 8 working days left", id="start"),
        pytest.param(date(2026, 3, 9), 62, "On track, 3 working days left", id="5 of 8"),
        pytest.param(date(2026, 3, 10), 75, "75% used, 2 working days left", id="6 of 8"),
        pytest.param(date(2026, 3, 12), 100, "75% used, 0 working days left", id="last day"),
        pytest.param(date(2026, 3, 13), 112, "Past target by 1 working day", id="day after"),
        pytest.param(date(2026, 3, 16), 125, "Past target by 2 working days", id="Monday"),
    ],
)
def test_the_state_says_how_many_days(on, percent, sentence):
    standing = Clock(MARCH_2).standing(Target(8, WORKING), on)
    assert (standing.percent_used, standing.sentence) == (percent, sentence)


def test_the_state_follows_the_days_less_holds():
    clock = Clock(MARCH_2, holds=(march("customer", 3, 13),))
    standing = clock.standing(Target(8, WORKING), date(2026, 3, 16))
    assert standing.sentence == "On track, 6 working days left"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: HoldSpan("customer", date(2026, 3, 2), date(2026, 3, 1)),
            "A hold cannot end on 1 March 2026, before it begins on 2 March 2026",
        ),
        (
            lambda: Clock(date(2026, 3, 2), date(2026, 3, 1)),
            "A clock cannot stop on 1 March 2026, before it starts on 2 March 2026",
        ),
        (lambda: Target(0, WORKING), "A target is at least 1 day or 1 month"),
    ],
)
def test_days_out_of_order_are_refused(make, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        make()
