"""What the rules of triage are told, and what they answer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What was told. None and an empty text mean that nobody said it."""

    needs: frozenset[str]
    urgency_facts: frozenset[str] = frozenset()
    falls: int | None = None
    age: int | None = None  # in whole years
    tenure: str = ""
    staying: str = "home"
    wish: str = "not_said"
    source: str = ""
    in_county: bool | None = None  # None: nobody knows where the home is
    missing: frozenset[str] = frozenset()  # what cannot be done without: "name", "contact"
    open_already: bool = False  # a referral or a case of the same person
    days_waited: int = 0


@dataclass(frozen=True)
class Reason:
    """One line of the working: what it is and how many points it gives."""

    label: str
    points: int


@dataclass(frozen=True)
class Route:
    """Where a referral should go, which service there, and why in two lines."""

    outcome: str
    service: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """The suggested priority and route, with what led there. A person decides."""

    told: int  # points for what was told
    score: int  # with those for waiting
    priority: str
    reasons: tuple[Reason, ...]
    outcome: str
    service: str
    why: tuple[str, ...]
    urgency: str
    complexity: str
    missing: tuple[str, ...]  # what nobody knows yet, as questions
    figures_from: date
    source: str
