"""Opening a record in an emergency, ending that early, and reviewing what was opened."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.emergencies import (
    PARTS_IN_WORDS,
    Meant,
    by_number,
    by_reference,
    may_be_opened,
    page_of,
    sees_already,
)
from cases.forms.access import EmergencyForm, ReviewForm
from lightbulb.core.access.access import (
    why_not_open_in_emergency,
    why_not_review,
    why_not_review_emergencies,
)
from lightbulb.core.access.enums import ReviewOutcome
from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.access.refusal import require
from lightbulb.core.access.subjects import CASE
from lightbulb.core.web.members import members_only

NOTHING_OPENED = (
    "Nothing was opened. Either there is no such record, or it cannot be opened to you. "
    "Ring a safeguarding desk if somebody is in danger."
)
MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def emergency(request: HttpRequest) -> HttpResponse:
    """The form; a record that is missing and one that may not be opened answer alike."""
    on = timezone.localdate()
    require(why_not_open_in_emergency(request.user, on=on))
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        meant = meant_by(form)
        if meant and may_be_opened(meant, request.user, on=on):
            return redirect(opened(request, form, meant, on=on) or "cases:emergency")
        actions.note_refusal(why=form.cleaned_data["why"], by=request.user, on=on)
        form.add_error(None, NOTHING_OPENED)
    context = {"form": form, "on": on}
    status = 422 if form.errors else 200
    return render(request, "cases/emergency.html", context, status=status)


def meant_by(form: EmergencyForm) -> Meant | None:
    said = form.cleaned_data
    if said["reference"]:
        return by_reference(said["reference"])
    return by_number(said["nhs_number"], said["born"])


def opened(request: HttpRequest, form: EmergencyForm, meant: Meant, *, on: date) -> str:
    """The page of the record. What is in sight already is not opened a second time."""
    said = form.cleaned_data
    opening = meant.opening(why=said["why"], reason=said["reason"])
    if sees_already(meant, request.user, on=on):
        messages.info(request, "You can see this without opening it in an emergency.")
    else:
        actions.open_in_emergency(opening=opening, by=request.user, on=on, at=timezone.now())
        messages.success(request, "The record is open to you for eight hours.")
    return page_of(opening, request.user, on=on)


@require_POST
@members_only
def close_emergency(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = EmergencyAccess.objects.filter(user=request.user)
    opening = get_object_or_404(own, pk=pk)
    on, now = timezone.localdate(), timezone.now()
    actions.close_emergency(opening=opening, by=request.user, on=on, at=now)
    messages.success(request, "The record you opened in an emergency is closed to you again.")
    return redirect("start")


@require_safe
@members_only
def emergencies(request: HttpRequest) -> HttpResponse:
    """What was opened and not reviewed yet, the oldest first."""
    on = timezone.localdate()
    require(why_not_review_emergencies(request.user, on=on))
    waiting = EmergencyAccess.objects.to_review()
    context = {"on": on, "openings": waiting[:MOST_SHOWN], "number": waiting.count()}
    return render(request, "cases/emergencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def review_emergency(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who opened what, why, and whether that was right."""
    on, now = timezone.localdate(), timezone.now()
    require(why_not_review_emergencies(request.user, on=on))
    opening = get_object_or_404(EmergencyAccess.objects.select_related("user"), pk=pk)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcome = ReviewOutcome(said["outcome"])
        actions.review(opening=opening, outcome=outcome, note=said["note"], by=request.user, on=on)
        messages.success(request, "Your review is saved.")
        return redirect("cases:emergencies")
    context = {
        "on": on,
        "opening": opening,
        "is_open": opening.is_open(now),
        "what": PARTS_IN_WORDS[opening.subject_type],
        "is_case": opening.subject_type == CASE,
        "why_not": why_not_review(request.user, opening, on=on),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "cases/emergency_review.html", context, status=status)
