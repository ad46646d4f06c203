"""People and home: everybody who lives there, who cares, and what to know before a visit."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases import overview as parts
from cases.access import why_not_read_cases, why_not_refer_another, why_not_work
from cases.deciding import Told, told
from cases.extension_points import PEOPLE_AND_HOME
from cases.forms.household import CarerForm, JoinForm, LeaveForm
from cases.household import household_of, members_of
from cases.models import Case, HouseholdMember, Person, Representative
from cases.presenters import case_frame
from cases.views.case import case_for, clock_of, panels_of
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed

JOIN = Words(
    "Somebody else lives here",
    "Whoever is known already is offered, so that nobody is written down twice.",
    "Add them to the household",
)
CARER = Words(
    "Somebody cares for them from elsewhere",
    "They keep the address they have, and help for themselves can be asked for them.",
    "Write the carer down",
)
LEAVE = Words(
    "They live here no more", "That they lived here stays in the history.", "Write it down"
)


@require_safe
@shows_people(Showing.PAGE)
def people_and_home(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    household = household_of(case, user=request.user, on=on)
    say_shown(request, household.keys, case_id=case.pk)
    context = {
        **case_frame(case, user=request.user, on=on, current="people_and_home"),
        **clock_of(case, on=on),
        "household": household,
        **speaking_for(case, on=on),
        "decisions": decisions_in(case),
        "advocates": case.advocates.select_related("judged_by"),
        "home": parts.home_facts(case),
        "panels": panels_of(case, page=PEOPLE_AND_HOME, user=request.user, on=on),
        "may_refer": why_not_refer_another(request.user, on=on) is None,
    }
    return render(request, "cases/people_and_home.html", context)


def speaking_for(case: Case, *, on: date) -> dict[str, Any]:
    """Who speaks for the person, and who did before, the latest first."""
    everybody = list(Representative.objects.of(case.person).select_related("seen_by"))
    over = [each for each in everybody if each.ends_on and each.ends_on <= on]
    return {
        "speaking": [each for each in everybody if each not in over],
        "spoke": over[::-1],
    }


def decisions_in(case: Case) -> list[Told]:
    rows = case.capacity_decisions.select_related("representative", "recorded_by")
    decisions = list(rows)
    for decision in decisions:
        decision.case = case
    return [told(decision) for decision in decisions]


def back_to(case: Case) -> str:
    return reverse("cases:people_and_home", args=[case.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Who lives there as well")
@shows_people(Showing.PAGE)
def join_household(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = JoinForm(sent(request), case=case, on=on, user=request.user)
    say_shown(request, [match.pk for match in form.matches])

    def act() -> str:
        said = {name: form.cleaned_data[name] for name in ("relation", "since")}
        person, by = form.as_person(), request.user
        member = actions.join_household(case=case, person=person, **said, by=by, on=on)
        return f"{member.person.full_name} lives here now."

    return ask(request, form, JOIN, act, back=back_to(case))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Who cares for somebody from elsewhere")
@shows_people(Showing.PAGE)
def add_carer(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = CarerForm(sent(request), case=case, on=on, user=request.user)
    say_shown(request, [match.pk for match in form.matches])

    def act() -> str:
        named = actions.add_carer(case=case, carer=form.as_person(), by=request.user, on=on)
        return f"{named.carer.full_name} cares for {case.person.canonical.called}."

    return ask(request, form, CARER, act, back=back_to(case))


def member_for(request: HttpRequest, case: Case, key: UUID, *, on: date) -> HouseholdMember:
    """Somebody in the home of a case, none whom a restriction keeps from the reader."""
    shown = {member.pk for member in members_of(case, user=request.user, on=on)}
    rows = HouseholdMember.objects.filter(pk__in=shown).select_related("person__merged_into")
    return get_object_or_404(rows, pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The day somebody left")
@shows_people(Showing.PAGE)
def leave_household(request: HttpRequest, pk: UUID, member: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    row = member_for(request, case, member, on=on)
    say_shown(request, row.person.keys)
    form = LeaveForm(sent(request), case=case, on=on, member=row)
    name = row.person.canonical.full_name

    def act() -> str:
        said, by = form.cleaned_data, request.user
        actions.leave_household(case=case, member=row, **said, by=by, on=on)
        return f"Written down. Where {name} lives now is not known until somebody says so."

    return ask(request, form, LEAVE, act, back=back_to(case), about=name)


def acting_on(request: HttpRequest, pk: UUID, key: UUID) -> tuple[Case, HouseholdMember]:
    """The case and somebody in its home, for a button."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    case = get_object_or_404(Case.objects.visible_to(request.user, on=on), pk=pk)
    require(why_not_work(request.user, case, on=on))
    return case, member_for(request, case, key, on=on)


@require_POST
def name_carer(request: HttpRequest, pk: UUID, member: UUID) -> HttpResponseRedirect:
    case, row = acting_on(request, pk, member)
    name, on = row.person.canonical.full_name, timezone.localdate()
    try:
        actions.name_carer(case=case, carer=row.person, by=request.user, on=on)
        messages.success(request, f"{name} cares for {case.person.canonical.called}.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect(back_to(case))


@require_POST
def end_carer(request: HttpRequest, pk: UUID, carer: UUID) -> HttpResponseRedirect:
    """Of whoever cares for the person, at home or from elsewhere."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    case = get_object_or_404(Case.objects.visible_to(request.user, on=on), pk=pk)
    require(why_not_work(request.user, case, on=on))
    seen = Person.objects.not_hidden_from(request.user, on=on)
    person = get_object_or_404(seen, pk=carer)
    name = person.full_name
    try:
        actions.end_carer(case=case, carer=person, by=request.user, on=on)
        messages.success(request, f"{name} is their carer no more.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect(back_to(case))
