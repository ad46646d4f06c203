"""The story of a case, from its events: a sentence each, who, and when.

An event holds codes and ids alone. Its sentence comes from the verb as its app lists it in
`verbs.py`; names are looked up when the page is shown, all of them in a few queries.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.urls import reverse

from cases.access import why_not_correct_note, why_not_read_note
from cases.enums import (
    AdvocateState,
    Authority,
    ComplaintAbout,
    ComplaintOutcome,
    DecidedBy,
    NoteLevel,
    Outcome,
)
from cases.kinds import KINDS
from cases.models import Case, CaseReview, Hold, Note, Solution, Task
from cases.models.hold import in_words as class_in_words
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.models import ActorKind, Event
from lightbulb.core.record.verbs import VerbEnum, VerbSpec
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, day_date, local, short_date

PAGE = 20
SERVICE = "Lightbulb"
DECISIONS = {
    "accept": "accepted",
    "decline": "declined, still eligible",
    "self_fund": "self-funding",
    "rule_out": "not eligible",
}


@dataclass(frozen=True)
class Names:
    """What the ids of some events stand for."""

    users: Mapping[str, str]
    solutions: Mapping[str, str]
    holds: Mapping[str, str]
    tasks: Mapping[str, str]
    places: Mapping[str, str]
    reviews: Mapping[str, str]

    def user(self, key: object) -> str:
        return self.users.get(str(key), "somebody")

    def solution(self, key: object) -> str:
        return self.solutions.get(str(key), "something")


@cache
def all_verbs() -> dict[str, VerbSpec]:
    """Every app's verbs by their stored word."""
    found: dict[str, VerbSpec] = {}
    for app in apps.get_app_configs():
        if not find_spec(f"{app.name}.verbs"):
            continue
        verbs: Iterable[VerbEnum] = getattr(import_module(f"{app.name}.verbs"), "Verb", ())
        found |= {verb.word: verb.spec for verb in verbs}
    return found


Place = tuple[date, int]  # the day and number of an event: where a page of them ends


def events_of(
    case: Case, *, kind: str = "", before: Place | None = None, most: int = PAGE
) -> list[Event]:
    """Newest first by the day they happened, then by when they were written down; one more
    than a page so that it shows whether there are earlier ones."""
    events = Event.objects.filter(case_id=case.pk)
    if kind in KINDS:
        events = events.filter(verb__in=KINDS[kind].verbs)
    if before is not None:
        day, number = before
        events = events.filter(Q(happened_on__lt=day) | Q(happened_on=day, id__lt=number))
    return list(events.order_by("-happened_on", "-id")[: most + 1])


def read_place(text: str) -> Place | None:
    """A place as the address has it, "2026-11-23.4711"; None for what could be none."""
    day, _, number = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


def place_in_address(event: Event) -> str:
    return f"{event.happened_on}.{event.pk}"


def entries(
    events: Sequence[Event],
    *,
    user: User,
    on: date,
    plan: Iterable[Solution] = (),
    worker: User | None = None,
) -> list[dict[str, Any]]:
    """What the timeline component shows of each event. What is known of the plan, the reader
    and the case's worker is not asked.

    A note says what it says to who may read it, to others that it is there.
    """
    people = {str(each.pk): each.name for each in (user, worker) if each}
    labels = {str(each.pk): each.label for each in plan}
    names = names_in(events, labels=labels, people=people)
    notes = notes_in(events)
    return [
        entry(event, names, on=on) | note_part(notes.get(event.detail.get("note")), user, on=on)
        for event in events
    ]


def notes_in(events: Sequence[Event]) -> dict[str, Note]:
    keys = {event.detail["note"] for event in events if "note" in event.detail}
    if not keys:
        return {}
    found = Note.objects.filter(pk__in=keys).select_related("corrected_by", "case")
    return {str(note.pk): note for note in found}


def note_part(note: Note | None, user: User, *, on: date) -> dict[str, Any]:
    """The entry of a note: with whom, its words, and its correction by who wrote it."""
    if note is None:
        return {}
    refusal = why_not_read_note(user, note, on=on)
    mark = "Corrected since. " if hasattr(note, "corrected_by") else ""
    mark += ABOUT_OTHERS if note.level == NoteLevel.THIRD_PARTY else ""
    part = {
        "icon": NOTE_ICONS.get(note.kind, "note"),
        "title": title_of(note),
        "date": short_date(note.happened_on, on),
        "text": f"A safeguarding note. {refusal}" if refusal else f"{mark}{note.text}",
    }
    if note.written_by_id == user.pk and why_not_correct_note(user, note, on=on) is None:
        part |= {"url": reverse("cases:correct_note", args=[note.pk]), "link": "Correct this"}
    return part


