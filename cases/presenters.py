"""What every page of a case shows around its own part: who, whose turn, what next, by when."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases import clock
from cases.access import why_not_see_record, why_not_work
from cases.enums import HoldCause, LetterFormat, Stage, WaitingOn
from cases.models import Case, Hold, Order, Person, Solution, Visit
from lightbulb.core.access.access import why_not_restrict
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.sight import names_of, standing_on
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import (
    clock_time,
    count_of,
    day_date,
    days,
    local,
    long_date,
    nhs_number,
)

Part = dict[str, Any]
NO_RISKS = "No risks to visitors are recorded"


def case_frame(case: Case, *, user: User, on: date, current: str) -> dict[str, Any]:
    """The context of `cases/case_frame.html`; `current` names the sub-page it is on."""
    why_not = why_not_work(user, case, on=on)
    return {
        "on": on,
        "case": case,
        "person": case.person.canonical,
        "identity": identity(case, on=on) | {"restricted": restricted(case, on=on)},
        "may_restrict": why_not_restrict(user, on=on) is None,
        "waiting": waiting(case, user=user, on=on)
        | {"act": None if why_not else act(case), "change": change_waiting(case)},
        "case_pages": case_pages(
            case, current=current, shows_looks=why_not_see_record(user, on=on) is None
        ),
        "why_not": why_not,
    }


def act(case: Case) -> Part:
    return {"url": reverse("cases:next", args=[case.pk]), "text": "Record what happened"}


def change_waiting(case: Case) -> Part | None:
    """Where the wait is changed: an open case's, whoever may."""
    if case.stage == Stage.CLOSED:
        return None
    return {"url": reverse("cases:waiting", args=[case.pk]), "text": "Change who or when"}


def case_pages(case: Case, *, current: str, shows_looks: bool) -> list[Part]:
    """The row of pages; complaints and looks only where there are some or one may see them."""
    file: Any = case  # as `framed` has it
    complaints = file.complaint_count or 0
    pages = (
        ("Overview", "case", None),
        ("People and home", "people_and_home", None),
        ("Visits", "visits", file.visit_count or 0),
        ("Plan", "plan", file.solution_count or 0),
        ("Letters", "case_letters", file.letter_count or 0),
        ("Timeline", "timeline", None),
        *((("Complaints", "complaints", complaints),) if complaints else ()),
        *((("Who has looked", "looks", None),) if shows_looks else ()),
    )
    return [
        {
            "label": label,
            "url": reverse(f"cases:{name}", args=[case.pk]),
            "current": name == current,
            "count": count,
        }
        for label, name, count in pages
    ]


# --- Who it is ---------------------------------------------------------------------------


def identity(case: Case, *, on: date) -> Part:
    """The identity bar's parameters."""
    person = case.person.canonical
    facts = [born(person, on=on)]
    if person.nhs_number:
        facts.append(f"NHS number {nhs_number(person.nhs_number)}")
    home = [str(case.home) if case.home else "No address is recorded"]
    if person.phone:
        home.append(telephone(person.phone))
    place = case.locality.name if case.locality else "Hospital case"
    return {
        "name": person.full_name,
        "lines": [facts, home, [reference(case), place]],
        "risks": [*filter(None, [person.duty_first]), *person.risks],
        "no_risks": NO_RISKS,
        "talk_title": f"How to talk with {person.called}",
        "talk": how_to_talk(person),
    }


def for_a_call(case: Case) -> Part:
    """The same for whoever only answers a call: enough to know whom it is about, who helps and
    how to talk with them, and what everybody must know before contact."""
    person = case.person.canonical
    born_in = f"Born {person.date_of_birth.year}" if person.date_of_birth else "Year not known"
    worker = case.lead_worker
    helps = f"{worker.name}, {worker.phone}".rstrip(", ") if worker else "Not given out yet"
    place = case.locality.name if case.locality else "Hospital case"
    return {
        "name": person.full_name,
        "lines": [
            [born_in, case.home.street if case.home else "No address is recorded"],
            [f"Case {case.reference}", place],
            [f"Lead worker: {helps}"],
        ],
        "risks": [*filter(None, [person.duty_first])],
        "no_risks": "Nothing to know before contact",
        "talk_title": f"How to talk with {person.called}",
        "talk": how_to_talk(person),
    }


