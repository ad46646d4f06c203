"""From rows to the facts that the rules ask for. Holds no rule."""

from datetime import date

from cases.models import Case, Person
from triage.enums import Staying
from triage.models import Referral
from triage.rules.facts import Facts, Suggestion
from triage.rules.suggestion import suggest

NAME_NOT_KNOWN = "Name not known"


def suggestion_for(referral: Referral, *, on: date) -> Suggestion:
    return suggest(facts_of(referral, on=on), on=max(on, referral.received_on))


def facts_of(referral: Referral, *, on: date) -> Facts:
    home = referral.home
    return Facts(
        needs=frozenset(referral.needs),
        urgency_facts=frozenset(referral.urgency_facts),
        falls=referral.falls,
        age=referral.person.canonical.age_on(on),
        tenure=home.tenure if home else "",
        staying=referral.staying,
        wish=referral.wish,
        source=referral.source,
        in_county=in_county(referral),
        missing=missing(referral),
        open_already=open_already(referral),
        days_waited=max((on - referral.received_on).days, 0),
    )


def in_county(referral: Referral) -> bool | None:
    """None where neither a locality nor a postcode is known."""
    if referral.locality_id is not None:
        return True
    return False if referral.home and referral.home.postcode else None


def missing(referral: Referral) -> frozenset[str]:
    return missing_of(
        referral.person,
        has_address=referral.home is not None,
        caller_phone=referral.caller_phone,
        staying=referral.staying,
    )


def missing_of(
    person: Person, *, has_address: bool, caller_phone: str, staying: str
) -> frozenset[str]:
    """What nobody can do without: a name, and some way to reach them or who rang."""
    named = bool(person.family_name) and person.family_name != NAME_NOT_KNOWN
    reached = person.phone or caller_phone or has_address or staying == Staying.WARD
    return frozenset(code for code, known in (("name", named), ("contact", reached)) if not known)


def open_already(referral: Referral) -> bool:
    """Whether the same person was open before: read with the row where a list fetched it."""
    if hasattr(referral, "is_open_already"):
        return bool(referral.is_open_already)
    return is_open(referral.person, before=referral)


def is_open(person: Person, *, before: Referral | None = None) -> bool:
    """Whether somebody has a case under way, or an earlier referral not decided yet."""
    if person._state.adding:
        return False
    records = person.all_ids()
    others = Referral.objects.waiting().filter(person__in=records)
    if before is not None and not before._state.adding:
        others = others.filter(pk__lt=before.pk)
    return others.exists() or Case.objects.open().filter(person__in=records).exists()
