"""The assessment of an Occupational Therapist: booked, signed, added to, printed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import why_not_assess, why_not_work, why_not_write_assessment
from cases.enums import VisitState
from cases.forms import visit as forms
from cases.forms.assessing import AddendumForm, AssessmentForm
from cases.models import OtWait, Visit
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from cases.views.visit import visit_in_sight
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import clock_time, day_date
from lightbulb.core.web.showing import shows_people
from lightbulb.core.workflow import NotAllowed

BOOK = Words(
    "Book the assessment",
    "An Occupational Therapist comes. The visit is in their day, and the case stays where it is.",
    "Book the assessment",
)
ADD = Words(
    "Add to the assessment",
    "What is signed stays as it is. What you add stands below it.",
    "Add it",
)


def assessment_for(request: HttpRequest, pk: UUID, *, on: date) -> Visit:
    """An assessment of a case in sight. Raises Http404 for any other visit."""
    visit = visit_in_sight(request, pk, on=on)
    if not visit.is_assessment:
        raise Http404
    return visit


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("When the assessment is")
@shows_people(Showing.PAGE)
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = AssessmentForm(sent(request), case=case, on=on)

    def act() -> str:
        said, starts_at = form.cleaned_data, form.starts_at()
        when = {"starts_at": starts_at, "minutes": said["minutes"]}
        actions.book_assessment(case=case, worker=said["therapist"], **when, by=request.user, on=on)
        words = f"{day_date(said['day'], on)} at {clock_time(said['time'])}"
        return f"The assessment is booked for {words}, with {said['therapist'].name}."

    back = reverse("cases:visits", args=[case.pk])
    wait = OtWait.objects.standing().filter(case=case).first()
    return ask(request, form, BOOK, act, back=back, ot_wait=wait)


@require_POST
@shows_people(Showing.PAGE)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    visit = assessment_for(request, pk, on=on)
    try:
        actions.cancel_assessment(visit=visit, by=request.user, on=on)
        messages.success(request, "The assessment is cancelled. Book another when there is a day.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect("cases:visits", visit.case_id)


@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is still empty, what follows, and the signature."""
    on = timezone.localdate()
    visit = assessment_for(request, pk, on=on)
    require(why_not_write_assessment(request.user, visit, on=on))
    refusals: list[str] = []
    if request.method == "POST":
        try:
            actions.sign_assessment(visit=visit, by=request.user, on=on)
        except ValidationError as error:
            refusals = error.messages
        else:
            messages.success(request, "Signed and locked. What you recommend is in the plan.")
            return redirect("cases:visit", visit.pk)
    elif visit.state != VisitState.BOOKED:
        return redirect("cases:visit", visit.pk)
    context = to_sign(request, visit, refusals, on=on)
    return render(request, "cases/sign_assessment.html", context, status=422 if refusals else 200)


def to_sign(request: HttpRequest, visit: Visit, refusals: list[str], *, on: date) -> dict[str, Any]:
    held = forms.held_of(visit, on=on)
    shown = forms.visit_context(visit, held, user=request.user, on=on)
    return shown | {
        "unanswered": forms.unanswered(shown["areas"]),
        "refusals": [{"text": each, "href": visit.get_absolute_url()} for each in refusals],
        "offers": forms.offers_of(visit, held),
        "ends_wait": OtWait.objects.standing().filter(case=visit.case_id).first(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you add to the assessment")
@shows_people(Showing.PAGE)
def addend(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    visit = assessment_for(request, pk, on=on)
    require(why_not_assess(request.user, visit.case, on=on))
    if visit.state != VisitState.DONE:
        return redirect("cases:visit", visit.pk)
    case = case_for(request, visit.case_id, on=on)
    form = AddendumForm(sent(request), case=case, on=on)

    def act() -> str:
        actions.add_to_assessment(addendum=form.as_addendum(visit), by=request.user, on=on)
        return "It stands below the assessment."

    return ask(request, form, ADD, act, back=visit.get_absolute_url())


@require_safe
@shows_people(Showing.DOCUMENT)
def printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The assessment on paper, in the order in which the county's record takes it."""
    on = timezone.localdate()
    visit = assessment_for(request, pk, on=on)
    held = forms.held_of(visit, on=on)
    context = forms.visit_context(visit, held, user=request.user, on=on)
    context |= {"addenda": visit.addenda.select_related("written_by")}
    return render(request, "cases/assessment_print.html", context)
