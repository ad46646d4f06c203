"""How a referral reads: in the queue, on its page, and in a file of the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.models import Letter
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, days, short_date
from triage.acknowledging import why_no_letter
from triage.choices import council_for, ready
from triage.deciding import somebody_else
from triage.enums import Need, Priority, ReferralState, TriageOutcome, UrgencyFact
from triage.gather import suggestion_for
from triage.models import Referral, TriageDecision
from triage.models.decision import UNDO_FOR
from triage.rules.facts import Suggestion
from triage.verbs import Verb

ACKNOWLEDGEMENT = "acknowledgement"
TONES: Mapping[str, str] = {
    Priority.TODAY: "red",
    Priority.THIS_WEEK: "orange",
    Priority.SOON: "blue",
    Priority.ROUTINE: "grey",
}
# Urgency in a few words, weightiest first.
SHORTLY: Mapping[str, str] = {
    UrgencyFact.DANGER: "something dangerous",
    UrgencyFact.HOSPITAL: "in hospital or just home",
    UrgencyFact.NO_HEATING: "no heating",
    UrgencyFact.ILLNESS: "life-limiting illness",
    UrgencyFact.LONG_LIE: "lay on the floor",
    UrgencyFact.LOSING_HOME: "may lose the home",
    UrgencyFact.CARER: "carer cannot go on",
    UrgencyFact.NO_SAFE_WASH: "no safe way to wash",
    UrgencyFact.ALONE: "lives alone",
    UrgencyFact.FALLEN: "has fallen",
    UrgencyFact.QUICK_LOOK: "a quick look is asked for",
}
MOST_KNOWN = 3  # things told about one referral in the queue
NO_PLACE = "address not known"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One referral in the queue."""

    referral: Referral
    once: UUID  # names the press of this row's button
    url: str
    decide_url: str
    priority: str
    tone: str
    score: int
    name: str
    age_and_place: str
    known: str
    source: str
    since: str
    wait: str
    waiting_on: str
    deciding: str
    suggested: str
    suggested_label: str
    one_press: bool
    suggestion: Suggestion


def row_of(referral: Referral, *, on: date, back: str = "", by: User | None = None) -> Row:
    suggestion = suggestion_for(referral, on=on)
    one_press = ready(referral, suggestion)
    label = suggested_label(referral, suggestion)
    page = reverse("triage:referral", args=[referral.pk])
    return Row(
        referral=referral,
        once=new_key(),
        url=f"{page}{back}",
        decide_url=f"{page}?outcome={suggestion.outcome}{back.replace('?', '&')}#decide",
        priority=str(Priority(suggestion.priority).label),
        tone=TONES[suggestion.priority],
        score=suggestion.score,
        name=referral.person.canonical.full_name,
        age_and_place=age_and_place(referral, on=on),
        known=what_is_known(referral),
        source=source_of(referral),
        since=short_date(referral.received_on, on),
        wait=days((on - referral.received_on).days),
        waiting_on=referral.asked_whom if referral.state == ReferralState.ASKED else "",
        deciding=somebody_else(referral, by=by, at=timezone.now()) if by else "",
        suggested=suggestion.outcome,
        suggested_label=label if one_press else f"{label}…",
        one_press=one_press,
        suggestion=suggestion,
    )


def suggested_label(referral: Referral, suggestion: Suggestion) -> str:
    """ "Locality case", "Signpost: Warm Homes", "Out of area: Rutland County Council"."""
    outcome = TriageOutcome(suggestion.outcome)
    label = "Signpost" if outcome == TriageOutcome.SIGNPOSTED else str(outcome.label)
    to = suggestion.service
    if outcome == TriageOutcome.OUT_OF_AREA:
        to = council_for(referral)
    return f"{label}: {to}" if to else label


@dataclass(frozen=True)
class OutcomeButton:
    """One outcome to choose: taken with a press, or with one more thing to tell."""

    outcome: str
    label: str
    press: bool
    url: str


def buttons_of(
    referral: Referral, suggestion: Suggestion, *, queue: str
) -> tuple[OutcomeButton, list[OutcomeButton]]:
    """The suggestion's button, and those of the other outcomes, which ask for a reason."""
    page = reverse("triage:referral", args=[referral.pk])
    along = f"&{urlencode({'queue': queue.lstrip('?')})}" if queue else ""

    def button(outcome: TriageOutcome, label: str, press: bool) -> OutcomeButton:
        words = label if press else f"{label}…"
        return OutcomeButton(outcome, words, press, f"{page}?outcome={outcome}{along}#decide")

    first = TriageOutcome(suggestion.outcome)
    others = [button(o, str(o.label), False) for o in TriageOutcome if o != first]
    label = suggested_label(referral, suggestion)
    if first == TriageOutcome.LOCALITY_CASE and referral.locality:
        label = f"{label}: {referral.locality.name}"
    return button(first, label, ready(referral, suggestion)), others


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a row of the queue shows when it is opened: the working, and every outcome."""

    band: str
    first: OutcomeButton
    others: list[OutcomeButton]


def opened_of(row: Row, *, queue: str) -> Opened:
    first, others = buttons_of(row.referral, row.suggestion, queue=queue)
    return Opened(band=row.priority.lower(), first=first, others=others)


def page_of(referral: Referral, form: Any, *, on: date, queue: str) -> dict[str, Any]:
    """What the referral's page shows besides the record itself."""
    suggestion = suggestion_for(referral, on=on)
    first, others = buttons_of(referral, suggestion, queue=queue)
    picked = TriageOutcome(form.picked) if form and form.picked in TriageOutcome.values else None
    priority = Priority(referral.priority_on(on))
    return {
        "tone": TONES[priority],
        "priority": str(priority.label),
        "above": f"{referral.reference} · {age_and_place(referral, on=on)} · {source_of(referral)}",
        "wait": (on - referral.received_on).days,
        "needs": [Need(need).label for need in referral.needs],
        "urgent": [UrgencyFact(fact).label for fact in referral.urgency_facts],
        "suggestion": suggestion,
        "first": first,
        "others": others,
        "picked": str(picked.label) if picked else "",
        "fields": [form[name] for name in form.fields if name != "outcome"] if form else [],
    }