ABOUT_OTHERS = "About somebody else, never in the person’s copy: "
NOTE_ICONS = {"phone": "phone", "met": "person", "email": "mail", "text": "message"}


def title_of(note: Note) -> str:
    """As "Phone call: Dean Pollard" or "Correction of a note"."""
    how = note.get_kind_display()
    if note.corrects_id:
        how = f"Correction, {how[0].lower()}{how[1:]}"
    whom = note.who or (note.get_spoke_to_display() if note.spoke_to else "")
    return f"{how}: {whom[0].lower() if not note.who else whom[0]}{whom[1:]}" if whom else how


def entry(event: Event, names: Names, *, on: date) -> dict[str, Any]:
    spec = all_verbs().get(event.verb)
    sentence = spec.sentence if spec else event.verb.replace("_", " ")
    same_day = local(event.recorded_at) == event.happened_on
    return {
        "date": short_date(event.happened_on, on),
        "time": clock_time(event.recorded_at) if same_day else "",
        "icon": icon_of(event.verb),
        "title": f"{sentence[0].upper()}{sentence[1:]}",
        "by": names.user(event.actor_id) if event.actor_kind == ActorKind.STAFF else SERVICE,
        "text": text_of(event, names, on=on),
    }


def icon_of(verb: str) -> str:
    return next((kind.icon for kind in KINDS.values() if verb in kind.verbs), "note")


def text_of(event: Event, names: Names, *, on: date) -> str:
    tell = TEXTS.get(event.verb)
    return tell(event.detail, names, on) if tell else ""


def names_in(
    events: Sequence[Event], *, labels: Mapping[str, str], people: Mapping[str, str]
) -> Names:
    users = {event.actor_id for event in events if event.actor_kind == ActorKind.STAFF}
    users |= told_in(events, "worker") | told_in(events, "owner")
    solutions, holds = told_in(events, "solution"), told_in(events, "hold")
    tasks = named(Task, "text", told_in(events, "task"))
    reviews = told_in(events, "review")
    moves = [event for event in events if event.verb == "case_transferred"]
    places = named(Locality, "name", told_in(moves, "after"))
    missing = named(Solution, "label", solutions - labels.keys())
    return Names(
        users={
            **people,
            **{str(key): name for key, name in named(User, "name", users - people.keys())},
        },
        solutions={**labels, **{str(key): label for key, label in missing}},
        holds={str(each.pk): str(each) for each in Hold.objects.filter(pk__in=holds)}
        if holds
        else {},
        tasks={str(key): text for key, text in tasks},
        places={str(key): name for key, name in places},
        reviews={
            str(each.pk): f"{each.found} {each.next_step}"
            for each in CaseReview.objects.filter(pk__in=reviews)
        }
        if reviews
        else {},
    )


def told_in(events: Sequence[Event], name: str) -> set[str]:
    return {event.detail[name] for event in events if name in event.detail}


def named(model: Any, field: str, keys: Iterable[str]) -> list[tuple[UUID, str]]:
    wanted = set(keys)
    return list(model.objects.filter(pk__in=wanted).values_list("pk", field)) if wanted else []


# --- What each verb adds in words ---------------------------------------------------------

Detail = Mapping[str, Any]


def worker(detail: Detail, names: Names, on: date) -> str:
    return f"Given to {names.user(detail['worker'])}."


def visit_day(detail: Detail, names: Names, on: date) -> str:
    return f"For {in_words(detail['day'], on)}."


def therapist_day(detail: Detail, names: Names, on: date) -> str:
    return f"{names.user(detail['worker'])}, for {in_words(detail['day'], on)}."


def signed(detail: Detail, names: Names, on: date) -> str:
    if not detail["recommended"]:
        return "No works are recommended."
    return f"{count_of(detail['recommended'], 'thing recommended,things recommended')}."


def finished(detail: Detail, names: Names, on: date) -> str:
    answers = count_of(detail["answered"], "question answered,questions answered")
    return f"{answers}, {count_of(detail['offered'], 'thing offered,things offered')}."


