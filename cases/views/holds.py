"""What a case waits for: each hold, asking again, and taking it off; and its classes."""

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
from cases.forms.holds import ChaseForm, LiftForm
from cases.models import Hold
from cases.presenters import case_frame, what_next
from cases.views.case import case_for, clock_of
from cases.views.one_form import Words, add_refusal, show_form
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import day_date
from lightbulb.core.web.showing import shows_people

CHASE = Words(
    "Asked again", "Today is kept as the day it was chased.", "Save that it was asked again"
)
LIFT = Words("Take the case off hold", "The wait ends on this day.", "Take it off hold")


@require_safe
@shows_people(Showing.PAGE)
def waiting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On whom the case waits and has waited, and the classes it was in."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    holds = list(case.holds.select_related("owner", "chased_by"))
    standing = [hold for hold in holds if hold.ends_on is None]
    context = {
        **case_frame(case, user=request.user, on=on, current="waiting"),
        **clock_of(case, on=on),
        "standing": sorted(standing, key=lambda hold: (hold.next_on, hold.starts_on)),
        "over": [hold for hold in reversed(holds) if hold.ends_on],
        "classes": case.classifications.select_related("found_by"),
        "hold_url": reverse("cases:step", args=[case.pk, "put_on_hold"]),
        "class_url": reverse("cases:step", args=[case.pk, "reclassify"]),
    }
    return render(request, "cases/waiting.html", context)


def hold_for(request: HttpRequest, pk: UUID, *, on: date) -> Hold:
    """A hold of a case in sight, for somebody who works cases."""
    require(why_not_read_cases(request.user, on=on))
    hold: Hold = get_object_or_404(Hold.objects.visible_to(request.user, on=on), pk=pk)
    hold.case = case_for(request, hold.case_id, on=on)
    require(why_not_work(request.user, hold.case, on=on))
    return hold


def back_from(hold: Hold) -> str:
    return reverse("cases:waiting", args=[hold.case_id])


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you asked again")
@shows_people(Showing.PAGE)
def chase_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    hold = hold_for(request, pk, on=on)
    form = ChaseForm(sent(request), case=hold.case, on=on, initial={"next_step": hold.next_step})
    if request.method == "POST" and form.is_valid():
        try:
            actions.chase(hold=hold, **form.cleaned_data, by=request.user, on=on)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            day = day_date(form.cleaned_data["next_on"], on)
            messages.success(request, f"Saved. {hold.whom} is asked again {day}.")
            return redirect(back_from(hold))
    return show_form(request, form, CHASE, back=back_from(hold), waits_for=hold)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The day the answer came")
@shows_people(Showing.PAGE)
def lift_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    hold = hold_for(request, pk, on=on)
    form = LiftForm(sent(request), hold=hold, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_hold(hold=hold, **form.cleaned_data, by=request.user, on=on)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            hold.case.refresh_from_db()
            next_words = what_next(hold.case, on=on)
            messages.success(request, f"The case waits on {hold.whom} no more. {next_words}")
            return redirect(hold.case)
    return show_form(request, form, LIFT, back=back_from(hold), waits_for=hold)
