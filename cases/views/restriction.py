"""Who may see a case and its person: what is restricted, restricting, and lifting that."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.access import NameForm, RestrictForm
from cases.models import Case
from cases.presenters import case_frame
from cases.views.case import case_for
from lightbulb.core.access import actions
from lightbulb.core.access.access import why_not_manage_restricted, why_not_restrict
from lightbulb.core.access.models import Restriction
from lightbulb.core.access.refusal import require
from lightbulb.core.access.sight import standing_on
from lightbulb.core.access.subjects import PERSON
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.web.showing import shows_people


@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def restriction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is restricted and who is named; and a form to restrict."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_restrict(request.user, on=on))
    given = request.POST if request.method == "POST" else None
    form = RestrictForm(given, on=on, initial=first_answers(case, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            restrict(case, form, by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "It is restricted from now on.")
            return redirect("cases:restriction", case.pk) if sees(request, case, on) else gone()
    return show(request, case, form, on=on)


def gone() -> HttpResponse:
    """Whoever did not name themselves is led away from what they see no more."""
    return redirect("start")


def sees(request: HttpRequest, case: Case, on: date) -> bool:
    return Case.objects.visible_to(request.user, on=on).filter(pk=case.pk).exists()


def first_answers(case: Case, user: User) -> dict[str, str]:
    """Whoever restricts and whoever leads the case, as those who may see it."""
    names = [user.name, *([case.lead_worker.name] if case.lead_worker else [])]
    return {"what": "person", "named": "\n".join(dict.fromkeys(names))}


def restrict(case: Case, form: RestrictForm, *, by: User, on: date) -> Restriction:
    said = form.cleaned_data
    record = case.person.canonical if said["what"] == "person" else case
    kind, key = record.as_subject().parts[0]
    unsaved = Restriction(
        kind=said["kind"],
        subject_type=kind,
        subject_id=key,
        person_id=case.person.canonical.pk,
        case_id=None if kind == PERSON else case.pk,
        reason=said["reason"],
    )
    return actions.restrict(restriction=unsaved, named=said["named"], by=by, on=on)


def show(request: HttpRequest, case: Case, form: RestrictForm, *, on: date) -> HttpResponse:
    standing = standing_on(case.as_subject().parts, on=on)
    manages = why_not_manage_restricted(request.user, on=on)
    context = case_frame(case, user=request.user, on=on, current="restriction") | {
        "form": form,
        "standing": [(each, each.subject_type == PERSON) for each in standing],
        "why_not_manage": manages,
        "name_form": NameForm(on=on),
    }
    return render(request, "cases/restriction.html", context, status=422 if form.errors else 200)


def of_case(request: HttpRequest, pk: UUID, restriction: UUID) -> tuple[Case, Restriction]:
    """A restriction of a case in sight, for somebody who keeps restricted records."""
    on = timezone.localdate()
    require(why_not_manage_restricted(request.user, on=on))
    case: Case = get_object_or_404(Case.objects.visible_to(request.user, on=on), pk=pk)
    standing = Restriction.objects.of(*case.as_subject().parts)
    return case, get_object_or_404(standing, pk=restriction)


@require_POST
def lift_restriction(request: HttpRequest, pk: UUID, restriction: UUID) -> HttpResponse:
    case, held = of_case(request, pk, restriction)
    actions.lift(restriction=held, by=request.user, on=timezone.localdate())
    messages.success(request, "The restriction is lifted.")
    return redirect("cases:restriction", case.pk)


@require_POST
def name_in_restriction(request: HttpRequest, pk: UUID, restriction: UUID) -> HttpResponse:
    case, held = of_case(request, pk, restriction)
    on = timezone.localdate()
    form = NameForm(request.POST, on=on)
    if form.is_valid():
        user = form.cleaned_data["named"]
        actions.name(restriction=held, user=user, by=request.user, on=on)
        messages.success(request, f"{user.name} is named.")
    else:
        messages.error(request, " ".join(form.errors["named"]))
    return redirect("cases:restriction", case.pk)


@require_POST
def remove_from_restriction(
    request: HttpRequest, pk: UUID, restriction: UUID, user: UUID
) -> HttpResponse:
    case, held = of_case(request, pk, restriction)
    named = get_object_or_404(User, pk=user)
    try:
        actions.remove_name(restriction=held, user=named, by=request.user, on=timezone.localdate())
        messages.success(request, f"{named.name} is no longer named.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cases:restriction", case.pk)
