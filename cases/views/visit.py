"""The Housing MOT on a visit: one long page, saved as it is answered, then finished."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import (
    why_not_assess,
    why_not_move_visit,
    why_not_read_cases,
    why_not_work,
    why_not_write_assessment,
)
from cases.enums import Stage, VisitState
from cases.forms import visit as forms
from cases.forms.visit_clashes import shown_clashes
from cases.forms.visit_sent import SentAnswers, from_choice, from_kept, from_page, from_script
from cases.forms.visit_shown import score_rows
from cases.models import Visit, VisitAnswers, VisitFlag
from cases.mot.document import (
    Document,
    differences,
    join,
    reported_only,
    scores_in,
)
from cases.mot.sets import question_set
from cases.presenters import case_frame
from cases.views.case import case_for
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, kept_for
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.templatetags.display import long_date
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed

BY_PLACE = "place"  # the questions in the order of a walk round the home
AFTER = {"finish": "cases:finish_visit", "save": "cases:visit"}


@require_safe
@shows_people(Showing.PAGE)
def visits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The visits of a case, newest first, and how far each has got."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    rows = case.visits.with_photo_counts().select_related("worker", "answers")
    rows = rows.order_by("-starts_at", "-id")
    rows = rows.select_related("joint_with__worker", "joint_visit__worker")
    shown = [(each, *forms.progress_of(each, forms.held_of(each, on=on))) for each in rows]
    context = case_frame(case, user=request.user, on=on, current="visits") | {
        "visits": shown,
        "may_move": why_not_move_visit(request.user, on=on) is None,
        "may_book": case.stage != Stage.CLOSED and why_not_work(request.user, case, on=on) is None,
    }
    return render(request, "cases/visits.html", context)


def visit_for(request: HttpRequest, pk: UUID, *, on: date) -> Visit:
    """A visit to be shown: of a case in sight, for somebody who works cases."""
    visit = visit_to_save(request, pk, on=on)
    say_shown(request, visit.case.person.keys, case_id=visit.case_id)
    return visit


def visit_in_sight(request: HttpRequest, pk: UUID, *, on: date) -> Visit:
    """A visit to be shown to whoever may read its case."""
    visit = found(request, pk, on=on)
    say_shown(request, visit.case.person.keys, case_id=visit.case_id)
    return visit


def visit_to_save(request: HttpRequest, pk: UUID, *, on: date) -> Visit:
    """The same as `visit_for`, for an answer that holds nothing of the person."""
    visit = found(request, pk, on=on)
    require(why_not_work(request.user, visit.case, on=on))
    return visit


def found(request: HttpRequest, pk: UUID, *, on: date) -> Visit:
    require(why_not_read_cases(request.user, on=on))
    visits = Visit.objects.visible_to(request.user, on=on)
    related = visits.with_company().select_related(
        "case__person", "case__home", "case__locality", "answers"
    )
    visit: Visit = get_object_or_404(related, pk=pk)
    return visit


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your record of the visit")
@shows_people(Showing.PAGE)
def visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    visit = visit_for(request, pk, on=on)
    held = forms.held_of(visit, on=on)
    if request.method == "POST":
        questions = question_set(held.question_set)
        return keep(request, visit, from_page(request.POST, questions), on=on)
    if kept := kept_answers(request, held):
        return show_kept(request, visit, held, kept, on=on)
    context = shown(request, visit, held, on=on)
    if visit.is_assessment:
        return assessment(request, visit, context, on=on)
    if visit.state == VisitState.BOOKED:
        return render(request, "cases/visit.html", context)
    return render(request, "cases/visit_over.html", context | forms.found_on(visit, held))


def assessment(
    request: HttpRequest, visit: Visit, context: dict[str, Any], *, on: date
) -> HttpResponse:
    """To be written by whoever makes it, and to be read by everybody else and once signed."""
    why_not = why_not_write_assessment(request.user, visit, on=on)
    if visit.state == VisitState.BOOKED and why_not is None:
        return render(request, "cases/visit.html", context)
    context |= {
        "signed": f" By {visit.worker.name} on {long_date(visit.done_on)}.",
        "why_not": why_not if visit.state == VisitState.BOOKED else None,
        "addenda": visit.addenda.select_related("written_by"),
        "may_add": why_not_assess(request.user, visit.case, on=on) is None,
    }
    return render(request, "cases/assessment.html", context)


@require_POST
@shows_people(Showing.PAGE)
def close_flag(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What could not wait is done; back to the visit that found it."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    flags = VisitFlag.objects.visible_to(request.user, on=on).select_related("visit__case")
    flag = get_object_or_404(flags, pk=pk)
    visit = visit_for(request, flag.visit_id, on=on)
    actions.close_flag(flag=flag, by=request.user, on=on)
    return redirect("cases:visit", visit.pk)


def shown(request: HttpRequest, visit: Visit, held: VisitAnswers, *, on: date) -> dict[str, Any]:
    by_place = request.GET.get("by") == BY_PLACE
    context = forms.visit_context(visit, held, user=request.user, on=on, by_place=by_place)
    others = [each.case.person for each in context["same_visit"]]
    say_shown(request, [key for person in others for key in person.keys])
    return context


def kept_answers(request: HttpRequest, held: VisitAnswers) -> SentAnswers | None:
    kept = kept_for(request)
    return from_kept(kept, question_set(held.question_set)) if kept else None


def show_kept(
    request: HttpRequest, visit: Visit, held: VisitAnswers, kept: SentAnswers, *, on: date
) -> HttpResponse:
    """The page as it was typed before the sign-in ended, from the revision it began with."""
    if visit.state != VisitState.BOOKED:
        return show_too_late(request, visit, yours=kept.yours, refusal=actions.NOT_OPEN, on=on)
    held.answers, held.revision = kept.yours, kept.revision
    context = shown(request, visit, held, on=on) | {"base": json.dumps(kept.base)}
    return render(request, "cases/visit.html", context)


@require_POST
@kept_as("Your record of the visit", on="cases:visit", part=True)
@shows_people(Showing.PAGE)
def choose_answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save after somebody chose, answer by answer, between two windows."""
    on = timezone.localdate()
    visit = visit_for(request, pk, on=on)
    return keep(request, visit, from_choice(request.POST), on=on)


