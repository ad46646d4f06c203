"""Somebody is only asking: the library of answers, counted without a name, and kept right."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.web.members import members_only
from triage.access import why_not_log_referral
from triage.actions import add_advice, change_advice, count_enquiry
from triage.enums import Need
from triage.forms.advice import AdviceForm, EnquiryForm
from triage.models import AdviceEntry, Enquiry
from triage.views.log import door_of

KEPT = ("title", "words", "needs", "is_pack", "source")
CHANGED_MEANWHILE = "Somebody else changed this answer while you were writing. Look, then save."


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def just_asking(request: HttpRequest) -> HttpResponse:
    """Choose what about, read the answer out, press it: that is all."""
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    form = EnquiryForm(request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        count(request, form, on=on)
        messages.success(request, f"Counted. {counted_today(request, on=on)}")
        return redirect("triage:just_asking")
    about = request.GET.get("need", "")
    need = about if about in Need.values else ""
    entries = AdviceEntry.objects.offered().order_by("title")
    context = {
        "on": on,
        "form": form,
        "need": need,
        "about": Need(need).label if need else "",
        "needs": Need.choices,
        "entries": entries.filter(needs__contains=[need]) if need else [],
    }
    status = 422 if form.errors else 200
    return render(request, "triage/just_asking.html", context, status=status)


def count(request: HttpRequest, form: EnquiryForm, *, on: date) -> None:
    """A second press of the same button counts once."""
    try:
        enquiry = Enquiry(door=door_of(request), **form.cleaned_data)
        count_enquiry(enquiry=enquiry, by=request.user, on=on)
    except AlreadyDone:
        return


def counted_today(request: HttpRequest, *, on: date) -> str:
    number = Enquiry.objects.filter(answered_by=request.user, answered_on=on).count()
    return f"You answered {number} today."


@require_http_methods(["GET", "HEAD"])
@members_only
def library(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    entries = AdviceEntry.objects.offered().select_related("checked_by")
    return render(request, "triage/advice.html", {"on": on, "entries": entries})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your answer")
def edit(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """One answer: a new one, or one to be put right."""
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    entry = get_object_or_404(AdviceEntry.objects.offered(), pk=pk) if pk else None
    known = {name: getattr(entry, name) for name in KEPT} if entry else {}
    form = AdviceForm(sent(request) or None, initial=known)
    status = 200
    if request.method == "POST":
        status = saved(request, entry, form, on=on)
        if status == 200:
            return redirect("triage:advice")
    context: dict[str, Any] = {"on": on, "entry": entry, "form": form}
    return render(request, "triage/advice_edit.html", context, status=status)


def saved(request: HttpRequest, entry: AdviceEntry | None, form: AdviceForm, *, on: date) -> int:
    """The status to answer with: 200 once it is saved."""
    if not form.is_valid():
        return 422
    version = request.POST.get("version", "")
    try:
        if entry is None:
            add_advice(entry=AdviceEntry(**form.cleaned_data), by=request.user, on=on)
        else:
            change_advice(
                entry=entry,
                changes=form.cleaned_data,
                version=int(version) if version.isdecimal() else 0,
                by=request.user,
                on=on,
            )
    except EditConflict:
        form.add_error(None, CHANGED_MEANWHILE)
        return 409
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return 422
    return 200
