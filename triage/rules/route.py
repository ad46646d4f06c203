"""Where a referral should go: the first line of the table that fits, read from the top."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.rules.facts import Facts, Reason, Route

RENTED = frozenset({"council", "housing_association", "private"})
CHILD_UNDER = 18
NEAR_HOSPITAL = frozenset({"ward", "no_address"})
# One service does these faster than a visit could, and the needs that lead there.
SERVICES: Mapping[str, str] = {
    "warmth": "Warm Homes",
    "small_jobs": "Handyperson",
    "money": "Help with benefits",
    "loneliness": "Local Area Co-ordinator",
}
# Urgency that such a service sees to itself, so that it is no ground for a visit.
SEEN_TO = frozenset({"no_heating", "alone", "quick_look"})
SMALL_NEEDS = frozenset({"kitchen", "safety", "moving", "money", "loneliness"})
CARE_NEEDS = frozenset({"care", "money", "loneliness"})
AWAY_FROM_WARD = frozenset({"losing_home", "quick_look", "alone"})
NO_RISK = "Nothing that was told makes it urgent"


@dataclass(frozen=True)
class Line:
    """One line of the table: when it fits, where it leads, and the first reason."""

    fits: Callable[[Facts], bool]
    outcome: str
    because: str
    service: Callable[[Facts], str] = lambda facts: ""


def no_risk(facts: Facts) -> bool:
    return not facts.urgency_facts and not facts.falls


def only(facts: Facts, needs: frozenset[str]) -> bool:
    return facts.needs <= needs


def in_hospital(facts: Facts) -> bool:
    return facts.staying == "ward" or (facts.staying == "no_address" and facts.source == "hospital")


def about_losing_the_home(facts: Facts) -> bool:
    others = facts.urgency_facts - AWAY_FROM_WARD
    return (
        "losing_home" in facts.urgency_facts
        and not others
        and only(facts, frozenset({"moving", "money"}))
    )


def disrepair_only(facts: Facts) -> bool:
    return facts.needs == {"repairs"} and facts.tenure in RENTED and no_risk(facts)


def care_only(facts: Facts) -> bool:
    return "care" in facts.needs and only(facts, CARE_NEEDS) and not facts.falls


def is_child(facts: Facts) -> bool:
    return facts.age is not None and facts.age < CHILD_UNDER


def one_service_does_it(facts: Facts) -> bool:
    needs_one = bool(facts.needs) and only(facts, frozenset(SERVICES))
    return needs_one and facts.urgency_facts <= SEEN_TO and not facts.falls


def service_of(facts: Facts) -> str:
    return next(name for need, name in SERVICES.items() if need in facts.needs)


TABLE: tuple[Line, ...] = (
    Line(lambda f: "name" in f.missing, "details_missing", "Nobody can be rung without a name"),
    Line(lambda f: f.open_already, "duplicate", "The same person is open already"),
    Line(in_hospital, "hospital_housing", "Still in hospital, and the home or its lack is why"),
    Line(lambda f: f.in_county is False, "out_of_area", "The home is in another council’s area"),
    Line(
        lambda f: "contact" in f.missing,
        "details_missing",
        "No telephone number and no address to go to",
    ),
    Line(
        about_losing_the_home,
        "other_district",
        "The district has a duty to people who may lose their home",
        lambda f: "Housing options",
    ),
    Line(
        disrepair_only,
        "other_district",
        "A rented home in bad repair is for the district",
        lambda f: "Environmental health",
    ),
    Line(
        lambda f: care_only(f) and is_child(f),
        "childrens_services",
        "Care for a child, and nothing about the home",
    ),
    Line(care_only, "adult_social_care", "Care from day to day, and nothing about the home"),
    Line(
        one_service_does_it,
        "signposted",
        "One service does this sooner than a visit",
        service_of,
    ),
    Line(
        lambda f: f.wish == "own" and no_risk(f),
        "self_help",
        "Would rather see to it themselves",
    ),
    Line(
        lambda f: no_risk(f) and len(f.needs) == 1 and only(f, SMALL_NEEDS),
        "advice",
        "One small thing, which advice may solve now",
    ),
    Line(
        lambda f: f.wish == "information" and no_risk(f),
        "advice",
        "Asks for information, not for a visit",
    ),
    Line(lambda f: True, "locality_case", "Somebody has to see the home"),
)


def route_for(facts: Facts, reasons: tuple[Reason, ...]) -> Route:
    """The first line that fits, and the two reasons to read: for a visit, the weightiest."""
    line = next(line for line in TABLE if line.fits(facts))
    weighty = [reason.label for reason in reasons if reason.points > 0]
    if line.outcome == "locality_case":
        why = (*weighty, line.because, NO_RISK)
    else:
        why = (line.because, *weighty, NO_RISK)
    return Route(line.outcome, line.service(facts), tuple(why[:2]))
