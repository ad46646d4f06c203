"""How pressing a referral is: points for what was told and for waiting, each with its reason."""

from collections.abc import Iterator, Mapping

from triage.rules.facts import Facts, Reason
from triage.rules.figures import Figures

URGENCY: Mapping[str, str] = {
    "hospital": "In hospital or just home",
    "no_heating": "No heating or no hot water",
    "illness": "Life-limiting or fast-changing illness",
    "danger": "Something in the home is dangerous now",
    "long_lie": "Lay on the floor over an hour",
    "losing_home": "May lose the home within eight weeks",
    "carer": "Carer cannot go on",
    "no_safe_wash": "No safe way to wash or use the toilet",
    "alone": "Lives alone and at risk",
    "quick_look": "A professional asks for a quick look",
    "fallen": "Has fallen in the last year",
}
NEEDS: Mapping[str, str] = {
    "toilet": "Cannot manage the toilet",
    "very_full": "Rooms too full to use",
    "bathing": "Bath or shower is hard",
    "stairs": "Stairs are hard",
    "memory": "Memory or confusion",
}
FALLS: Mapping[int, str] = {2: "Two falls or more in a year", 4: "Four falls or more in a year"}
WAITING = "Waiting, a point for each month"


def reasons_for(facts: Facts, figures: Figures) -> tuple[Reason, ...]:
    """Every line that gives points, weightiest first; waiting last. More risk never takes any."""
    told = sorted(_told(facts, figures), key=lambda reason: -reason.points)
    waited = facts.days_waited // figures.days_a_month
    return (*told, *([Reason(WAITING, waited)] if waited > 0 else []))


def _told(facts: Facts, figures: Figures) -> Iterator[Reason]:
    for code, points in figures.urgency.items():
        if code in facts.urgency_facts:
            yield Reason(URGENCY[code], points)
    for code, points in figures.needs.items():
        if code in facts.needs:
            yield Reason(NEEDS[code], points)
    for least, points in figures.falls:
        if (facts.falls or 0) >= least:
            yield Reason(FALLS[least], points)
    if facts.age is not None and facts.age >= figures.old_age:
        yield Reason(f"Aged {figures.old_age} or over", figures.old_age_points)
