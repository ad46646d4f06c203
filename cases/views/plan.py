"""The plan: what we agreed, decided thing by thing with the person."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.agreed import what_we_agreed
from cases.enums import SolutionState, Stage, VisitState
from cases.forms.plan import AddForm, FollowUpDateForm, PlanRow, plan_rows
from cases.forms.small_items import SmallItemForm
from cases.forms.visit import initials
from cases.models import Case, Solution
from cases.workflow import CASE
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import say_shown, shows_people

STILL_TO_COME = (SolutionState.ACCEPTED, SolutionState.ORDERED, SolutionState.UNSUITABLE)


def case_for(request: HttpRequest, pk: UUID, *, on: date) -> Case:
    require(why_not_read_cases(request.user, on=on))
    cases = Case.objects.visible_to(request.user, on=on).with_people()
    case: Case = get_object_or_404(cases, pk=pk)
    say_shown(request, case.person.keys, case_id=case.pk)
    return case


def solutions_of(case: Case) -> list[Solution]:
    return list(case.solutions.for_plan())


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your plan")
@shows_people(Showing.PAGE)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was agreed. All decisions are sent in one form, and the plan agreed with it."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    rows = plan_rows(solutions_of(case), on=on, answers=sent(request))
    if request.method != "POST":
        return show_kept(request, case, rows, on=on)
    if not all(row.form.is_valid() for row in rows):
        return show(request, case, rows, on=on)
    save_decisions(request, rows, on=on)
    if request.POST.get("act") != "agree":
        return redirect("cases:plan", case.pk)
    return agree(request, case, on=on)


def show_kept(
    request: HttpRequest, case: Case, rows: Sequence[PlanRow], *, on: date
) -> HttpResponse:
    """The page, with whatever was typed on one of its forms before the sign-in ended."""
    added, day = sent(request, "cases:add_solution"), sent(request, "cases:plan_follow_up")
    return show(
        request,
        case,
        rows,
        on=on,
        add_form=adding(added) if added else None,
        follow_up_form=FollowUpDateForm(day, on=on) if day else None,
    )


@transaction.atomic
def save_decisions(request: HttpRequest, rows: Sequence[PlanRow], *, on: date) -> None:
    """All of them or none: a page half saved would mislead."""
    for row in rows:
        if choice := row.form.choice():
            actions.decide(solution=row.solution, choice=choice, by=request.user, on=on)


def agree(request: HttpRequest, case: Case, *, on: date) -> HttpResponse:
    try:
        actions.agree_plan(case=case, by=request.user, on=on)
    except ValidationError as error:
        rows = plan_rows(solutions_of(case), on=on)
        return show(request, case, rows, on=on, refusals=error.messages)
    return redirect("cases:plan", case.pk)


@require_POST
@kept_as("What you added to the plan", on="cases:plan")
@shows_people(Showing.PAGE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add what the person asked for to the plan of the last visit."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    visit = case.visits.filter(state=VisitState.DONE).order_by("-done_on", "-id").first()
    form = adding(request.POST)
    if visit is None:
        form.add_error(None, "The plan begins when the visit is finished.")
    elif form.is_valid():
        try:
            actions.add_solution(solution=form.solution(visit), by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return redirect("cases:plan", case.pk)
    return show(request, case, plan_rows(solutions_of(case), on=on), on=on, add_form=form)


@require_POST
@kept_as("The day to go back", on="cases:plan")
@shows_people(Showing.PAGE)
def book_follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the day to go back."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = FollowUpDateForm(request.POST, on=on)
    if form.is_valid():
        due_on = form.cleaned_data["due_on"]
        actions.plan_follow_up(case=case, due_on=due_on, by=request.user, on=on)
        return redirect("cases:plan", case.pk)
    rows = plan_rows(solutions_of(case), on=on)
    return show(request, case, rows, on=on, follow_up_form=form)


def adding(post: QueryDict) -> AddForm | SmallItemForm:
    """The form that was sent: the quick pad names an item."""
    return SmallItemForm(post) if "item" in post or "length" in post else AddForm(post)


@require_POST
def take_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo what was just added by hand."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    found = Solution.objects.visible_to(request.user, on=on).select_related("case")
    solution = get_object_or_404(found, pk=pk)
    actions.take_out_solution(solution=solution, by=request.user, on=on)
    messages.success(request, f"{solution.label} is out of the plan again.")
    return redirect("cases:plan", solution.case_id)


def show(
    request: HttpRequest,
    case: Case,
    rows: Sequence[PlanRow],
    *,
    on: date,
    add_form: AddForm | SmallItemForm | None = None,
    follow_up_form: FollowUpDateForm | None = None,
    refusals: Sequence[str] = (),
) -> HttpResponse:
    """The page, with whatever is to be mended named at its top."""
    forms = [*(row.form for row in rows), add_form, follow_up_form]
    wrong = [form for form in forms if form is not None and form.is_bound and form.errors]
    errors = [{"text": refusal} for refusal in refusals] + lines_of(wrong)
    context = page_of(request, case, rows, on=on) | {
        "add_form": add_form if isinstance(add_form, AddForm) else AddForm(),
        "pad": add_form if isinstance(add_form, SmallItemForm) else SmallItemForm(),
        "follow_up_form": follow_up_form or FollowUpDateForm(on=on),
        "errors": errors,
    }
    return render(request, "cases/plan.html", context, status=422 if errors else 200)


def lines_of(forms: Sequence[Any]) -> list[dict[str, str]]:
    """The errors of several forms as one summary, each leading to its field."""
    return [
        {"text": error, "href": f"#{form[name].auto_id}"}
        if name != "__all__"
        else {"text": error, "href": "#add"}
        for form in forms
        for name, errors in form.errors.items()
        for error in errors
    ]


def page_of(
    request: HttpRequest, case: Case, rows: Sequence[PlanRow], *, on: date
) -> dict[str, Any]:
    follow_up = case.follow_ups.order_by("-due_on").first()
    to_come = [row for row in rows if row.solution.state in STILL_TO_COME]
    why_not = why_not_work(request.user, case, on=on)
    may = {step for step in CASE.table[case.stage] if why_not is None}
    return {
        "case": case,
        "on": on,
        "initials": initials(case.person.canonical),
        "rows": rows,
        "counts": counts(rows),
        "to_come": to_come,
        "on_order": [row for row in to_come if row.is_on_order],
        "ordered": [row for row in rows if row.order],
        "follow_up": follow_up,
        "why_not": why_not,
        "may_decide": "decide" in may,
        "has_choices": any(row.form.steps() for row in rows),
        "may_agree": "agree_plan" in may,
        "may_order": "place_order" in may,
        "may_receive": "receive" in may,
        "may_cancel": "cancel_order" in may,
        "may_plan_follow_up": "plan_follow_up" in may,
        "may_follow_up": "follow_up" in may and follow_up and not follow_up.done_on,
        "is_before_visit": case.stage in BEFORE_THE_VISIT,
    }


BEFORE_THE_VISIT = (Stage.OPENED, Stage.ALLOCATED, Stage.CONTACT_TRIED, Stage.VISIT_BOOKED)


def counts(rows: Sequence[PlanRow]) -> str:
    """ "2 accepted · 1 declined, still eligible"."""
    found = Counter(row.solution.state for row in rows)
    return " · ".join(
        f"{found[state]} {SolutionState(state).label.lower()}"
        for state in SolutionState
        if found[state]
    )


@require_safe
@shows_people(Showing.DOCUMENT)
def printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One side of A4 in large print, the person's own words first."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    context = {"case": case, "on": on, "said": what_we_agreed(case)}
    return render(request, "cases/plan_print.html", context)
