"""The pages of one case."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import clock
from cases import overview as parts
from cases import timeline as story
from cases.access import why_not_read_cases, why_not_work
from cases.enums import Stage
from cases.extension_points import OVERVIEW, Panel, case_panels
from cases.framed import framed
from cases.hearing import last_heard
from cases.models import Case, Solution
from cases.presenters import case_frame
from lightbulb.core.access.refusal import require
from lightbulb.core.record.models import Event
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.web.showing import say_shown, shows_people

FIRST_ENTRIES = 5
Part = TypeVar("Part", bound=Model)


def case_for(request: HttpRequest, pk: UUID, *, on: date) -> Case:
    """The case with what its header shows; 404 when the person may not see it."""
    require(why_not_read_cases(request.user, on=on))
    visible = Case.objects.visible_to(request.user, on=on).with_people()
    related = framed(visible).prefetch_related("milestones", "holds__owner")
    case = get_object_or_404(related, pk=pk)
    say_shown(request, case.person.keys, case_id=case.pk)
    return case


def part_for(request: HttpRequest, model: type[Part], pk: UUID, *, on: date) -> Part:
    """Something in a case in sight, for somebody who works on the case, which comes with it."""
    require(why_not_read_cases(request.user, on=on))
    seen: Any = model._default_manager
    part: Any = get_object_or_404(seen.visible_to(request.user, on=on), pk=pk)
    part.case = case_for(request, part.case_id, on=on)
    require(why_not_work(request.user, part.case, on=on))
    found: Part = part
    return found


@require_safe
@shows_people(Showing.PAGE)
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One glance: who, what matters, what was agreed, what happened, how long it takes."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    prefetch_related_objects([case], Prefetch("solutions", Solution.objects.with_orders()))
    targets = clock.targets_on(on)
    plan = parts.plan_rows(case.solutions.all(), on=on)
    events = story.events_of(case, most=FIRST_ENTRIES)
    context = {
        **case_frame(case, user=request.user, on=on, current="case"),
        **clock_of(case, on=on, targets=targets),
        **adding_to(case, user=request.user, on=on),
        "plan": plan,
        "plan_count": parts.agreed_when(case, on=on) or len(plan),
        "plan_url": reverse("cases:plan", args=[case.pk]),
        "people": parts.people_facts(case, user=request.user, on=on),
        "home": parts.home_facts(case),
        "panels": panels_of(case, page=OVERVIEW, user=request.user, on=on),
        "entries": latest(case, events, user=request.user, on=on),
        "entries_count": "the latest" if len(events) > FIRST_ENTRIES else "",
        "has_earlier": len(events) > FIRST_ENTRIES,
        "timeline_url": reverse("cases:timeline", args=[case.pk]),
        "acts": rare_acts(case),
        "tasks": case.tasks.filter(done_on=None).select_related("owner"),
        "heard": last_heard(case, on=on, targets=targets),
        "heard_title": f"{case.person.canonical.called} last heard from us",
    }
    return render(request, "cases/case.html", context)


def latest(case: Case, events: list[Event], *, user: User, on: date) -> list[dict[str, Any]]:
    """The last entries; the plan and the worker stand on the page already."""
    shown, plan, worker = events[:FIRST_ENTRIES], case.solutions.all(), case.lead_worker
    return story.entries(shown, user=user, on=on, plan=plan, worker=worker)


def adding_to(case: Case, *, user: User, on: date) -> dict[str, str]:
    """Where a call and a task are added, for whoever works on the case."""
    if why_not_work(user, case, on=on):
        return {"note_url": "", "task_url": ""}
    return {
        "note_url": reverse("cases:write_note", args=[case.pk]),
        "task_url": reverse("cases:set_task", args=[case.pk]),
    }


def panels_of(case: Case, *, page: str, user: User, on: date) -> list[Panel]:
    """What higher apps know of this case, as far as it belongs on a page."""
    panels = (panel(case, page=page, user=user, on=on) for panel in case_panels)
    return [panel for panel in panels if panel]


def clock_of(case: Case, *, on: date, targets: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The clock and the path; `targets` where the page has asked for them already."""
    known = clock.targets_on(on) if targets is None else targets
    return {
        "clock": parts.clock_panel(case, on=on, targets=known),
        "steps": parts.milestone_path(case, on=on),
    }


def rare_acts(case: Case) -> list[dict[str, str]]:
    """What is seldom done, under the side panels."""
    complain = {
        "url": reverse("cases:record_complaint", args=[case.pk]),
        "text": "Record a complaint",
    }
    if case.stage == Stage.CLOSED:
        return [{"url": step_url(case, "reopen"), "text": "Open this case again"}, complain]
    give = "Give to another worker" if case.lead_worker_id else "Give to a worker"
    acts = [
        {"url": step_url(case, "allocate"), "text": give},
        {"url": reverse("cases:transfer", args=[case.pk]), "text": "Move to another locality"},
        {"url": reverse("cases:ask_ot", args=[case.pk]), "text": ASK_OT},
        {"url": step_url(case, "close"), "text": "Close this case"},
        complain,
    ]
    if case.person.canonical.died_on is None:
        death = {"url": reverse("cases:record_death", args=[case.pk]), "text": DIED}
        acts.append(death)
    return acts


ASK_OT = "Ask for an Occupational Therapist"
DIED = "Write down that they have died"


def step_url(case: Case, step: str) -> str:
    return reverse("cases:step", args=[case.pk, step])


@require_safe
@shows_people(Showing.PAGE)
def timeline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened, newest first; `kind` filters, `before` pages by an event's place."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    kind = request.GET.get("kind", "")
    before = story.read_place(request.GET.get("before", ""))
    events = story.events_of(case, kind=kind, before=before)
    shown = events[: story.PAGE]
    context = {
        **case_frame(case, user=request.user, on=on, current="timeline"),
        **clock_of(case, on=on),
        "kinds": kind_links(kind),
        "entries": story.entries(shown, user=request.user, on=on),
        "newest_url": f"?kind={kind}" if before and kind in story.KINDS else ("?" * bool(before)),
        "earlier_url": earlier(kind, shown[-1]) if len(events) > story.PAGE else "",
        "summary": f"{len(shown)} shown, newest first",
    }
    return render(request, "cases/timeline.html", context)


def kind_links(chosen: str) -> list[dict[str, Any]]:
    everything = {"label": "Everything", "url": "?", "current": chosen not in story.KINDS}
    kinds = [
        {"label": kind.label, "url": f"?kind={name}", "current": name == chosen}
        for name, kind in story.KINDS.items()
    ]
    return [everything, *kinds]


def earlier(kind: str, last: Event) -> str:
    before = story.place_in_address(last)
    return f"?kind={kind}&before={before}" if kind in story.KINDS else f"?before={before}"
