"""How a referral reads: in the queue, on its page, and in a file of the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, days, short_date
from triage.actions import suggestion_for
from triage.enums import Need, Priority, TriageOutcome, UrgencyFact
from triage.models import Referral
from triage.verbs import Verb

TONES: Mapping[str, str] = {
    Priority.TODAY: "red",
    Priority.THIS_WEEK: "orange",
    Priority.SOON: "blue",
    Priority.ROUTINE: "grey",
}
# Outcomes that need one more answer than a press, so the queue leads to the page that asks.
ASKS_MORE = frozenset({TriageOutcome.ADVICE, TriageOutcome.OUT_OF_AREA})
# Urgency in a few words, weightiest first.
SHORTLY: Mapping[str, str] = {
    UrgencyFact.HOSPITAL: "in hospital or just home",
    UrgencyFact.NO_HEATING: "no heating",
    UrgencyFact.ILLNESS: "life-limiting illness",
    UrgencyFact.CARER: "carer cannot go on",
    UrgencyFact.ALONE: "lives alone",
    UrgencyFact.FALLEN: "has fallen",
}
MOST_KNOWN = 3  # things told about one referral in the queue
NO_PLACE = "address not known"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One referral in the queue."""

    referral: Referral
    once: UUID  # names the press of this row's button
    url: str
    priority: str
    tone: str
    score: int
    name: str
    age_and_place: str
    known: str
    source: str
    since: str
    wait: str
    suggested: str
    suggested_label: str
    one_press: bool


def row_of(referral: Referral, *, on: date, back: str = "") -> Row:
    outcome = TriageOutcome(suggestion_for(referral, on=on).outcome)
    one_press = outcome not in ASKS_MORE and referral.locality_id is not None
    label = str(outcome.label)
    return Row(
        referral=referral,
        once=new_key(),
        url=f"{reverse('triage:referral', args=[referral.pk])}{back}",
        priority=str(Priority(referral.priority).label),
        tone=TONES[referral.priority],
        score=referral.score,
        name=referral.person.full_name,
        age_and_place=age_and_place(referral, on=on),
        known=what_is_known(referral),
        source=source_of(referral),
        since=short_date(referral.received_on, on),
        wait=days((on - referral.received_on).days),
        suggested=outcome.value,
        suggested_label=label if one_press else f"{label}…",
        one_press=one_press,
    )


def age_and_place(referral: Referral, *, on: date) -> str:
    """ "85, Sileby"; the locality where no town was told."""
    age = referral.person.age_on(on)
    home, locality = referral.home, referral.locality
    place = (home.town if home else "") or (locality.name if locality else NO_PLACE)
    return place if age is None else f"{age}, {place}"


def what_is_known(referral: Referral) -> str:
    """ "Two falls, lives alone, bath or shower": the most telling first, in two lines."""
    facts = [SHORTLY[fact] for fact in SHORTLY if fact in referral.urgency_facts]
    if referral.falls:
        falls = count_of(referral.falls, "fall,falls")
        facts = [falls if fact == SHORTLY[UrgencyFact.FALLEN] else fact for fact in facts]
    told = facts + [str(Need(need).label) for need in referral.needs]
    more = len(told) - MOST_KNOWN
    return sentence_of([*told[:MOST_KNOWN], *([f"{more} more"] if more > 0 else [])])


def sentence_of(parts: list[str]) -> str:
    lowered = [part[:1].lower() + part[1:] for part in parts]
    joined = ", ".join(lowered)
    return joined[:1].upper() + joined[1:]


def source_of(referral: Referral) -> str:
    """ "from the person", "from GP or surgery"."""
    label = str(referral.get_source_display())
    small = ("The", "Family", "Hospital", "Community", "Landlord", "Other", "Adult")
    return f"from {label[:1].lower() + label[1:] if label.startswith(small) else label}"


def history_of(referral: Referral, *, on: date) -> list[dict[str, Any]]:
    """What happened to a referral, newest first, as entries of a timeline."""
    events = list(Event.objects.about(referral))
    people = {event.actor_id for event in events if event.actor_kind == User.actor_kind}
    names = {str(user.pk): user.name for user in User.objects.filter(pk__in=people)}
    sentences = {verb.word: verb.spec.sentence for verb in Verb}
    return [
        {
            "date": short_date(event.recorded_at, on),
            "time": clock_time(event.recorded_at),
            "icon": ICONS.get(event.verb, "note"),
            "title": sentences.get(event.verb, event.verb).capitalize(),
            "by": names.get(event.actor_id, ""),
        }
        for event in events
    ]


ICONS = {Verb.REFERRAL_LOGGED.word: "phone", Verb.REFERRAL_DECIDED.word: "tick"}


def said_after(referral: Referral, outcome: str) -> str:
    """The message after a decision: whom it is about, and what happens."""
    name = referral.person.full_name
    if outcome == TriageOutcome.LOCALITY_CASE:
        return f"{name}: locality case {referral.reference} opened in {referral.locality}."
    if outcome == TriageOutcome.ADVICE:
        return f"{name}: advice given and closed."
    return f"{name}: out of area, and told where to ask instead."


def back_to(address: str) -> str:
    """The queue's own filters as an address part, so that a page leads back to them."""
    return f"?{urlencode({'queue': address})}" if address else ""