def keep(request: HttpRequest, visit: Visit, sent: SentAnswers, *, on: date) -> HttpResponse:
    """Save, then go where the button said; nothing typed is lost where it cannot be saved."""
    try:
        actions.save_answers(
            visit=visit,
            answers=sent.yours,
            revision=sent.revision,
            by=request.user,
            at=timezone.now(),
            on=on,
        )
    except EditConflict:
        return show_conflict(request, visit, yours=sent.yours, base=sent.base)
    except NotAllowed as refusal:
        return show_too_late(request, visit, yours=sent.yours, refusal=str(refusal), on=on)
    return redirect(after(request, visit))


def after(request: HttpRequest, visit: Visit) -> str:
    """Where the button of the page leads; the order it is asked in is kept."""
    act = request.POST.get("act", "save")
    if act not in AFTER:
        return reverse("cases:case", args=[visit.case_id])
    if act == "finish" and visit.is_assessment:
        return reverse("cases:sign_assessment", args=[visit.pk])
    walks = act == "save" and request.GET.get("by") == BY_PLACE
    return reverse(AFTER[act], args=[visit.pk]) + (f"?by={BY_PLACE}" if walks else "")


def show_conflict(
    request: HttpRequest, visit: Visit, *, yours: Document, base: Document
) -> HttpResponse:
    """Both answers where they clash, yours first and chosen; the rest is joined."""
    held = VisitAnswers.objects.get(visit=visit)
    joined = join(base=base, yours=yours, saved=held.answers)
    context = {
        "visit": visit,
        "initials": forms.initials(visit.case.person.canonical),
        "clashes": shown_clashes(joined.clashes, question_set(held.question_set)),
        "held": held,
        "base": json.dumps(held.answers),
        "document": json.dumps(joined.document),
        "act": request.POST.get("act", "save"),
    }
    return render(request, "cases/visit_conflict.html", context, status=409)


