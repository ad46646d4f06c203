"""What a case page says of the referral that led to it."""

from datetime import date

from django.urls import reverse

from cases.extension_points import OVERVIEW, PEOPLE_AND_HOME, Panel, Row
from cases.models import Case
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import count_of, day_date
from triage.access import why_not_read_referrals
from triage.acknowledging import next_step
from triage.enums import Need, Priority, UrgencyFact
from triage.models import Referral
from triage.shared import how_said, in_words, said_in


def referral_panel(case: Case, *, page: str, user: User, on: date) -> Panel | None:
    """What was told, by whom, what made it urgent, and what was decided; for who may read it."""
    if page != OVERVIEW or why_not_read_referrals(user, on=on):
        return None
    seen = Referral.objects.visible_to(user, on=on).filter(case=case)
    referral = seen.select_related(
        "decision__decided_by", "locality", "person__merged_into"
    ).first()
    if referral is None:
        return None
    rows = [*handed_on(referral), *told(referral, on=on), *decided(referral, on=on)]
    return Panel(
        title="The referral",
        rows=rows,
        link_url=referral.get_absolute_url(),
        link_text="Open the referral",
    )


def sharing_panel(case: Case, *, page: str, user: User, on: date) -> Panel | None:
    """To whom what they told may be passed on: what they said last of each."""
    if page != PEOPLE_AND_HOME:
        return None
    rows = [
        {
            "name": said.flow.recipient,
            "value": in_words(said.last, said.before),
            "note": how_said(said.last, on=on),
        }
        for said in said_in(case, on=on)
    ]
    return Panel(
        title="What may be shared",
        rows=rows,
        link_url=reverse("triage:case_sharing", args=[case.pk]),
        link_text="See what they said, or write it down",
    )


def handed_on(referral: Referral) -> list[Row]:
    """What triage hands on: its note, whom to ring first, and what the person was promised."""
    decision = getattr(referral, "decision", None)
    if decision is None:
        return []
    person = referral.person.canonical
    rows = [
        {"name": "Triage says", "value": decision.note},
        {"name": "Ring first", "value": person.call_first or person.phone},
        {"name": "Promised", "value": next_step(decision)},
    ]
    return [row for row in rows if row["value"]]


def told(referral: Referral, *, on: date) -> list[Row]:
    words = [{"name": "In their words", "value": f"“{referral.words}”"}] if referral.words else []
    needs = ", ".join(str(Need(need).label) for need in referral.needs)
    urgent = ", ".join(str(UrgencyFact(fact).label) for fact in referral.urgency_facts)
    falls = f"{count_of(referral.falls, 'fall,falls')} in the last year" if referral.falls else ""
    return [
        *words,
        {"name": "Told by", "value": who_told(referral), "note": how_it_came(referral, on=on)},
        {"name": "What is hard", "value": needs},
        {"name": "Urgent because", "value": urgent or "Nothing that was told", "note": falls},
    ]


def who_told(referral: Referral) -> str:
    parts = (referral.caller_name, referral.caller_relation)
    named = ", ".join(part for part in parts if part)
    source = str(referral.get_source_display())
    return f"{source}: {named}" if named else source


def how_it_came(referral: Referral, *, on: date) -> str:
    return f"{referral.get_door_display()}, {day_date(referral.received_on, on)}"


def decided(referral: Referral, *, on: date) -> list[Row]:
    """The priority with its points, and the decision with its reason where it departs."""
    decision = getattr(referral, "decision", None)
    if decision is None:
        return []
    points = ", ".join(f"{label} {number}" for label, number in decision.reasons)
    by = decision.decided_by.name if decision.decided_by else "the service"
    when = f"{by}, {day_date(decision.decided_on, on)}"
    departs = f". Not as suggested: {decision.override_reason}" if decision.override_reason else ""
    return [
        {
            "name": "Priority",
            "value": f"{Priority(decision.priority).label}, score {decision.score}",
            "note": points,
        },
        {
            "name": "Decided",
            "value": str(decision.get_outcome_display()),
            "note": f"{when}{departs}",
        },
    ]
