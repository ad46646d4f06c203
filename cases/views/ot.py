"""Waits for an Occupational Therapist: asked for, ranked by risk, looked at again, ended."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.enums import VisitKind
from cases.forms.watching import AskOtForm, FallForm, RiskForm
from cases.framed import framed
from cases.hearing import last_heard
from cases.models import Case, OtWait, Visit
from cases.rules.ot_queue import Waiting, rank
from cases.views.case import case_for, part_for
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed

MOST = 100
ASK = Words(
    "Ask for an Occupational Therapist",
    "The case joins the queue of its team, by the risk while they wait.",
    "Ask for an Occupational Therapist",
)
HOLD = Words(
    "Look at the risk again",
    "What helps meanwhile, how high the risk is now, and when it is looked at next.",
    "Save the risk",
)
FALL = Words("They fell", "The case moves up the queue.", "Write down the fall")


@require_safe
@members_only
@shows_people(Showing.LIST)
def ot_queue(request: HttpRequest) -> HttpResponse:
    """Everybody who waits, who is at most risk first."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    seen = Case.objects.visible_to(request.user, on=on)
    waits = OtWait.objects.standing().filter(case__in=seen)
    with_files = framed(seen.with_people())
    related = waits.prefetch_related(Prefetch("case", with_files))
    visits = Visit.objects.booked().filter(kind=VisitKind.ASSESSMENT, case__in=seen)
    booked = {visit.case_id: visit for visit in visits.select_related("worker")}
    rows = [row_of(wait, booked, on=on) for wait in related]
    rows.sort(key=lambda row: row["rank"].key)
    say_shown(request, (key for row in rows[:MOST] for key in row["wait"].case.person.keys))
    context = {"on": on, "rows": rows[:MOST], "number": len(rows)}
    return render(request, "cases/ot_queue.html", context)


def row_of(wait: OtWait, booked: Mapping[UUID, Visit], *, on: date) -> dict[str, Any]:
    place = rank(
        Waiting(
            risk=wait.risk,
            asked_on=wait.asked_on,
            review_on=wait.review_on,
            fell_on=wait.fell_on,
            has_interim=bool(wait.interim),
        ),
        on=on,
    )
    return {
        "wait": wait,
        "booked": booked.get(wait.case_id),
        "rank": place,
        "heard": last_heard(wait.case, on=on, targets={}),
        "review_late": wait.review_on < on,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What is to be assessed")
@shows_people(Showing.PAGE)
def ask_ot(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    if standing := OtWait.objects.standing().filter(case=case).first():
        return redirect("cases:hold_risk", standing.pk)
    form = AskOtForm(sent(request), case=case, on=on)

    def act() -> str:
        actions.ask_ot(wait=form.as_wait(), by=request.user, on=on)
        return "The case waits for an Occupational Therapist."

    return ask(request, form, ASK, act)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What helps meanwhile")
@shows_people(Showing.PAGE)
def hold_risk(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    wait = part_for(request, OtWait, pk, on=on)
    now = {"risk": wait.risk, "interim": wait.interim, "review_on": wait.review_on}
    form = RiskForm(sent(request), case=wait.case, on=on, initial=now)

    def act() -> str:
        actions.hold_risk(wait=wait, **form.cleaned_data, by=request.user, on=on)
        return "The risk is looked at, and again on the day you set."

    return ask(request, form, HOLD, act, then=reverse("cases:ot_queue"), ot_wait=wait)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The day of the fall")
@shows_people(Showing.PAGE)
def note_fall(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    wait = part_for(request, OtWait, pk, on=on)
    form = FallForm(sent(request), case=wait.case, on=on)

    def act() -> str:
        actions.note_fall(wait=wait, **form.cleaned_data, by=request.user, on=on)
        return "The fall is written down, and the case moved up."

    return ask(request, form, FALL, act, then=reverse("cases:ot_queue"), ot_wait=wait)


@require_POST
def end_ot_wait(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They are assessed, or need no Occupational Therapist any more."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    found = OtWait.objects.visible_to(request.user, on=on)
    wait: OtWait = get_object_or_404(found, pk=pk)
    try:
        actions.end_ot_wait(wait=wait, by=request.user, on=on)
        messages.success(request, "Written down: they wait for an Occupational Therapist no more.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect("cases:ot_queue")
