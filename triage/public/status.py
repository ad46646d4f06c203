"""How a request is getting on, as far as it is said to whoever has its PIN."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cases.enums import Stage
from cases.models import Case
from cases.references import read_reference
from lightbulb.core.access.sight import standing_on
from lightbulb.core.templatetags.display import day_date
from triage.enums import ReferralState, TriageOutcome
from triage.models import Referral
from triage.models.status import digest_of


@dataclass(frozen=True)
class Standing:
    """The stage and what comes next in a sentence each, and whom to ring."""

    stage: str
    next_step: str
    contact: str = ""
    phone: str = ""


def opened_by(reference: str, pin: str, *, on: date) -> Referral | None:
    """The referral of a reference and one of its PINs.

    None alike for a reference that is not there, a wrong PIN, and a request whose page is off:
    switched off, restricted, with a safeguarding concern open, or of somebody who has died.
    """
    written = read_reference(reference)
    if written is None:
        return None
    found = Referral.objects.with_people().filter(reference=written).first()
    if found is None or is_off(found, on=on):
        return None
    given = digest_of(found, "".join(pin.split()))
    held = found.status_pins.standing().values_list("pin", flat=True)
    return found if given in held else None


def is_off(referral: Referral, *, on: date) -> bool:
    person = referral.person.canonical
    if person.died_on or person.duty_first:
        return True
    parts = referral.as_subject().parts
    if referral.case:
        parts += referral.case.as_subject().parts
    return bool(standing_on(parts, on=on))


def standing_of(referral: Referral, *, on: date) -> Standing:
    if referral.case:
        return of_case(referral.case, on=on)
    if referral.state == ReferralState.DECIDED:
        return Standing(*DECIDED[referral.decision.outcome])
    return Standing(*WAITING[ReferralState(referral.state)])


WAITING: Mapping[str, tuple[str, str]] = {
    ReferralState.RECEIVED: (
        "We have your request and are finding out who can help.",
        "Somebody will ring you.",
    ),
    ReferralState.ASKED: (
        "We have your request, and have asked for something we still need to know.",
        "We go on as soon as we know it.",
    ),
}
PASSED = "They will be in touch with you."
DECIDED: Mapping[str, tuple[str, str]] = {
    TriageOutcome.ADVICE: ("We have sent you advice.", "Ask again if it does not help."),
    TriageOutcome.SELF_HELP: ("We have sent you advice.", "Ask again if it does not help."),
    TriageOutcome.SIGNPOSTED: ("We told you which service helps with this.", PASSED),
    TriageOutcome.OTHER_DISTRICT: ("Your council has your request.", PASSED),
    TriageOutcome.ADULT_SOCIAL_CARE: ("Adult social care has your request.", PASSED),
    TriageOutcome.CHILDRENS_SERVICES: ("Children and family services have it.", PASSED),
    TriageOutcome.DUPLICATE: (
        "You had asked us before, and both requests are one now.",
        "Use the reference of the first one.",
    ),
    TriageOutcome.OUT_OF_AREA: (
        "Your home is outside our county.",
        "Our letter says which council can help you.",
    ),
}


def of_case(case: Case, *, on: date) -> Standing:
    stage, then = STAGES[Stage(case.stage)]
    lead = case.lead_worker
    words = {
        "who": lead.name if lead else "Somebody from the team near you",
        "by": by_day(case, on=on),
        "day": visit_day(case, on=on),
    }
    contact, phone = (lead.name, lead.phone) if lead else ("", "")
    return Standing(stage.format(**words), then.format(**words), contact, phone)


def by_day(case: Case, *, on: date) -> str:
    """ " by Friday 27 November", where a day is set and not past."""
    due = case.next_action_on
    return f" by {day_date(due, on)}" if due and due >= on else ""


def visit_day(case: Case, *, on: date) -> str:
    booked = case.visits.booked().first()
    return f" on {day_date(timezone.localdate(booked.starts_at), on)}" if booked else ""


STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.OPENED: ("The team near you has your request.", "Somebody will ring you{by}."),
    Stage.ALLOCATED: ("{who} looks after your request.", "{who} will ring you{by}."),
    Stage.CONTACT_TRIED: ("{who} has tried to reach you.", "{who} will try again{by}."),
    Stage.VISIT_BOOKED: ("A visit is booked.", "{who} comes to see you{day}."),
    Stage.ASSESSED: ("We have been to see you.", "We decide with you what would help."),
    Stage.PLAN_AGREED: ("You and we agreed what would help.", "We order what was agreed."),
    Stage.DELIVERING: ("What was agreed is on its way.", "{who} tells you when it comes."),
    Stage.FOLLOW_UP_DUE: ("What was agreed is there.", "{who} asks you whether it suits{by}."),
    Stage.CLOSED: ("Your request is finished.", "If anything changes, ask us again."),
}
