"""The team list, and giving cases out, several at once with a preview."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import (
    why_not_give_out,
    why_not_give_out_case,
    why_not_see_team,
    why_not_supervise,
    why_not_take,
)
from cases.forms.team import GiveOutForm, read_key
from cases.models import Case, Handover
from cases.rows import caseload_row, listed
from cases.team import Load, Team, pressing_sentence, teams
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.access.scope import Scope
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import count_of, short_date
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed

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


def form_for(user: User, *answers: QueryDict, on: date, holder: User | None = None) -> GiveOutForm:
    seen = Case.objects.visible_to(user, on=on)
    scope = Scope.of(user, Permission.GIVE_OUT_CASES, on=on)
    return GiveOutForm(*answers, seen=seen, scope=scope, on=on, holder=holder)


def board(user: User, form: GiveOutForm) -> dict[str, Any]:
    """Loads are of every case the person may count; the rows are of those they may see."""
    on = form.on
    counted, scope = Case.objects.counted_for(user, on=on), Scope.of(user, SEE_LOAD, on=on)
    found = teams(counted, scope, on=on)
    waiting = listed(form.seen.not_given_out()).order_by("next_action_on", "id")
    return {
        "on": on,
        "form": form,
        "may_supervise": why_not_supervise(user, on=on) is None,
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
    answers = sent(request) or request.GET
    holder = holder_in(answers)
    form = form_for(request.user, answers, on=on, holder=holder)
    if not form.is_valid():
        show = show_cases_of if holder else show_board
        return show(request, form, status=422)
    worker, cases = form.cleaned_data["worker"], form.cleaned_data["case"]
    say_shown(request, (key for case in cases for key in case.person.keys))
    can, cannot = split(cases, worker, by=request.user, on=on)
    if request.method == "POST" and can and not cannot:
        made = actions.hand_over(cases=can, worker=worker, by=request.user, on=on)
        messages.success(request, given_sentence(worker, can))
        return redirect("cases:handover", made.pk)
    context = {
        "on": on,
        "worker": worker,
        "holder": holder,
        "can": can,
        "cannot": cannot,
        "now": worker.open_cases,
        "after": worker.open_cases + len(can),
        "button": f"Give {count_of(len(can), 'case,cases')}",
    }
    return render(request, "cases/give_out.html", context)


def holder_in(answers: QueryDict) -> User | None:
    """Whose cases they are, where they are a colleague's."""
    key = read_key(answers.get("from", ""))
    return User.objects.filter(pk=key).first() if key else None


@require_safe
@shows_people(Showing.LIST)
def move_cases(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A colleague's open cases, to tick those that go to somebody else."""
    on = timezone.localdate()
    require(why_not_give_out(request.user, on=on))
    holder = get_object_or_404(User, pk=pk)
    return show_cases_of(request, form_for(request.user, on=on, holder=holder))


def show_cases_of(request: HttpRequest, form: GiveOutForm, *, status: int = 200) -> HttpResponse:
    holder: Any = form.holder
    cases = list(listed(form.seen.open().led_by(holder)).order_by("next_action_on", "id"))
    say_shown(request, (key for case in cases for key in case.person.keys))
    context = {
        "on": form.on,
        "form": form,
        "holder": holder,
        "rows": [caseload_row(case, on=form.on) | {"key": str(case.pk)} for case in cases],
        "chosen": [str(pk) for pk in form.ticked()],
    }
    return render(request, "cases/move_cases.html", context, status=status)


@require_safe
@shows_people(Showing.LIST)
def handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What went to whom by one press, the load before and after, and the way back."""
    on = timezone.localdate()
    require(why_not_give_out(request.user, on=on))
    made = get_object_or_404(Handover.objects.select_related("to", "made_by"), pk=pk)
    seen = Case.objects.visible_to(request.user, on=on).with_people()
    lines = [
        line
        for line in made.lines.select_related("handover", "before").prefetch_related(
            Prefetch("case", seen)
        )
        if line.case_id in {case.pk for case in seen.filter(handover_lines__handover=made)}
    ]
    say_shown(request, (key for line in lines for key in line.case.person.keys))
    context = {
        "on": on,
        "handover": made,
        "lines": [(line, actions.why_not_undo(line, on=on)) for line in lines],
        "may_undo": not made.undone_on and made.made_on == on,
        "now": Case.objects.open().led_by(made.to).count(),
    }
    return render(request, "cases/handover.html", context)


@require_POST
def undo_handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_give_out(request.user, on=on))
    made = get_object_or_404(Handover, pk=pk)
    try:
        stay = actions.undo_handover(handover=made, by=request.user, on=on)
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
        return redirect("cases:handover", made.pk)
    back = made.lines.filter(undone=True).count()
    messages.success(request, f"{count_of(back, 'case is,cases are')} back where it was.")
    if stay:
        reasons = "; ".join(f"{case.reference}: {reason}" for case, reason in stay)
        messages.warning(request, f"These stay: {reasons}")
    return redirect("cases:handover", made.pk)


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


def given_sentence(worker: User, cases: Sequence[Case]) -> str:
    many = count_of(len(cases), "case is,cases are")
    return f"{many} with {worker.name} now, and on their first page with a day to call by."
