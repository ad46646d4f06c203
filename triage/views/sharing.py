"""What is passed on, to whom, why and on which legal basis."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms.person import too_long
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.templatetags.display import long_date
from lightbulb.core.web.members import members_only
from triage.access import why_not_keep_sharing
from triage.actions import change_flow
from triage.models import SharingFlow

CHANGED = ("purpose", "legal_basis", "agreement_is_law", "source")


def text(label: str, most: int, needed: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={"required": needed, **too_long(label, most)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FlowForm(forms.Form):
    purpose = text("What for", 200, "Enter what it is passed on for")
    legal_basis = text("Legal basis", 300, "Enter the legal basis")
    agreement_is_law = forms.BooleanField(
        label="The law asks for the person’s yes before it is passed on", required=False
    )
    source = text("Who decided that, and where it stands", 300, "Enter who decided that")
    starts_on = DateAsTyped(
        label="From", error_messages={"required": "Enter the day from which it holds"}
    )

    def __init__(self, *args: Any, flow: SharingFlow, on: date, **options: Any) -> None:
        known = {name: getattr(flow, name) for name in CHANGED}
        super().__init__(*args, initial=known | {"starts_on": long_date(on)}, **options)


@require_safe
@members_only
def flows(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    rows = list(SharingFlow.objects.filter(ends_on=None).order_by("place", "code"))
    ended = SharingFlow.objects.filter(ends_on__isnull=False).order_by("-ends_on", "place")
    context = {
        "on": on,
        "rows": rows,
        "ended": ended,
        "why_not_keep": why_not_keep_sharing(request.user, on=on),
    }
    return render(request, "triage/sharing_flows.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("What is passed on")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_keep_sharing(request.user, on=on))
    flow = get_object_or_404(SharingFlow, pk=pk)
    form = FlowForm(sent(request), flow=flow, on=on)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes = {name: said[name] for name in CHANGED}
        try:
            change_flow(
                flow=flow, changes=changes, starts_on=said["starts_on"], by=request.user, on=on
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Changed. What people were asked before stays as it was.")
            return redirect("triage:sharing_flows")
    context = {"on": on, "form": form, "flow": flow}
    return render(
        request, "triage/change_sharing_flow.html", context, status=422 if form.errors else 200
    )