def age_and_place(referral: Referral, *, on: date) -> str:
    """ "85, Sileby"; the locality where no town was told."""
    age = referral.person.canonical.age_on(on)
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
    if referral.link:
        return f"from {referral.link.name}"
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


ICONS = {
    Verb.REFERRAL_LOGGED.word: "phone",
    Verb.REFERRAL_DECIDED.word: "tick",
    Verb.DETAILS_ASKED.word: "phone",
}


def told_by_letter(decision: TriageDecision, *, by: User, on: date) -> dict[str, str]:
    """How the person is told what happens: the letter and its page, or why there is none."""
    if why_not := why_no_letter(decision):
        return {"said": why_not}
    letter = Letter.objects.about(decision.referral.reference).filter(kind=ACKNOWLEDGEMENT).first()
    if letter is None:
        return {"said": "They are told by letter or message once it can no longer be undone."}
    how = f"{letter.get_channel_display()}, {letter.get_state_display().lower()}"
    seen = Letter.objects.visible_to(by, on=on).filter(pk=letter.pk).exists()
    return {"said": f"What happens next: {how}.", "url": letter.get_absolute_url() if seen else ""}


def said_after(referral: Referral, outcome: str) -> str:
    """The message after a decision: whom it is about, and what happens."""
    name = referral.person.canonical.full_name
    if referral.case_id and outcome == TriageOutcome.HOSPITAL_HOUSING:
        return f"{name}: hospital case {referral.reference} opened with the hospital team."
    if referral.case_id:
        return f"{name}: locality case {referral.reference} opened in {referral.locality}."
    return SAID_AFTER[outcome].format(name=name)


SAID_AFTER: Mapping[str, str] = {
    TriageOutcome.OTHER_DISTRICT: "{name}: passed to another district team.",
    TriageOutcome.ADULT_SOCIAL_CARE: "{name}: passed to adult social care.",
    TriageOutcome.CHILDRENS_SERVICES: "{name}: passed to children and family services.",
    TriageOutcome.SIGNPOSTED: "{name}: told which service helps, and closed.",
    TriageOutcome.SELF_HELP: "{name}: self-help pack, and closed.",
    TriageOutcome.ADVICE: "{name}: advice given and closed.",
    TriageOutcome.DUPLICATE: "{name}: joined to what is open already.",
    TriageOutcome.OUT_OF_AREA: "{name}: out of area, and told where to ask instead.",
    TriageOutcome.DETAILS_MISSING: "{name}: put aside until the details come.",
}


@dataclass(frozen=True)
class Undoable:
    """A decision that can still be taken back."""

    pk: UUID
    person_id: UUID
    once: UUID
    pause_once: UUID
    name: str
    said: str
    left: str
    until: str


def undoable_by(user: User, *, at: datetime) -> list[Undoable]:
    """What somebody decided within the last minute, newest first."""
    can_be = Q(decided_at__gt=at - UNDO_FOR) | Q(paused_until__gt=at)
    recent = TriageDecision.objects.filter(can_be, decided_by=user)
    found = recent.select_related("referral__person", "referral__locality")
    return [
        Undoable(
            pk=decision.referral_id,
            person_id=decision.referral.person_id,
            once=new_key(),
            pause_once=new_key(),
            name=decision.referral.person.canonical.full_name,
            said=said_after(decision.referral, decision.outcome),
            left=time_left(decision.undo_until - at),
            until=decision.undo_until.isoformat(),
        )
        for decision in found.order_by("-decided_at")
    ]


def time_left(left: timedelta) -> str:
    """ "42 seconds left", "5 minutes left"."""
    seconds = max(int(left.total_seconds()), 1)
    if seconds > SECONDS_IN_WORDS:
        return f"{count_of(round(seconds / 60), 'minute,minutes')} left"
    return f"{count_of(seconds, 'second,seconds')} left"


SECONDS_IN_WORDS = 90


def back_to(address: str) -> str:
    """The queue's own filters as an address part, so that a page leads back to them."""
    return f"?{urlencode({'queue': address})}" if address else ""
