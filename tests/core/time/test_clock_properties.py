"""What holds for every clock, whatever its holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lightbulb.core.time.clock import Clock, HoldSpan, State, Target, Unit
from lightbulb.core.time.working_days import is_working_day

START = date(2026, 1, 30)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
COUNTED = st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS])
CAUSES = st.sampled_from(["customer", "hospital", "landlord"])


@st.composite
def holds(draw):
    start = draw(DAYS)
    end = draw(st.none() | st.integers(0, 90).map(lambda n: start + timedelta(days=n)))
    return HoldSpan(draw(CAUSES), start, end)


HOLDS = st.lists(holds(), max_size=5)


@given(holds=HOLDS, on=DAYS, unit=COUNTED)
def test_net_lies_between_nothing_and_gross(holds, on, unit):
    elapsed = Clock(START, holds=tuple(holds)).elapsed(on, unit)
    assert 0 <= elapsed.net <= elapsed.gross


@given(holds=HOLDS, on=DAYS, unit=COUNTED)
def test_net_is_what_is_left_when_each_day_is_asked_in_turn(holds, on, unit):
    days = [START + timedelta(days=n) for n in range(1, (on - START).days + 1)]
    counted = [d for d in days if unit is Unit.CALENDAR_DAYS or is_working_day(d)]
    free = [d for d in counted if not any(h.start < d <= (h.end or on) for h in holds)]
    assert Clock(START, holds=tuple(holds)).elapsed(on, unit).net == len(free)


@given(data=st.data(), holds=HOLDS, on=DAYS, unit=COUNTED)
def test_the_order_of_the_holds_does_not_matter(data, holds, on, unit):
    shuffled = data.draw(st.permutations(holds))
    one, other = (Clock(START, holds=tuple(some)) for some in (holds, shuffled))
    assert one.elapsed(on, unit) == other.elapsed(on, unit)


@given(holds=HOLDS, on=DAYS, unit=COUNTED)
def test_a_statutory_clock_runs_as_if_never_held(holds, on, unit):
    clock = Clock(START, holds=tuple(holds), statutory=True)
    assert clock.elapsed(on, unit) == Clock(START).elapsed(on, unit)
    assert clock.due_on(Target(6, Unit.MONTHS), on) == date(2026, 7, 30)


@given(holds=HOLDS, on=DAYS, unit=COUNTED, length=st.integers(1, 60))
def test_the_target_is_used_up_on_the_due_day_and_not_before(holds, on, unit, length):
    ended = [HoldSpan(h.cause, h.start, h.end or max(h.start, on)) for h in holds]
    clock, target = Clock(START, holds=tuple(ended)), Target(length, unit)
    due = clock.due_on(target, on)
    assert clock.elapsed(due, unit).net == length
    assert clock.elapsed(due - timedelta(days=1), unit).net == length - 1


@given(holds=HOLDS, on=DAYS, length=st.integers(1, 60))
def test_past_target_begins_only_after_the_due_day(holds, on, length):
    standing = Clock(START, holds=tuple(holds)).standing(Target(length, Unit.CALENDAR_DAYS), on)
    if on <= standing.due_on:
        assert standing.state is not State.PAST_TARGET
    assert standing.due_on >= standing.due_without_holds
