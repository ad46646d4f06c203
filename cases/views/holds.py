"""What a case waits for: each hold, asking again, and taking it off; and its classes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.forms.holds import ChaseForm, LiftForm
from cases.models import Hold
from cases.presenters import case_frame, what_next
from cases.views.case import case_for, clock_of, part_for
from cases.views.one_form import Words, ask
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


def back_from(hold: Hold) -> str:
    return reverse("cases:waiting", args=[hold.case_id])


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you asked again")
@shows_people(Showing.PAGE)
def chase_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    hold = part_for(request, Hold, pk, on=on)
    form = ChaseForm(sent(request), case=hold.case, on=on, initial={"next_step": hold.next_step})

    def act() -> str:
        actions.chase(hold=hold, **form.cleaned_data, by=request.user, on=on)
        return f"Saved. {hold.whom} is asked again {day_date(form.cleaned_data['next_on'], on)}."

    return ask(request, form, CHASE, act, back=back_from(hold), waits_for=hold)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The day the answer came")
@shows_people(Showing.PAGE)
def lift_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    hold = part_for(request, Hold, pk, on=on)
    form, case_url = LiftForm(sent(request), hold=hold, on=on), hold.case.get_absolute_url()

    def act() -> str:
        actions.lift_hold(hold=hold, **form.cleaned_data, by=request.user, on=on)
        hold.case.refresh_from_db()
        return f"The case waits on {hold.whom} no more. {what_next(hold.case, on=on)}"

    back = back_from(hold)
    return ask(request, form, LIFT, act, back=back, then=case_url, waits_for=hold)