def show_too_late(
    request: HttpRequest, visit: Visit, *, yours: Document, refusal: str, on: date
) -> HttpResponse:
    """The visit is over: what was typed and is not kept, so that it can be written elsewhere."""
    held = VisitAnswers.objects.filter(visit=visit).first() or forms.held_of(visit, on=on)
    found = differences(yours=yours, saved=held.answers)
    context = {
        "visit": visit,
        "initials": forms.initials(visit.case.person.canonical),
        "refusal": refusal,
        "lost": shown_clashes(found, question_set(held.question_set)),
    }
    return render(request, "cases/visit_too_late.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def finish_visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is still unanswered, and finishing all the same."""
    on = timezone.localdate()
    visit = visit_for(request, pk, on=on)
    held = forms.held_of(visit, on=on)
    if visit.is_assessment:
        return redirect("cases:sign_assessment", visit.pk)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            scores = scores_in(held.answers, forms.THEMES)
            actions.finish_visit(visit=visit, scores=scores, by=request.user, on=on)
        except ValidationError as error:
            refusals = error.messages
        else:
            return redirect("cases:plan", visit.case_id)
    elif visit.state != VisitState.BOOKED:
        return redirect("cases:visit", visit.pk)
    lines = [{"text": refusal, "href": "#today"} for refusal in refusals]
    context = to_finish(request, visit, held, on=on) | {"refusals": lines}
    return render(request, "cases/visit_finish.html", context, status=422 if refusals else 200)


def to_finish(
    request: HttpRequest, visit: Visit, held: VisitAnswers, *, on: date
) -> dict[str, Any]:
    """What is settled and what is still open, for the page before the end."""
    context = shown(request, visit, held, on=on)
    scores = scores_in(held.answers, forms.THEMES)
    return context | {
        "unanswered": forms.unanswered(context["areas"]),
        "to_be_seen": reported_only(held.answers, question_set(held.question_set)),
        "ask_alone": forms.to_ask_alone(held),
        "today": forms.today_of(visit, held),
        "no_score": [row for row in score_rows(scores) if row.value is None],
    }


@login_not_required
@kept_as("Your record of the visit", on="cases:visit", part=True)
@shows_people(Showing.API)
def answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """PUT /api/v1/visits/<id>/answers: the whole document, from the revision it began with.

    In: {"revision", "answers", "base", "on_its_way"}; `base` is what that revision held, so
    that a stale document can be joined; `on_its_way`, which may be left out, is what the same
    page sent before and has no reply of. Out: {"revision", "saved_at", "flagged"}, or a
    problem in JSON.
    """
    if request.method != "PUT":
        refused = problem(405, "Only PUT is understood here")
        refused["Allow"] = "PUT"
        return refused
    if not request.user.is_authenticated:
        return problem(401, "Sign in to save")
    try:
        return put_answers(request, pk)
    except Http404:
        return problem(404, "There is no such visit")
    except NotAllowed as refusal:
        return problem(409, "The visit is no longer open", kind="visit-over", detail=str(refusal))
    except PermissionDenied as refusal:
        return problem(403, "You cannot do this", detail=str(refusal))
    except (ValueError, RecursionError) as error:
        return problem(400, "What was sent could not be read", detail=str(error))


def put_answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    visit = visit_to_save(request, pk, on=on)
    sent = from_script(request.body)
    try:
        held = actions.save_answers(
            visit=visit,
            answers=sent.yours,
            revision=sent.revision,
            by=request.user,
            at=timezone.now(),
            on=on,
            on_its_way=sent.on_its_way,
        )
    except EditConflict as conflict:
        held = VisitAnswers.objects.get(pk=conflict.current.pk)
        say_shown(request, visit.case.person.keys, case_id=visit.case_id)
        return stale(held, yours=sent.yours, base=sent.base)
    say_shown(request, ())
    return JsonResponse(
        {
            "revision": held.revision,
            "saved_at": held.saved_at,
            "flagged": [odd.id for odd in forms.odd_in(held)],
        }
    )


def stale(held: VisitAnswers, *, yours: Document, base: Document) -> JsonResponse:
    """What is held now, both put together, and the answers a person must choose between."""
    joined = join(base=base, yours=yours, saved=held.answers)
    return problem(
        409,
        "These answers were changed in another window",
        kind="stale-revision",
        current={"revision": held.revision, "answers": held.answers},
        joined=joined.document,
        clashes=[{"question": clash.question, "part": clash.part} for clash in joined.clashes],
    )


def problem(status: int, title: str, *, kind: str = "", **more: Any) -> JsonResponse:
    """A refusal in the form of RFC 9457."""
    body = {"type": f"/problems/{kind}" if kind else "about:blank", "title": title}
    body |= {"status": status} | more
    return JsonResponse(body, status=status, content_type="application/problem+json")
