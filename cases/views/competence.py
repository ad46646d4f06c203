"""Who may recommend what, and what waits for an Occupational Therapist to agree."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import (
    why_not_keep_competence,
    why_not_read_cases,
    why_not_sign_off,
    why_not_supervise,
)
from cases.forms.competence import CompetenceForm, SignOffForm
from cases.models import Case, Competence, SignOff
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from cases.workers import supervised_by
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.access.scope import allows
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people

MOST = 100
ONLY_THERAPISTS = "Occupational Therapists agree to what was recommended, or do not."
ANSWER = Words(
    "Agree, or do not",
    "It was recommended by somebody who is not signed off for it, so it waits for you.",
    "Save your answer",
)


@require_safe
@members_only
@shows_people(Showing.LIST)
def sign_offs(request: HttpRequest) -> HttpResponse:
    """What was recommended above somebody's competence, what has waited longest first."""
    on = timezone.localdate()
    require(None if allows(request.user, Permission.SIGN_OFF, on=on) else ONLY_THERAPISTS)
    found = SignOff.objects.visible_to(request.user, on=on).to_answer()
    cases = Prefetch("solution__case", Case.objects.with_people())
    rows = list(found.select_related("solution", "asked_by").prefetch_related(cases)[:MOST])
    say_shown(request, (key for row in rows for key in row.solution.case.person.keys))
    return render(request, "cases/sign_offs.html", {"on": on, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your answer to what was recommended")
@shows_people(Showing.PAGE)
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    seen = SignOff.objects.visible_to(request.user, on=on)
    waiting = get_object_or_404(seen.select_related("solution__case__locality"), pk=pk)
    case = case_for(request, waiting.solution.case_id, on=on)
    require(why_not_sign_off(request.user, waiting, on=on))
    if waiting.answered_on:
        return redirect("cases:plan", case.pk)
    form = SignOffForm(sent(request), case=case, on=on)

    def act() -> str:
        said = form.cleaned_data
        agreed = said["agreed"] == "yes"
        actions.sign_off(
            sign_off=waiting, agreed=agreed, remark=said["remark"], by=request.user, on=on
        )
        return "It can go on." if agreed else "It is not recommended. The person will be told."

    about = f"{waiting.solution.label}: {waiting.solution.because}"
    then = reverse("cases:sign_offs")
    return ask(request, form, ANSWER, act, then=then, about=about)


@require_safe
@members_only
def competence(request: HttpRequest) -> HttpResponse:
    """Everybody one supervises, with what each may recommend on their own today."""
    on = timezone.localdate()
    require(why_not_supervise(request.user, on=on))
    held = Prefetch("competences", Competence.objects.in_force(on), to_attr="held")
    workers = supervised_by(request.user, on=on).prefetch_related(held)
    context = {"on": on, "workers": workers, "me": request.user}
    return render(request, "cases/competence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("What somebody may recommend")
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_supervise(request.user, on=on))
    worker = get_object_or_404(User.objects.working_on(on), pk=pk)
    require(why_not_keep_competence(request.user, worker, on=on))
    form = CompetenceForm(sent(request), worker=worker, on=on)
    if request.method == "POST" and form.is_valid() and given(request, form, on=on):
        return redirect("cases:competence")
    context = {"on": on, "form": form, "worker": worker}
    return render(
        request, "cases/give_competence.html", context, status=422 if form.errors else 200
    )


def given(request: HttpRequest, form: CompetenceForm, *, on: date) -> bool:
    """Whether it was kept; if not, the form says why."""
    competence = form.as_competence()
    try:
        actions.give_competence(competence=competence, by=request.user, on=on)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    label = str(competence.get_area_display()).lower()
    messages.success(request, f"{form.worker.name} is signed off for {label}.")
    return True


@require_POST
@members_only
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From today they are signed off for it no more."""
    on = timezone.localdate()
    require(why_not_supervise(request.user, on=on))
    found: Any = Competence.objects.select_related("worker")
    competence = get_object_or_404(found, pk=pk)
    actions.end_competence(competence=competence, by=request.user, on=on)
    label = str(competence.get_area_display()).lower()
    messages.success(request, f"{competence.worker.name} is signed off for {label} no more.")
    return redirect("cases:competence")
