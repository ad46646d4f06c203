"""A small invented county with enough in it for every figure to be printed."""

from collections.abc import Sequence
from datetime import date, timedelta

from lightbulb.core.organisations.models import Locality
from lightbulb.core.time.periods import Period
from tests.core.factories import make_locality
from tests.reporting.factories import make_dated_case, make_referral, make_solutions

NAMES = ("Ashby Vale", "Brook End", "Candleford", "Dunmere")


def make_county(
    *, months: Sequence[str] = ("2026-09", "2026-10"), names: Sequence[str] = NAMES, least: int = 6
) -> list[Locality]:
    """Each month each locality has some referrals and as many closed cases, all different.

    The first locality has `least` a month, the next one more, and so on; the wait grows by a
    working day or two from one to the next.
    """
    localities = [make_locality(name=name, code=name.lower().replace(" ", "-")) for name in names]
    for text in months:
        first = Period.parse(text).first
        for place, locality in enumerate(localities):
            for number in range(least + place):
                make_one(locality, first + timedelta(days=number), wait=2 + place * 3 + number % 3)
    return localities


def make_one(locality: Locality, day: date, *, wait: int) -> None:
    """One referral, and one case that was triaged, given out, visited, helped and closed."""
    make_referral(received_on=day, locality=locality)
    case = make_dated_case(
        locality=locality,
        triaged_on=day - timedelta(days=wait),
        given_out_on=day - timedelta(days=wait),
        visited_on=day,
        closed_on=day + timedelta(days=15),
    )
    make_solutions(case, 1 + wait % 4)
