"""The complaints of a case: taken, acknowledged, answered, withdrawn."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import why_not_work
from cases.complaining import route_of
from cases.forms.complaints import AnswerComplaintForm, ComplaintForm, OfComplaintForm
from cases.models import Case, Complaint
from cases.presenters import case_frame
from cases.views.case import case_for, clock_of, part_for
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import day_date
from lightbulb.core.web.showing import shows_people

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

    def act() -> str:
        complaint, landlord = form.as_complaint(), form.cleaned_data["landlord"]
        actions.record_complaint(complaint=complaint, landlord=landlord, by=request.user, on=on)
        return said_of(complaint, on=on)

    return ask(request, form, RECORD, act, then=back_to(case))


def said_of(complaint: Complaint, *, on: date) -> str:
    by = complaint.acknowledge_by
    when = f" It is to be acknowledged by {day_date(by, on)}." if by else ""
    return f"Recorded. It goes to {complaint.goes_to}.{when}"


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("That it was acknowledged")
@shows_people(Showing.PAGE)
def acknowledge_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    complaint = part_for(request, Complaint, pk, on=on)
    form = OfComplaintForm(sent(request), complaint=complaint, on=on)

    def act() -> str:
        said = form.cleaned_data
        actions.acknowledge_complaint(complaint=complaint, **said, by=request.user, on=on)
        return "Saved."

    back = back_to(complaint.case)
    return ask(request, form, ACKNOWLEDGE, act, back=back, about=str(complaint))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The answer to a complaint")
@shows_people(Showing.PAGE)
def answer_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    complaint = part_for(request, Complaint, pk, on=on)
    form = AnswerComplaintForm(sent(request), complaint=complaint, on=on)

    def act() -> str:
        reply = form.as_reply()
        actions.answer_complaint(complaint=complaint, reply=reply, by=request.user, on=on)
        return "Saved."

    back = back_to(complaint.case)
    return ask(request, form, ANSWER, act, back=back, about=str(complaint))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("That it was withdrawn")
@shows_people(Showing.PAGE)
def withdraw_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    complaint = part_for(request, Complaint, pk, on=on)
    form = OfComplaintForm(sent(request), complaint=complaint, on=on)

    def act() -> str:
        said = form.cleaned_data
        actions.withdraw_complaint(complaint=complaint, **said, by=request.user, on=on)
        return "Saved."

    back = back_to(complaint.case)
    return ask(request, form, WITHDRAW, act, back=back, about=str(complaint))