def decided(detail: Detail, names: Names, on: date) -> str:
    words = f"{names.solution(detail['solution'])}: {DECISIONS.get(detail['step'], '')}."
    again = detail.get("ask_again_on")
    return f"{words} Ask again from {in_words(again, on)}." if again else words


def answered(detail: Detail, names: Names, on: date) -> str:
    answer = "agreed" if detail["answer"] == "agreed" else "not agreed"
    return f"{names.solution(detail['solution'])}: {answer}."


def agreed(detail: Detail, names: Names, on: date) -> str:
    return f"{count_of(detail['accepted'], 'thing accepted,things accepted')}."


def what(detail: Detail, names: Names, on: date) -> str:
    return f"{names.solution(detail['solution'])}."


def received(detail: Detail, names: Names, on: date) -> str:
    return f"{names.solution(detail['solution'])}, there since {in_words(detail['day'], on)}."


def due(detail: Detail, names: Names, on: date) -> str:
    return f"Due on {in_words(detail['due_on'], on)}."


def turned_out(detail: Detail, names: Names, on: date) -> str:
    wrong = detail.get("unsuitable", 0)
    return f"{count_of(wrong, 'thing does,things do')} not suit." if wrong else ""


def hold(detail: Detail, names: Names, on: date) -> str:
    return f"{names.holds.get(str(detail['hold']), 'A hold')}."


def chased(detail: Detail, names: Names, on: date) -> str:
    return f"{hold(detail, names, on)} Again {in_words(detail['next_on'], on)}."


def lifted(detail: Detail, names: Names, on: date) -> str:
    return f"{hold(detail, names, on)} Until {in_words(detail['until'], on)}."


def task(detail: Detail, names: Names, on: date) -> str:
    return f"{names.tasks.get(str(detail['task']), 'A task')}."


def task_of(detail: Detail, names: Names, on: date) -> str:
    day = in_words(detail["due_on"], on)
    return f"{task(detail, names, on)} {names.user(detail['owner'])}, by {day}."


def reviewed(detail: Detail, names: Names, on: date) -> str:
    return names.reviews.get(str(detail["review"]), "")


def fell(detail: Detail, names: Names, on: date) -> str:
    return f"On {in_words(detail['fell_on'], on)}."


def went_to(detail: Detail, names: Names, on: date) -> str:
    return f"To {names.places.get(str(detail['after']), 'another locality')}."


def of_class(detail: Detail, names: Names, on: date) -> str:
    now = class_in_words(f"{detail['urgency']}_{detail['complexity']}")
    return f"{now}, before that {class_in_words(detail['before']).lower()}."


def label(name: str, choices: Any) -> Callable[[Detail, Names, date], str]:
    """Tells the words of the code that an event holds under a name."""
    return lambda detail, names, on: f"{choices(detail[name]).label}."


def in_words(stored: str, on: date) -> str:
    return day_date(date.fromisoformat(stored), on)


TEXTS: Mapping[str, Callable[[Detail, Names, date], str]] = {
    "case_allocated": worker,
    "visit_booked": visit_day,
    "visit_finished": finished,
    "assessment_booked": therapist_day,
    "assessment_signed": signed,
    "solution_decided": decided,
    "solution_added": what,
    "solution_done": what,
    "plan_agreed": agreed,
    "place_marked": what,
    "sign_off_asked": what,
    "sign_off_answered": answered,
    "order_placed": what,
    "order_received": received,
    "order_cancelled": what,
    "order_chased": what,
    "solution_given_back": what,
    "followed_up": turned_out,
    "follow_up_planned": due,
    "case_on_hold": hold,
    "hold_chased": chased,
    "hold_lifted": lifted,
    "case_reclassified": of_class,
    "case_transferred": went_to,
    **dict.fromkeys(
        ("representative_added", "representative_corrected", "representative_ended"),
        label("authority", Authority),
    ),
    "capacity_recorded": label("by", DecidedBy),
    "advocate_judged": label("state", AdvocateState),
    "complaint_recorded": label("about", ComplaintAbout),
    "complaint_answered": label("outcome", ComplaintOutcome),
    "case_reviewed": reviewed,
    "fall_noted": fell,
    "task_set": task_of,
    "task_changed": task_of,
    "task_done": task,
    "task_taken_up": task,
    "case_closed": label("outcome", Outcome),
}
