"""How pressing a referral is, and where it suggests it should go, with the reasons.

A first table, marked example: the weights are a starting point for the partnership to
set, and a person decides each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What was told. `age` is in whole years, None when the date of birth is not known."""

    urgency_facts: frozenset[str]
    falls: int | None
    needs: frozenset[str]
    age: int | None
    in_county: bool | None  # None: the postcode is not known


@dataclass(frozen=True)
class Reason:
    """One line of the working: what it is and how many points it gives."""

    label: str
    points: int


@dataclass(frozen=True)
class Suggestion:
    """The suggested priority and route, with what led there."""

    score: int
    priority: str
    outcome: str
    urgency: str
    complexity: str
    reasons: tuple[Reason, ...]


WEIGHTS: Mapping[str, tuple[str, int]] = {
    "hospital": ("In hospital or just home", 8),
    "no_heating": ("No heating or no hot water", 8),
    "illness": ("Life-limiting or fast-changing illness", 8),
    "carer": ("Carer cannot go on", 5),
    "alone": ("Lives alone and at risk", 3),
    "fallen": ("Has fallen in the last year", 2),
}
TWO_FALLS = Reason("Two falls or more in a year", 2)
UNSAFE_NEEDS: Mapping[str, tuple[str, int]] = {
    "toilet": ("Cannot manage the toilet", 2),
    "bathing": ("Bath or shower is hard", 1),
    "stairs": ("Stairs are hard", 1),
}
AGED_85 = Reason("Aged 85 or over", 1)
OLD_AGE = 85
# The lowest score of each band, highest first.
BANDS: tuple[tuple[int, str], ...] = ((14, "today"), (8, "this_week"), (4, "soon"), (0, "routine"))
URGENT_FROM = 8
ADVICE_NEEDS = frozenset({"money", "loneliness"})
SOURCE = "example: to be set by the partnership"
IN_FORCE = date(2026, 11, 1)


def suggest(facts: Facts) -> Suggestion:
    """The suggested priority and route. More risk never gives a lower score."""
    reasons = tuple(_reasons(facts))
    score = sum(reason.points for reason in reasons)
    return Suggestion(
        score=score,
        priority=next(band for least, band in BANDS if score >= least),
        outcome=_outcome(facts, score),
        urgency="urgent" if score >= URGENT_FROM else "not_urgent",
        complexity="simple",
        reasons=reasons,
    )


def _reasons(facts: Facts) -> list[Reason]:
    found = [Reason(*WEIGHTS[fact]) for fact in WEIGHTS if fact in facts.urgency_facts]
    if (facts.falls or 0) >= 2:
        found.append(TWO_FALLS)
    found += [Reason(*UNSAFE_NEEDS[need]) for need in UNSAFE_NEEDS if need in facts.needs]
    if facts.age is not None and facts.age >= OLD_AGE:
        found.append(AGED_85)
    return sorted(found, key=lambda reason: -reason.points)


def _outcome(facts: Facts, score: int) -> str:
    if facts.in_county is False:
        return "out_of_area"
    if facts.needs <= ADVICE_NEEDS and score == 0:
        return "advice"
    return "locality_case"
