"""Recording what happened in a case: each step its form, and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import why_not_give_out_case, why_not_work
from cases.blocking import blockers
from cases.enums import Complexity, HoldCause, Outcome, Stage, Urgency
from cases.extension_points import Thing
from cases.forms.holds import HoldForm, ReclassifyForm
from cases.forms.steps import (
    BookForm,
    CloseForm,
    FollowUpForm,
    GiveForm,
    StepForm,
)
from cases.models import Case
from cases.open_things import open_things
from cases.presenters import booked, case_frame, what_next
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from cases.workflow import CASE
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, day_date
from lightbulb.core.web.showing import shows_people


@dataclass(frozen=True)
class Step(Words):
    """One thing that can have happened: its words, its questions, and its verb.

    `take` calls the verb and says in a sentence what was saved.
    """

    form: type[StepForm]
    take: Callable[[StepForm, User, date], str]


# --- What each step does: calls its verb, and says in a sentence what was saved -----------


def give(form: StepForm, by: User, on: date) -> str:
    worker = form.cleaned_data["worker"]
    actions.allocate(case=form.case, worker=worker, by=by, on=on)
    return f"The case is with {worker.name} now."


def not_reached(form: StepForm, by: User, on: date) -> str:
    actions.try_contact(case=form.case, by=by, on=on)
    return f"Saved that {form.case.person.canonical.full_name} could not be reached."


def book(form: StepForm, by: User, on: date) -> str:
    answers = form.cleaned_data
    starts_at = form.starts_at()
    actions.book_visit(
        case=form.case,
        worker=answers["worker"],
        starts_at=starts_at,
        minutes=answers["minutes"],
        therapist=answers["therapist"],
        by=by,
        on=on,
    )
    when = f"{day_date(answers['day'], on)} at {clock_time(answers['time'])}"
    with_whom = f" {answers['therapist'].name} comes too." if answers["therapist"] else ""
    return f"The visit is booked for {when}.{with_whom}"


def cancel(form: StepForm, by: User, on: date) -> str:
    visit = booked(form.case)
    if visit is None:
        raise ValidationError("No visit is booked any more.")
    actions.cancel_visit(visit=visit, by=by, on=on)
    return "The visit is cancelled."


def plan_follow_up(form: StepForm, by: User, on: date) -> str:
    due_on = form.cleaned_data["due_on"]
    actions.plan_follow_up(case=form.case, due_on=due_on, by=by, on=on)
    return "The follow-up is planned."


def put_on_hold(form: StepForm, by: User, on: date) -> str:
    hold = actions.put_on_hold(hold=cast("HoldForm", form).as_hold(), by=by, on=on)
    return f"The case waits on {hold.whom}."


def reclassify(form: StepForm, by: User, on: date) -> str:
    answers = form.cleaned_data
    urgency, complexity = Urgency(answers["urgency"]), Complexity(answers["complexity"])
    actions.reclassify(
        case=form.case,
        urgency=urgency,
        complexity=complexity,
        reason=answers["reason"],
        by=by,
        on=on,
    )
    return f"The case is {urgency.label.lower()} and {complexity.label} now."


def close(form: StepForm, by: User, on: date) -> str:
    outcome = Outcome(form.cleaned_data["outcome"])
    actions.close(case=form.case, outcome=outcome, by=by, on=on)
    return f"The case is closed: {outcome.label.lower()}."


def reopen(form: StepForm, by: User, on: date) -> str:
    actions.reopen(case=form.case, by=by, on=on)
    return "The case is open again."


STEPS = {
    "allocate": Step(
        "Give the case to a worker",
        "They see it on their first page at once, with a day to call by.",
        "Give the case",
        GiveForm,
        give,
    ),
    "try_contact": Step(
        "Tried to reach them and could not",
        "The day is kept, and a new day to try again is set.",
        "Save that they could not be reached",
        StepForm,
        not_reached,
    ),
    "book_visit": Step(
        "Book the visit",
        "The first visit, with the Housing MOT.",
        "Book the visit",
        BookForm,
        book,
    ),
    "cancel_visit": Step(
        "Cancel the visit",
        "The visit leaves the worker’s day, and they call again to book another.",
        "Cancel the visit",
        StepForm,
        cancel,
    ),
    "plan_follow_up": Step(
        "Plan the follow-up",
        "The day to go back and see whether it helped, with the same six scores.",
        "Plan the follow-up",
        FollowUpForm,
        plan_follow_up,
    ),
    "put_on_hold": Step(
        "Put the case on hold",
        "The case waits for somebody else: on whom, for what, and who asks again when.",
        "Put the case on hold",
        HoldForm,
        put_on_hold,
    ),
    "reclassify": Step(
        "Change how urgent or complex it is",
        "Its target is counted anew from first contact, and the class before is kept.",
        "Change its class",
        ReclassifyForm,
        reclassify,
    ),
    "close": Step(
        "Close the case",
        "Its clock stops today. It can be opened again.",
        "Close the case",
        CloseForm,
        close,
    ),
    "reopen": Step(
        "Open the case again",
        "It waits to be given to a worker, and its clock goes on from the first contact.",
        "Open the case again",
        StepForm,
        reopen,
    ),
}
# Steps that other pages take: on the visit, or in the plan.
ELSEWHERE = {
    "finish_visit": ("Fill in and finish the visit", "The Housing MOT, and the six scores."),
    "decide": ("Record what was decided in the plan", "Accepted, declined, or paid for by them."),
    "agree_plan": ("Agree the plan", "When each thing offered is decided."),
    "place_order": ("Place an order", "For something that was accepted."),
    "receive": ("Record a delivery", "Something that was ordered has come."),
    "cancel_order": ("Cancel an order", "For something that will not come after all."),
    "follow_up": ("Record the follow-up", "Whether it suits, and the six scores."),
}
# Steps of the manager's, reached from under the side panels.
SELDOM = frozenset({"transfer", "transfer_to_nobody", "take_from"})
# Steps taken on one of the things the case waits for, and where they are.
WAITED_FOR = {
    "chase": ("Ask again", "What is waited for was asked again, and has a new day."),
    "lift_hold": ("Take the case off hold", "The answer came."),
}
# The most likely first; a step of the table that is not here would be no step at all.
ORDER = (
    *("book_visit", "try_contact", "finish_visit", "decide", "agree_plan", "place_order"),
    *("receive", "cancel_order", "follow_up", "plan_follow_up", "cancel_visit"),
    *("chase", "lift_hold", "put_on_hold", "allocate", "reclassify", "reopen", "close"),
)


@require_safe
@shows_people(Showing.PAGE)
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened? Exactly the steps that can be taken from here."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    context = {
        **case_frame(case, user=request.user, on=on, current="next"),
        "steps": steps_from(case),
    }
    return render(request, "cases/next.html", context)


def steps_from(case: Case) -> list[dict[str, str]]:
    allowed = [name for name in ORDER if CASE.allows(case.stage, name)]
    if case.waiting_on in HoldCause:
        allowed.sort(key=lambda name: name not in WAITED_FOR)
    else:
        allowed = [name for name in allowed if name not in WAITED_FOR]
    if "allocate" in allowed and case.stage == Stage.OPENED:
        allowed = ["allocate", *(name for name in allowed if name != "allocate")]
    return [described(name, case) for name in allowed]


def described(name: str, case: Case) -> dict[str, str]:
    if name in STEPS:
        url = reverse("cases:step", args=[case.pk, name])
        return {"url": url, "title": STEPS[name].title, "lead": STEPS[name].lead}
    if name in WAITED_FOR:
        title, lead = WAITED_FOR[name]
        return {"url": reverse("cases:waiting", args=[case.pk]), "title": title, "lead": lead}
    title, lead = ELSEWHERE[name]
    visit = booked(case) if name == "finish_visit" else None
    url = visit.get_absolute_url() if visit else reverse("cases:plan", args=[case.pk])
    return {"url": url, "title": title, "lead": lead}


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you recorded on a case")
@shows_people(Showing.PAGE)
def step(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """One step's own form; taking it leads back to the case, with what comes next."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    if name not in STEPS:
        raise Http404
    require(why_not_take_step(request.user, case, name, on=on))
    CASE.next_state(case.stage, name)
    if name == "close" and (stops := blockers(case, on=on)):
        return stop(request, case, stops, may_go_on=False)
    if name == "close" and "anyway" not in request.GET and (things := open_things(case, on=on)):
        return stop(request, case, things)
    form = STEPS[name].form(sent(request), case=case, on=on)

    def act() -> str:
        saved = STEPS[name].take(form, request.user, on)
        case.refresh_from_db()
        return f"{saved} {what_next(case, on=on)}"

    things = open_things(case, on=on) if name == "close" else []
    return ask(request, form, STEPS[name], act, things=things)


def why_not_take_step(user: User, case: Case, name: str, *, on: date) -> str | None:
    if name == "allocate":
        return why_not_give_out_case(user, case, on=on)
    return why_not_work(user, case, on=on)


def stop(
    request: HttpRequest, case: Case, things: list[Thing], *, may_go_on: bool = True
) -> HttpResponse:
    """Stop and check: what is still open when somebody is about to close the case, or what
    has to be ended before it can be."""
    still = count_of(len(things), "open thing,open things")
    name = case.person.canonical.full_name
    title = f"The case of {name} still has {still}" if may_go_on else f"{name}’s case stays open"
    context = {
        "case": case,
        "person": case.person.canonical,
        "things": things,
        "title": title,
        "text": IF_YOU_CLOSE if may_go_on else NOT_BEFORE,
        "other_url": "?anyway=1" if may_go_on else "",
    }
    return render(request, "cases/stop.html", context)


IF_YOU_CLOSE = (
    "If you close it now, nobody will be reminded of these. Finish or hand over each one first."
)
NOT_BEFORE = "It can be closed when this is ended."