def restricted(case: Case, *, on: date) -> str:
    """The first line of a restricted case, as "Restricted: 4 people may see this"."""
    standing = standing_on(case.as_subject().parts, on=on)
    lists = [each for each in standing if each.kind == RestrictionKind.ALLOW_ONLY]
    if lists:
        named = set.intersection(*(names_of(each) for each in lists))
        return f"Restricted: {count_of(len(named), 'person,people')} may see this"
    if not standing:
        return ""
    shut_out = set().union(*(names_of(each) for each in standing))
    return f"Restricted: {count_of(len(shut_out), 'person,people')} may not see this"


def born(person: Person, *, on: date) -> str:
    if person.died_on:
        return f"Died on {long_date(person.died_on)}"
    if person.date_of_birth is None:
        return "Date of birth not known yet"
    age = format_html("<strong>{}</strong>", str(person.age_on(on)))
    return format_html("{}, born {}", age, long_date(person.date_of_birth).split(" ", 1)[1])


def how_to_talk(person: Person) -> list[Part]:
    ways = [*person.how_to_talk]
    if person.language:
        ways.append(f"Speaks {person.language}")
    if person.preferred_name and person.preferred_name != person.given_name:
        ways.append(f"Likes to be called {person.preferred_name}")
    letters = LetterFormat(person.letters_in).label
    talk: list[Part] = [{"text": way} for way in ways]
    talk.append({"text": f"Letters in {letters.lower()}", "icon": "mail"})
    if person.call_first:
        talk.append({"text": f"Call first: {person.call_first}", "icon": "person"})
    return talk


def telephone(number: str) -> SafeString:
    digits = number.replace(" ", "")
    return format_html('<a class="lb-link" href="tel:{}">{}</a>', digits, number)


def reference(case: Case) -> SafeString:
    button = render_to_string(
        "components/copy_button.html", {"text": case.reference, "what": "case reference"}
    )
    return format_html("Case {} {}", case.reference, button)


# --- Whose turn it is --------------------------------------------------------------------


def waiting(case: Case, *, user: User, on: date) -> Part:
    """The four parts of the waiting band, always filled."""
    if case.stage == Stage.CLOSED:
        return closed(case, on=on)
    return {
        "waiting_on": waiting_on(case, user=user),
        "since": {
            "text": day_date(case.waiting_since, on),
            "note": days((on - case.waiting_since).days),
        },
        "next_step": next_step(case, user=user),
        "by": by_when(case, on=on),
        "late": is_late(case, on=on),
    }


def closed(case: Case, *, on: date) -> Part:
    return {
        "waiting_on": {"text": "Nobody", "after": ": the case is closed"},
        "since": {"text": day_date(case.closed_on, on), "note": case.get_outcome_display()},
        "next_step": {"text": "Nothing more", "note": "It can be opened again"},
        "by": {"text": "No day", "note": "nothing is due"},
        "late": False,
    }


def waiting_on(case: Case, *, user: User) -> Part:
    if hold := chased_first(case):
        cause = hold.get_cause_display()
        after = f", {cause[0].lower()}{cause[1:]}" if hold.who else ""
        return {"text": hold.whom, "after": after, "note": hold.reason}
    if case.waiting_on == WaitingOn.SUPPLIER:
        return supplier(case)
    if case.lead_worker is None:
        team = f"{case.locality.name} team" if case.locality else "The hospital team"
        return {"text": team, "note": "Not given out yet"}
    return {"text": case.lead_worker.name, "note": whose(case, user=user)}


def chased_first(case: Case) -> Hold | None:
    """Of the holds not lifted, the one the band tells of: what the clock waits on."""
    if case.waiting_on not in HoldCause:
        return None
    standing = [hold for hold in case.holds.all() if hold.ends_on is None]
    return min(standing, key=lambda hold: (hold.next_on, hold.starts_on, hold.pk), default=None)


