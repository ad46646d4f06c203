"""The directory of services: search it, read an entry, keep it right."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.web.members import members_only
from triage.access import why_not_keep_directory
from triage.actions import directory as actions
from triage.enums import Need, ServiceStatus
from triage.forms.directory import SearchForm, ServiceForm, known_of
from triage.models import DirectoryService

MOST = 50


@require_safe
@members_only
def directory(request: HttpRequest) -> HttpResponse:
    """Services that fit what was asked, each with the day it was last checked."""
    on = timezone.localdate()
    form = SearchForm(request.GET, on=on)
    form.is_valid()
    found = list(services_for(form)[: MOST + 1])
    context = {
        "on": on,
        "form": form,
        "asked": any(form.cleaned_data.get(name) for name in ("q", "need", "locality")),
        "rows": [row_of(service, on=on) for service in found[:MOST]],
        "more": len(found) > MOST,
        "most": MOST,
        "may_keep": why_not_keep_directory(request.user, on=on) is None,
    }
    return render(request, "triage/directory.html", context)


def services_for(form: SearchForm) -> Any:
    said, found = form.cleaned_data, DirectoryService.objects.offered()
    if need := said.get("need"):
        found = found.for_need(need)
    if form.place:
        found = found.in_locality(form.place)
    return found.telling_of(said.get("words", "")).for_display()


def row_of(service: DirectoryService, *, on: date) -> dict[str, Any]:
    return {
        "service": service,
        "areas": ", ".join(area.name for area in service.areas.all()) or "The whole county",
        "needs": ", ".join(str(Need(need).label) for need in service.needs),
        "old": service.is_old(on),
    }


@require_safe
@members_only
def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = get_object_or_404(DirectoryService.objects.for_display(), pk=pk)
    context = {
        **row_of(found, on=on),
        "on": on,
        "facts": facts_of(found),
        "offered": found.status == ServiceStatus.ACTIVE,
        "may_keep": why_not_keep_directory(request.user, on=on) is None,
    }
    return render(request, "triage/service.html", context)


def facts_of(service: DirectoryService) -> list[dict[str, str]]:
    """What is known, without empty lines."""
    places = "; ".join(str(place) for place in service.locations.all())
    opening = "; ".join(str(line) for line in service.schedules.all())
    facts = (
        ("Offered by", service.organization.name),
        ("Who it is for", service.eligibility_description),
        ("Ages", ages(service)),
        ("What it costs", service.fees_description),
        ("Phone", service.phone),
        ("Ask for", service.contact_name),
        ("Email", service.email),
        ("Web page", service.url),
        ("Where it is", places),
        ("Opening times", opening),
    )
    return [{"name": name, "value": value} for name, value in facts if value]


def ages(service: DirectoryService) -> str:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"{low} and over"
    return "" if high is None else f"Up to {high}"


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your new service of the directory")
def add(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_keep_directory(request.user, on=on))
    form = ServiceForm(sent(request), on=on)
    if request.method == "POST" and form.is_valid():
        added = actions.add_service(entry=form.entry(), by=request.user, on=on)
        messages.success(request, f"{added.name} is in the directory.")
        return redirect(added)
    return edited(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your change of the directory")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an entry; when somebody else did meanwhile, what was typed stays to be compared."""
    on = timezone.localdate()
    require(why_not_keep_directory(request.user, on=on))
    found = get_object_or_404(DirectoryService.objects.for_display(), pk=pk)
    entry = DirectoryService.objects.get(pk=pk)  # the form writes into it what was typed
    form = ServiceForm(sent(request), instance=entry, initial=known_of(found), on=on)
    if request.method != "POST" or not form.is_valid():
        return edited(request, form, found)
    try:
        version = form.cleaned_data["version"] or 0
        actions.change_service(
            service=found, entry=form.entry(), version=version, by=request.user, on=on
        )
    except EditConflict:
        form.add_error(None, CHANGED_MEANWHILE)
        return edited(request, form, DirectoryService.objects.for_display().get(pk=pk), status=409)
    messages.success(request, f"{found.name} is changed.")
    return redirect(found)


CHANGED_MEANWHILE = (
    "Somebody changed this entry while you were writing. Yours is still here, beside what is "
    "saved now. Press Save to keep yours."
)


def edited(
    request: HttpRequest,
    form: ServiceForm,
    service: DirectoryService | None = None,
    *,
    status: int = 0,
) -> HttpResponse:
    context = {
        "form": form,
        "service": service,
        "saved_now": facts_of(service) if service and status else [],
        "version": service.version if service else "",
    }
    return render(
        request, "triage/service_form.html", context, status=status or (422 if form.errors else 200)
    )


@require_POST
@members_only
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(DirectoryService, pk=pk)
    actions.check_service(service=found, by=request.user, on=timezone.localdate())
    messages.success(request, f"{found.name} is marked as checked today.")
    return redirect(found)
