"""Means tests with full working on one core, beside the bare sum of the same amounts."""

import time
from collections.abc import Callable
from decimal import Decimal

from grants.rules.means_test import Result, assess
from tests.bench.bars import Measured
from tests.bench.world import World
from tests.grants.example_cases import CASES, asked

SECONDS = 5
EDGES = (Decimal("0"), Decimal("47.95"), Decimal("95.90"), Decimal("191.80"))
FACTORS = (Decimal("18.85"), Decimal("37.69"), Decimal("150.77"), Decimal("376.93"))


def measure(world: World) -> Measured:
    """All the example cases over and over: single, couples, families, passported, refused none."""
    documents = [asked(case) for case in CASES]
    with_working = rate(
        lambda: [
            assess(one.facts, applied_on=one.applied_on, approved_on=one.approved_on)
            for one in documents
        ],
        len(documents),
    )
    amounts = [bare(one) for one in documents]
    sums = rate(lambda: [pays(*pair) for pair in amounts], len(amounts))
    lines = sum(len(result(one).steps) for one in documents) / len(documents)
    note = f"{lines:.1f} lines each on average; the bare sum alone {sums:,.0f} a second"
    return Measured(with_working, note=note)


def result(one) -> Result:  # type: ignore[no-untyped-def]
    return assess(one.facts, applied_on=one.applied_on, approved_on=one.approved_on)


def bare(one) -> tuple[Decimal, Decimal]:  # type: ignore[no-untyped-def]
    found = result(one)
    return found.weekly_income or Decimal(0), found.applicable_amount or Decimal(0)


def pays(income: Decimal, applicable: Decimal) -> Decimal:
    """The sum of section 1 of the rules and nothing else, at an owner's rates."""
    excess = max(Decimal(0), income - applicable)
    ends = (*EDGES[1:], excess)
    parts = (
        factor * max(Decimal(0), min(excess, end) - edge)
        for edge, end, factor in zip(EDGES, ends, FACTORS, strict=True)
    )
    return sum(parts, Decimal(0)).quantize(Decimal("0.01"))


def rate(work: Callable[[], object], of: int) -> float:
    """How many a second, over some seconds of one core."""
    work()
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        work()
        done += of
    return done / (time.perf_counter() - began)