def supplier(case: Case) -> Part:
    """Who has to deliver next, and what."""
    orders = outstanding(case)
    if not orders:
        return {"text": "The supplier"}
    what = orders[0].solution.label
    more = f" and {count_of(len(orders) - 1, 'more thing,more things')}" if orders[1:] else ""
    return {"text": orders[0].supplier, "note": f"{what}{more}"}


def outstanding(case: Case) -> list[Order]:
    """What is on order, the first to come first; asked once for a page that shows the plan."""
    prefetch_related_objects([case], Prefetch("solutions", Solution.objects.with_orders()))
    orders = [order for solution in case.solutions.all() for order in solution.orders.all()]
    still = [order for order in orders if order.delivered_on is None and order.cancelled_on is None]
    return sorted(still, key=lambda order: (order.expected_on or date.max, order.pk))


def whose(case: Case, *, user: User) -> str:
    return "that is you" if case.lead_worker_id == user.pk else "lead worker"


def turn_of(case: Case) -> clock.Turn:
    if case.waiting_on in HoldCause:
        return clock.held_by(case.waiting_on)
    if case.waiting_on == WaitingOn.SUPPLIER:
        return clock.TURNS[Stage.DELIVERING]  # as the clock left it: something is outstanding
    wrong = clock.put_right_since(case) is not None
    return clock.turn_at(case.stage, settled=clock.is_settled(case), put_right=wrong)


def next_step(case: Case, *, user: User) -> Part:
    turn = turn_of(case)
    if hold := chased_first(case):
        you = ", that is you" if hold.owner_id == user.pk else ""
        return {"text": hold.next_step or turn.next_act, "note": f"{hold.owner.name}{you}"}
    if case.stage == Stage.VISIT_BOOKED and (visit := booked(case)):
        return {
            "text": f"Visit at {clock_time(visit.starts_at)}",
            "note": f"{visit.worker.name}{', that is you' if visit.worker_id == user.pk else ''}",
        }
    if case.lead_worker is None:
        return {"text": turn.next_act, "note": "a manager or administrator"}
    mine = ", that is you" if case.lead_worker_id == user.pk else ""
    return {"text": turn.next_act, "note": f"{case.lead_worker.name}{mine}"}


def booked(case: Case) -> Visit | None:
    """The visit with the Housing MOT that is booked."""
    found = case.visits.booked().of_mot().select_related("worker")
    return found.order_by("starts_at").first()


def is_late(case: Case, *, on: date) -> bool:
    return case.next_action_on is not None and case.next_action_on < on


def by_when(case: Case, *, on: date) -> Part:
    if case.next_action_on:
        return {
            "text": day_date(case.next_action_on, on),
            "note": f"{until(case.next_action_on, on=on)}{promise(case, on=on)}",
        }
    if case.due_on:
        return {"text": day_date(case.due_on, on), "note": "the target for the whole case"}
    return {"text": "No day yet", "note": "no target is set for this step"}


def promise(case: Case, *, on: date) -> str:
    """Says so where the day is the one promised for the first call."""
    if case.stage not in (Stage.OPENED, Stage.ALLOCATED):
        return ""
    promised = clock.promised_call(clock.facts_of(case), clock.targets_on(on))
    return ", promised at first contact" if promised == case.next_action_on else ""


def until(day: date, *, on: date) -> str:
    """How far off a day is: "in 2 days", "today", "3 days late"."""
    ahead = (day - on).days
    if ahead < 0:
        return f"{days(-ahead)} late"
    return {0: "today", 1: "tomorrow"}.get(ahead, f"in {days(ahead)}")


def what_next(case: Case, *, on: date) -> str:
    """The end of every success message: "Next: call and book the first visit, by …"."""
    if case.stage == Stage.CLOSED:
        return "Nothing more is due. It can be opened again."
    words = turn_of(case).next_act
    day = case.next_action_on or case.due_on
    by = f", by {day_date(local(day), on)}" if day else ""
    return f"Next: {words[0].lower()}{words[1:]}{by}."
