"""The team list, and giving cases out, several at once with a preview."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import (
    why_not_give_out,
    why_not_give_out_case,
    why_not_see_team,
    why_not_take,
)
from cases.forms.team import GiveOutForm
from cases.models import Case
from cases.rows import listed
from cases.team import Load, Team, pressing_sentence, teams
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.access.scope import Scope
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import count_of, short_date
from lightbulb.core.web.showing import say_shown, shows_people

MOST_SHOWN = 25
SEE_LOAD = Permission.SEE_LOAD


@require_safe
@shows_people(Showing.LIST)
def team(request: HttpRequest) -> HttpResponse:
    """Who is drowning, who has room, who is away without cover, what nobody has yet."""
    on = timezone.localdate()
    require(why_not_see_team(request.user, on=on))
    return show_board(request, form_for(request.user, on=on))


def show_board(request: HttpRequest, form: GiveOutForm, *, status: int = 200) -> HttpResponse:
    context = board(request.user, form)
    say_shown(request, (key for row in context["waiting"] for key in row["case"].person.keys))
    return render(request, "cases/team.html", context, status=status)


def form_for(user: User, *answers: QueryDict, on: date) -> GiveOutForm:
    seen = Case.objects.visible_to(user, on=on)
    scope = Scope.of(user, Permission.GIVE_OUT_CASES, on=on)
    return GiveOutForm(*answers, seen=seen, scope=scope, on=on)


def board(user: User, form: GiveOutForm) -> dict[str, Any]:
    """Loads are of every case the person may count; the rows are of those they may see."""
    on = form.on
    counted, scope = Case.objects.counted_for(user, on=on), Scope.of(user, SEE_LOAD, on=on)
    found = teams(counted, scope, on=on)
    waiting = listed(form.seen.not_given_out()).order_by("next_action_on", "id")
    return {
        "on": on,
        "form": form,
        "may_give_out": why_not_give_out(user, on=on) is None,
        "teams": found,
        "everything": sum((each.load for each in found), Load()),
        "what_next": pressing_sentence(found, on=on),
        "people": number_of_people(found),
        "waiting": [waiting_row(case, on=on) for case in waiting[:MOST_SHOWN]],
        "waiting_count": waiting.count(),
        "caseload_url": reverse("cases:caseload"),
        "chosen": [str(pk) for pk in form.ticked()],
    }


def waiting_row(case: Case, *, on: date) -> dict[str, Any]:
    return {
        "case": case,
        "key": str(case.pk),
        "since": short_date(case.waiting_since, on),
        "by": short_date(case.next_action_on, on),
        "late": bool(case.next_action_on and case.next_action_on < on),
    }


def number_of_people(found: Sequence[Team]) -> int:
    return len({row.user.pk for each in found for row in each.workers})


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your choice of cases")
@shows_people(Showing.LIST)
def give_out(request: HttpRequest) -> HttpResponse:
    """What would change if the ticked cases went to the worker; then, on pressing, it does."""
    on = timezone.localdate()
    require(why_not_give_out(request.user, on=on))
    form = form_for(request.user, sent(request) or request.GET, on=on)
    if not form.is_valid():
        return show_board(request, form, status=422)
    worker, cases = form.cleaned_data["worker"], form.cleaned_data["case"]
    say_shown(request, (key for case in cases for key in case.person.keys))
    can, cannot = split(cases, worker, by=request.user, on=on)
    if request.method == "POST" and can and not cannot:
        give_all(can, worker, by=request.user, on=on)
        messages.success(request, given_sentence(worker, can))
        return redirect("cases:team")
    context = {
        "on": on,
        "worker": worker,
        "can": can,
        "cannot": cannot,
        "now": worker.open_cases,
        "after": worker.open_cases + len(can),
        "button": f"Give {count_of(len(can), 'case,cases')}",
    }
    return render(request, "cases/give_out.html", context)


def split(
    cases: Sequence[Case], worker: User, *, by: User, on: date
) -> tuple[list[Case], list[tuple[Case, str]]]:
    """Cases the worker may be given, and those they may not with the reason."""
    reasons = [
        (case, why_not_give_out_case(by, case, on=on) or why_not_take(worker, case, on=on))
        for case in cases
    ]
    can = [case for case, reason in reasons if reason is None]
    return can, [(case, reason) for case, reason in reasons if reason]


@transaction.atomic
def give_all(cases: Sequence[Case], worker: User, *, by: User, on: date) -> None:
    """All of them or none, in the order of their keys so that two such presses cannot block."""
    for case in sorted(cases, key=lambda case: case.pk):
        actions.allocate(case=case, worker=worker, by=by, on=on)


def given_sentence(worker: User, cases: Sequence[Case]) -> str:
    many = count_of(len(cases), "case is,cases are")
    return f"{many} with {worker.name} now, and on their first page with a day to call by."
