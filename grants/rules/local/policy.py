"""The policy as data: its schemes, and which test each one asks for.

Where the policy says two things, nothing is guessed: no test applies until a manager chose.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("policy-2019-2024.toml")


class WhichTest(StrEnum):
    """Which sum or list decides."""

    STATUTORY = "statutory"
    APPENDIX_1 = "appendix_1"
    NONE = "none"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    WhichTest.STATUTORY: "the test of a Disabled Facilities Grant",
    WhichTest.APPENDIX_1: "Appendix 1",
    WhichTest.NONE: "no means test",
}


class LimitItself(StrEnum):
    """Whether "below the £1,000 limit" and "up to £1,000" take in the limit itself."""

    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A kind of help of the policy. Money in pounds."""

    code: str
    label: str
    tests: tuple[WhichTest, ...]  # what the policy names; two where it says two things
    source: str
    most: Decimal | None = None
    no_test_to: Decimal | None = None
    temporary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A manager's choice between what the policy says twice, from a day on."""

    test: WhichTest
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """The test that a scheme asks for; None while the policy says two things."""

    test: WhichTest | None
    why: str
    source: str


@cache
def policy() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(), parse_float=Decimal)


@cache
def schemes() -> Mapping[str, Scheme]:
    """Every scheme of the policy by its code, in the policy's order."""
    rows: Sequence[Mapping[str, Any]] = policy()["scheme"]
    return {
        row["code"]: Scheme(**{**row, "tests": tuple(WhichTest(name) for name in row["tests"])})
        for row in rows
    }


def which_applies(
    scheme: Scheme,
    *,
    cost: Decimal | None,
    chosen: Sequence[Chosen],
    on: date,
    limit_itself: LimitItself = LimitItself.WITHIN,
) -> Applies:
    """Which test decides about help of a cost, on the day of its application.

    `chosen` are the choices on record for this scheme; the newest that holds on the day counts.
    """
    if scheme.no_test_to is not None:
        return below_a_limit(scheme, scheme.no_test_to, cost, limit_itself)
    if len(scheme.tests) == 1:
        (only,) = scheme.tests
        return Applies(test=only, why=f"The policy asks for {only.label}.", source=scheme.source)
    held = [each for each in chosen if each.on <= on and each.test in scheme.tests]
    if held:
        newest = max(held, key=lambda each: each.on)
        why = f"Chosen by {newest.by} from {newest.on:%d %B %Y}: {newest.test.label}."
        return Applies(test=newest.test, why=why, source=scheme.source)
    both = " and ".join(test.label for test in scheme.tests)
    why = f"The policy says both {both}. A manager chooses which applies."
    return Applies(test=None, why=why, source=scheme.source)


def below_a_limit(
    scheme: Scheme, limit: Decimal, cost: Decimal | None, limit_itself: LimitItself
) -> Applies:
    if cost is None:
        why = f"Without a means test up to £{limit:,.2f}: ask what it costs."
        return Applies(test=None, why=why, source=scheme.source)
    within = cost < limit or (cost == limit and limit_itself is LimitItself.WITHIN)
    if within:
        why = f"£{cost:,.2f} is within £{limit:,.2f}: no means test."
        return Applies(test=WhichTest.NONE, why=why, source=scheme.source)
    why = f"£{cost:,.2f} is above £{limit:,.2f}, the most that this scheme pays."
    return Applies(test=None, why=why, source=scheme.source)


def may_be_offered(scheme: Scheme, *, on: date, continued_to: date | None) -> str | None:
    """None when a scheme may be offered on a day, or the sentence why not.

    Help under a policy that is past its period needs a decision that it goes on (SI 2002/1860
    art. 4 asks for an adopted policy); what was temporary in 2020 is never offered again.
    """
    if scheme.temporary:
        return f"{scheme.label} was temporary in 2020 and has ended."
    ends: date = policy()["period_ends"]
    last = max(ends, continued_to) if continued_to else ends
    if on <= last:
        return None
    return f"{policy()['title']} is past its period: it goes on only by a decision with a date."


def is_passported_locally(benefits: frozenset[str]) -> bool:
    """Council Tax Support passports help under the policy, and never the mandatory grant.

    Policy lines 277 to 291; the statutory sum is "in accordance with regulations", s. 30(4).
    """
    extra: str = policy()["extra_passport"]
    return extra in benefits
