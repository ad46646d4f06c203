"""Who is seen next by an Occupational Therapist: more risk first, then the longer wait.

The weights are an example until the therapists set their own. What they must keep is held by
properties in the suite: more risk, a fall or a longer wait never ranks lower.
"""

from dataclasses import dataclass
from datetime import date

WEIGHT = {"high": 300, "medium": 200, "low": 100}  # example
FELL_SINCE = 150  # example: a fall while waiting goes past everybody of the same risk
REVIEW_PASSED = 40  # example
NOTHING_MEANWHILE = 20  # example
MOST_FOR_WAITING = 39  # below every other weight, so that waiting decides between equals


@dataclass(frozen=True)
class Waiting:
    """One wait as the rule sees it. Days are local dates."""

    risk: str  # high, medium or low
    asked_on: date
    review_on: date
    fell_on: date | None = None
    has_interim: bool = True


@dataclass(frozen=True)
class Rank:
    """A place in the queue: the higher the score, the sooner. `reasons` are what made it."""

    score: int
    days: int
    reasons: tuple[str, ...]

    @property
    def key(self) -> tuple[int, int]:
        """Sorts the queue: the highest score first, then the longest wait."""
        return (-self.score, -self.days)


def rank(wait: Waiting, *, on: date) -> Rank:
    """The place of a wait on a day. Raises KeyError for a risk that is none."""
    days = max(0, (on - wait.asked_on).days)
    parts = [(WEIGHT[wait.risk], f"{wait.risk.capitalize()} risk")]
    if wait.fell_on:
        parts.append((FELL_SINCE, "Fell since"))
    if wait.review_on < on:
        parts.append((REVIEW_PASSED, "Review is overdue"))
    if not wait.has_interim:
        parts.append((NOTHING_MEANWHILE, "Nothing helps meanwhile"))
    score = sum(weight for weight, _ in parts) + min(days // 7, MOST_FOR_WAITING)
    return Rank(score, days, tuple(reason for _, reason in parts))
