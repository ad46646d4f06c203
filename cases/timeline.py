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

from cases.enums import Outcome
from cases.models import Case, Solution
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
class Kind:
    """A filter of the timeline: the verbs it shows and the icon they carry."""

    label: str
    icon: str
    verbs: frozenset[str]


KINDS: Mapping[str, Kind] = {
    "contact": Kind("Contact", "phone", frozenset({"contact_tried", "followed_up"})),
    "letters": Kind(
        "Letters", "mail", frozenset({"letter_written", "letter_sent", "letter_taken_back"})
    ),
    "visits": Kind(
        "Visits",
        "house",
        frozenset({"visit_booked", "visit_cancelled", "visit_finished", "visit_moved"}),
    ),
    "plan": Kind(
        "Plan",
        "tick",
        frozenset(
            {
                *("solution_decided", "solution_added", "solution_done", "solution_given_back"),
                *("plan_agreed", "follow_up_planned"),
            }
        ),
    ),
    "orders": Kind(
        "Orders", "note", frozenset({"order_placed", "order_received", "order_cancelled"})
    ),
    "case": Kind(
        "The case itself",
        "person",
        frozenset(
            {"case_opened", "case_allocated", "case_closed", "case_reopened", "referral_decided"}
        ),
    ),
}


@dataclass(frozen=True)
class Names:
    """What the ids of some events stand for."""

    users: Mapping[str, str]
    solutions: Mapping[str, str]

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


def events_of(
    case: Case, *, kind: str = "", before: int | None = None, most: int = PAGE
) -> list[Event]:
    """Newest first, one more than a page so that it shows whether there are earlier ones."""
    events = Event.objects.filter(case_id=case.pk)
    if kind in KINDS:
        events = events.filter(verb__in=KINDS[kind].verbs)
    if before is not None:
        events = events.filter(id__lt=before)
    return list(events.order_by("-id")[: most + 1])


def entries(
    events: Sequence[Event], *, on: date, plan: Iterable[Solution] = ()
) -> list[dict[str, Any]]:
    """What the timeline component shows of each event. What is known of the plan is not asked."""
    names = names_in(events, labels={str(each.pk): each.label for each in plan})
    return [entry(event, names, on=on) for event in events]


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


def names_in(events: Sequence[Event], *, labels: Mapping[str, str]) -> Names:
    users = {event.actor_id for event in events if event.actor_kind == ActorKind.STAFF}
    users |= {event.detail["worker"] for event in events if "worker" in event.detail}
    solutions = {event.detail["solution"] for event in events if "solution" in event.detail}
    missing = named(Solution, "label", solutions - labels.keys())
    return Names(
        users={str(key): name for key, name in named(User, "name", users)},
        solutions={**labels, **{str(key): label for key, label in missing}},
    )


def named(model: Any, field: str, keys: Iterable[str]) -> list[tuple[UUID, str]]:
    wanted = set(keys)
    return list(model.objects.filter(pk__in=wanted).values_list("pk", field)) if wanted else []


# --- What each verb adds in words ---------------------------------------------------------

Detail = Mapping[str, Any]


def worker(detail: Detail, names: Names, on: date) -> str:
    return f"Given to {names.user(detail['worker'])}."


def visit_day(detail: Detail, names: Names, on: date) -> str:
    return f"For {in_words(detail['day'], on)}."


def finished(detail: Detail, names: Names, on: date) -> str:
    answers = count_of(detail["answered"], "question answered,questions answered")
    return f"{answers}, {count_of(detail['offered'], 'thing offered,things offered')}."


def decided(detail: Detail, names: Names, on: date) -> str:
    words = f"{names.solution(detail['solution'])}: {DECISIONS.get(detail['step'], '')}."
    again = detail.get("ask_again_on")
    return f"{words} Ask again from {in_words(again, on)}." if again else words


def agreed(detail: Detail, names: Names, on: date) -> str:
    return f"{count_of(detail['accepted'], 'thing accepted,things accepted')}."


def what(detail: Detail, names: Names, on: date) -> str:
    return f"{names.solution(detail['solution'])}."


def received(detail: Detail, names: Names, on: date) -> str:
    return f"{names.solution(detail['solution'])}, there since {in_words(detail['day'], on)}."


def due(detail: Detail, names: Names, on: date) -> str:
    return f"Due on {in_words(detail['due_on'], on)}."


def outcome(detail: Detail, names: Names, on: date) -> str:
    return f"{Outcome(detail['outcome']).label}."


def turned_out(detail: Detail, names: Names, on: date) -> str:
    wrong = detail.get("unsuitable", 0)
    return f"{count_of(wrong, 'thing does,things do')} not suit." if wrong else ""


def in_words(stored: str, on: date) -> str:
    return day_date(date.fromisoformat(stored), on)


TEXTS: Mapping[str, Callable[[Detail, Names, date], str]] = {
    "case_allocated": worker,
    "visit_booked": visit_day,
    "visit_finished": finished,
    "solution_decided": decided,
    "solution_added": what,
    "solution_done": what,
    "plan_agreed": agreed,
    "order_placed": what,
    "order_received": received,
    "order_cancelled": what,
    "solution_given_back": what,
    "followed_up": turned_out,
    "follow_up_planned": due,
    "case_closed": outcome,
}
