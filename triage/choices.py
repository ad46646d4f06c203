"""What each outcome still needs to be told, and what is known of it already."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.models import Case
from lightbulb.core.places.councils import council_of
from triage.actions import Choice
from triage.enums import TriageOutcome
from triage.models import DirectoryService, Referral
from triage.rules.facts import Suggestion
from triage.rules.route import SERVICES

# The one more thing each outcome asks, by the names of the form's fields.
ASKS: Mapping[str, tuple[str, ...]] = {
    TriageOutcome.LOCALITY_CASE: (),
    TriageOutcome.HOSPITAL_HOUSING: ("funder", "note"),
    TriageOutcome.OTHER_DISTRICT: ("service", "note"),
    TriageOutcome.ADULT_SOCIAL_CARE: ("note",),
    TriageOutcome.CHILDRENS_SERVICES: ("note",),
    TriageOutcome.SIGNPOSTED: ("service", "note"),
    TriageOutcome.SELF_HELP: ("pack", "note"),
    TriageOutcome.ADVICE: ("advice", "note"),
    TriageOutcome.DUPLICATE: ("same_as",),
    TriageOutcome.OUT_OF_AREA: ("council", "note"),
    TriageOutcome.DETAILS_MISSING: ("asked_whom", "asked_for", "chase_on"),
}
# What a button leaves unasked, because it is filled in or may stay empty.
FILLED = {TriageOutcome.OTHER_DISTRICT: "service", TriageOutcome.SIGNPOSTED: "service"}
NOT_HELD_BACK = frozenset({TriageOutcome.ADULT_SOCIAL_CARE, TriageOutcome.CHILDRENS_SERVICES})
MOST_SERVICES = 6
TEAMS = ("Housing options", "Environmental health", "Private sector housing", "Council tax")


@dataclass(frozen=True)
class Same:
    """Something already open for the same person."""

    key: str
    label: str
    referral: Referral | None = None
    case: Case | None = None


def ready(referral: Referral, suggestion: Suggestion, *, same: int = 0) -> bool:
    """Whether the suggestion can be taken with one press, because nothing is left to ask."""
    outcome = suggestion.outcome
    if outcome == TriageOutcome.LOCALITY_CASE:
        return referral.locality_id is not None
    if outcome in FILLED:
        return bool(suggestion.service)
    if outcome == TriageOutcome.OUT_OF_AREA:
        return bool(council_for(referral))
    return outcome in NOT_HELD_BACK or (outcome == TriageOutcome.DUPLICATE and same == 1)


def known(referral: Referral, outcome: str, suggestion: Suggestion) -> dict[str, object]:
    """First answers to what an outcome asks."""
    told: dict[str, object] = {}
    if outcome in FILLED and outcome == suggestion.outcome:
        told["service"] = suggestion.service
    if outcome == TriageOutcome.OUT_OF_AREA:
        told["council"] = council_for(referral)
    if outcome == TriageOutcome.DUPLICATE and len(found := same_person(referral)) == 1:
        told["same_as"] = found[0].key
    if outcome == TriageOutcome.DETAILS_MISSING:
        told |= {
            "asked_whom": referral.caller_name or referral.get_source_display(),
            "asked_for": " ".join(suggestion.missing),
        }
    return told


def council_for(referral: Referral) -> str:
    return council_of(referral.home.postcode) if referral.home else ""


def services_for(referral: Referral, outcome: str) -> tuple[str, ...]:
    """Names to choose from: a district's teams, or services of the directory that fit."""
    if outcome == TriageOutcome.OTHER_DISTRICT:
        return TEAMS
    fitting = DirectoryService.objects.offered().filter(needs__overlap=referral.needs)
    if referral.locality:
        fitting = fitting.in_locality(referral.locality)
    names = tuple(fitting.values_list("name", flat=True)[:MOST_SERVICES])
    return names or tuple(SERVICES.values())


def entry_named(name: str, referral: Referral) -> DirectoryService | None:
    """The service of the directory that was named, where it serves the referral's place."""
    named = DirectoryService.objects.offered().filter(name__iexact=name.strip())
    if referral.locality:
        named = named.in_locality(referral.locality)
    return named.first()


def same_person(referral: Referral) -> list[Same]:
    """The person's other open referrals and cases, cases first."""
    records = referral.person.all_ids()
    cases = Case.objects.open().filter(person__in=records).order_by("-opened_on")
    others = Referral.objects.waiting().filter(person__in=records).exclude(pk=referral.pk)
    return [
        *(Same(f"case:{c.pk}", f"Case {c.reference}", case=c) for c in cases),
        *(
            Same(f"referral:{r.pk}", f"Referral {r.reference}", referral=r)
            for r in others.order_by("received_on", "pk")
        ),
    ]


def choice_of(said: Mapping[str, object]) -> Choice:
    """What was chosen, from a valid form's answers."""
    same = said.get("same_as")
    assert same is None or isinstance(same, Same)
    return Choice(
        outcome=TriageOutcome(str(said["outcome"])),
        override_reason=str(said.get("override_reason") or ""),
        note=str(said.get("note") or ""),
        service=str(said.get("service") or ""),
        entry=said.get("entry"),  # type: ignore[arg-type]
        council=str(said.get("council") or ""),
        advice=said.get("pack") or said.get("advice"),  # type: ignore[arg-type]
        duplicate_of=same.referral if same else None,
        duplicate_case=same.case if same else None,
        funder=said.get("funder"),  # type: ignore[arg-type]
    )
