"""Going back: whether it suits, whether it helped, and the end of the case."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.enums import Outcome, SolutionState, VisitState
from cases.forms.follow_up import CloseForm, FollowUpForm, compared, typed_scores
from cases.forms.visit import initials
from cases.forms.visit_shown import score_rows
from cases.models import FollowUp
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed


def follow_up_for(request: HttpRequest, pk: UUID, *, on: date) -> FollowUp:
    """A follow-up of a case in sight, for somebody who works cases."""
    require(why_not_read_cases(request.user, on=on))
    in_sight = FollowUp.objects.visible_to(request.user, on=on)
    related = in_sight.select_related("case__person__merged_into", "case__home", "case__locality")
    follow_up: FollowUp = get_object_or_404(related, pk=pk)
    require(why_not_work(request.user, follow_up.case, on=on))
    say_shown(request, follow_up.case.person.keys, case_id=follow_up.case_id)
    return follow_up


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your follow-up")
@shows_people(Showing.PAGE)
def follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questions, or, once they were answered, both scores side by side."""
    on = timezone.localdate()
    found = follow_up_for(request, pk, on=on)
    answers = sent(request)
    came = found.case.solutions.filter(state=SolutionState.DELIVERED)
    form = FollowUpForm(answers, came=came)
    if request.method == "POST" and form.is_valid():
        actions.follow_up(
            follow_up=found,
            suits=form.cleaned_data["suits"] == "yes",
            unsuitable=form.cleaned_data["unsuitable"],
            falls_since=form.cleaned_data["falls_since"],
            scores=typed_scores(request.POST),
            by=request.user,
            on=on,
        )
        return redirect("cases:follow_up", found.pk)
    if found.done_on:
        return show_result(
            request, found, CloseForm(sent(request, "cases:close_after_follow_up")), on=on
        )
    context = page_of(found, on=on) | {
        "form": form,
        "scores": score_rows(typed_scores(answers or QueryDict())),
    }
    status = 422 if form.errors else 200
    return render(request, "cases/follow_up.html", context, status=status)


@require_POST
@kept_as("How the case ended", on="cases:follow_up")
@shows_people(Showing.PAGE)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = follow_up_for(request, pk, on=on)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show_result(request, found, form, on=on)
    outcome = Outcome(form.cleaned_data["outcome"])
    try:
        actions.close(case=found.case, outcome=outcome, by=request.user, on=on)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return show_result(request, found, form, on=on)
    return redirect("cases:case", found.case_id)


def show_result(
    request: HttpRequest, found: FollowUp, form: CloseForm, *, on: date
) -> HttpResponse:
    """The first score stands beside the second only now, so that it led nobody."""
    visits = found.case.visits.of_mot().filter(state=VisitState.DONE).order_by("done_on", "id")
    first_visit = visits.prefetch_related("scores").first()
    first = {each.theme: each.value for each in first_visit.scores.all()} if first_visit else {}
    second = {each.theme: each.value for each in found.scores.all()}
    context = page_of(found, on=on) | {"form": form, "compared": compared(first, second)}
    context["to_put_right"] = found.case.solutions.to_put_right()
    status = 422 if form.errors else 200
    return render(request, "cases/follow_up_done.html", context, status=status)


def page_of(found: FollowUp, *, on: date) -> dict[str, object]:
    person = found.case.person.canonical
    return {"follow_up": found, "case": found.case, "initials": initials(person), "on": on}
