"""The complaints of a case: taken, acknowledged, answered, withdrawn."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.complaining import route_of
from cases.forms.complaints import AnswerComplaintForm, ComplaintForm, OfComplaintForm
from cases.models import Case, Complaint
from cases.presenters import case_frame
from cases.views.case import case_for, clock_of
from cases.views.one_form import Words, add_refusal, show_form
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import day_date
from lightbulb.core.web.showing import shows_people
from lightbulb.core.workflow import NotAllowed

RECORD = Words(
    "Record a complaint",
    "Whose procedure answers it, and by when, is worked out from what it is about.",
    "Record the complaint",
)
ACKNOWLEDGE = Words(
    "Acknowledged",
    "Whoever complained was told that it was received, who answers, and by when.",
    "Save that it was acknowledged",
)
ANSWER = Words("Answered", "What was answered stays as it is written.", "Save the answer")
WITHDRAW = Words("Withdrawn", "Whoever complained takes it back.", "Save that it was withdrawn")


@require_safe
@shows_people(Showing.PAGE)
def complaints(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every complaint in the case, with whose procedure answers it and why."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    rows = list(case.complaints.select_related("taken_by"))
    for row in rows:
        row.case = case
    context = {
        **case_frame(case, user=request.user, on=on, current="complaints"),
        **clock_of(case, on=on),
        "complaints": [(row, route_of(row)) for row in rows],
    }
    return render(request, "cases/complaints.html", context)


def back_to(case: Case) -> str:
    return reverse("cases:complaints", args=[case.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The complaint")
@shows_people(Showing.PAGE)
def record_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = ComplaintForm(sent(request), case=case, on=on)
    if request.method == "POST" and form.is_valid():
        complaint, landlord = form.as_complaint(), form.cleaned_data["landlord"]
        try:
            actions.record_complaint(complaint=complaint, landlord=landlord, by=request.user, on=on)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, said_of(complaint, on=on))
            return redirect(back_to(case))
    return show_form(request, form, RECORD)


def said_of(complaint: Complaint, *, on: date) -> str:
    by = complaint.acknowledge_by
    when = f" It is to be acknowledged by {day_date(by, on)}." if by else ""
    return f"Recorded. It goes to {complaint.goes_to}.{when}"


def complaint_for(request: HttpRequest, pk: UUID, *, on: date) -> Complaint:
    """A complaint in a case in sight, for who works on it."""
    require(why_not_read_cases(request.user, on=on))
    found = get_object_or_404(Complaint.objects.visible_to(request.user, on=on), pk=pk)
    complaint: Complaint = found
    complaint.case = case_for(request, complaint.case_id, on=on)
    require(why_not_work(request.user, complaint.case, on=on))
    return complaint


def take_step(
    request: HttpRequest, form: OfComplaintForm, words: Words, act: Callable[[], Complaint]
) -> HttpResponse:
    """A page of one step of a complaint; `act` does it once the form is right."""
    back = back_to(form.case)
    if request.method == "POST" and form.is_valid():
        try:
            act()
            messages.success(request, "Saved.")
            return redirect(back)
        except ValidationError as error:
            add_refusal(form, error)
        except NotAllowed:
            messages.warning(request, "It stands elsewhere by now. Nothing was changed by you.")
            return redirect(back)
    return show_form(request, form, words, back=back, about=str(form.complaint))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("That it was acknowledged")
@shows_people(Showing.PAGE)
def acknowledge_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    complaint = complaint_for(request, pk, on=on)
    form = OfComplaintForm(sent(request), complaint=complaint, on=on)

    def act() -> Complaint:
        said = form.cleaned_data
        return actions.acknowledge_complaint(complaint=complaint, **said, by=request.user, on=on)

    return take_step(request, form, ACKNOWLEDGE, act)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The answer to a complaint")
@shows_people(Showing.PAGE)
def answer_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    complaint = complaint_for(request, pk, on=on)
    form = AnswerComplaintForm(sent(request), complaint=complaint, on=on)

    def act() -> Complaint:
        reply = form.as_reply()
        return actions.answer_complaint(complaint=complaint, reply=reply, by=request.user, on=on)

    return take_step(request, form, ANSWER, act)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("That it was withdrawn")
@shows_people(Showing.PAGE)
def withdraw_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    complaint = complaint_for(request, pk, on=on)
    form = OfComplaintForm(sent(request), complaint=complaint, on=on)

    def act() -> Complaint:
        said = form.cleaned_data
        return actions.withdraw_complaint(complaint=complaint, **said, by=request.user, on=on)

    return take_step(request, form, WITHDRAW, act)
