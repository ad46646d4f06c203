"""The one answer of the rules: priority, class and route, with their reasons."""

from collections.abc import Mapping
from datetime import date, timedelta

from triage.rules.facts import Facts, Suggestion
from triage.rules.figures import Figures, figures_on
from triage.rules.priority import WAITING, reasons_for
from triage.rules.route import CHILD_UNDER, route_for

# Needs that take more than one trade or more than one visit, and urgency that does.
INVOLVED = frozenset({"very_full", "care", "moving"})
CHANGING = frozenset({"illness"})
QUESTIONS: Mapping[str, str] = {
    "name": "What is their name?",
    "contact": "How can they be reached?",
    "place": "Where is the home?",
}


def suggest(facts: Facts, *, on: date) -> Suggestion:
    """What the rules of a day suggest. Raises NoFigures before the first day held."""
    figures = figures_on(on)
    reasons = reasons_for(facts, figures)
    told = sum(reason.points for reason in reasons if reason.label != WAITING)
    score = sum(reason.points for reason in reasons)
    route = route_for(facts, reasons)
    return Suggestion(
        told=told,
        score=score,
        priority=figures.band(score),
        reasons=reasons,
        outcome=route.outcome,
        service=route.service,
        why=route.why,
        urgency="urgent" if told >= figures.urgent_from else "not_urgent",
        complexity="complex" if is_complex(facts, figures) else "simple",
        missing=missing(facts),
        figures_from=figures.first_day,
        source=figures.source,
    )


def is_complex(facts: Facts, figures: Figures) -> bool:
    """Many needs, a child, an illness that changes, or needs that take several hands."""
    return bool(
        len(facts.needs) >= figures.many_needs
        or facts.needs & INVOLVED
        or facts.urgency_facts & CHANGING
        or (facts.age is not None and facts.age < CHILD_UNDER)
    )


def missing(facts: Facts) -> tuple[str, ...]:
    asked = set(facts.missing) | ({"place"} if facts.in_county is None else set())
    return tuple(question for code, question in QUESTIONS.items() if code in asked)


def band_days(band: str, figures: Figures, *, on: date) -> tuple[date | None, date]:
    """Between which `ranks_from` days a band lies on a day: after the first, up to the second."""
    least = {code: score for score, code in figures.bands}[band]
    above = min((score for score, _ in figures.bands if score > least), default=None)
    after = None if above is None else on - timedelta(days=above * figures.days_a_month)
    return after, on - timedelta(days=least * figures.days_a_month)


def score_on(day: date, ranks_from: date, figures: Figures) -> int:
    """The score on a day, waiting and all."""
    return (day - ranks_from).days // figures.days_a_month


def ranks_from(received_on: date, told: int, figures: Figures) -> date:
    """The day from which a referral without points would rank the same today.

    A month of waiting is a point, so points and waiting are one number: sorting by this
    day sorts by score on any day to come.
    """
    return received_on - timedelta(days=told * figures.days_a_month)
