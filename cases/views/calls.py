"""Somebody rings about a case, and whoever picks up answers: where it stands, and the call."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions, clock
from cases.access import why_not_answer_calls
from cases.forms.calls import CallForm
from cases.framed import framed
from cases.hearing import last_heard
from cases.models import Case
from cases.presenters import for_a_call, waiting
from cases.views.one_form import done
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people


def case_rung_about(request: HttpRequest, pk: UUID, *, on: date) -> Case:
    require(why_not_answer_calls(request.user, on=on))
    told = framed(Case.objects.told_to(request.user, on=on).with_people())
    case = get_object_or_404(told.prefetch_related("milestones", "holds__owner"), pk=pk)
    say_shown(request, case.person.keys, case_id=case.pk)
    return case


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("What was said on the phone")
@shows_people(Showing.PAGE)
def answer_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On whom it waits, for what and till when, to be read out; and the call written down."""
    on = timezone.localdate()
    case = case_rung_about(request, pk, on=on)
    form = CallForm(sent(request), case=case, on=on)

    def act() -> str:
        day = form.cleaned_data["ring_back_on"]
        actions.answer_call(note=form.as_note(), ring_back_on=day, by=request.user, on=on)
        return "The call is written down. The worker sees it in the case."

    if request.method == "POST" and form.is_valid() and (said := done(form, act)):
        messages.success(request, said)
        return redirect("cases:answer_call", case.pk)
    context = {
        "on": on,
        "case": case,
        "person": case.person.canonical,
        "identity": for_a_call(case),
        "waiting": waiting(case, user=request.user, on=on),
        "heard": last_heard(case, on=on, targets=clock.targets_on(on)),
        "form": form,
    }
    return render(request, "cases/call.html", context, status=422 if form.errors else 200)
