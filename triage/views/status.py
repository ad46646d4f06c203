"""Who may look at how a request is getting on: PINs given, and the page switched off."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import shows_people
from triage.access import why_not_log_referral
from triage.actions import end_pins, give_pin
from triage.models import Referral
from triage.public.status import is_off
from triage.views.referral import seen


class PinForm(forms.Form):
    """For whom a PIN is."""

    for_whom = forms.CharField(
        label="Who may look",
        max_length=150,
        help_text="The person, or somebody they name, like “Ann Pearse, daughter”",
        error_messages={
            "required": "Write who may look",
            "max_length": "This can have up to 150 characters here",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Who may look at the status page")
@shows_people(Showing.PAGE)
def status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those who have a PIN; and another one, shown this once."""
    on = timezone.localdate()
    referral = seen(request, pk, on)
    require(why_not_log_referral(request.user, on=on))
    form = PinForm(sent(request))
    if request.method == "POST" and form.is_valid():
        whom = form.cleaned_data["for_whom"]
        pin = give_pin(referral=referral, for_whom=whom, by=request.user, on=on)
        return show(request, referral, PinForm(), given=(whom, pin))
    return show(request, referral, form)


def show(
    request: HttpRequest, referral: Referral, form: PinForm, **given: tuple[str, str]
) -> HttpResponse:
    on = timezone.localdate()
    whom, pin = given.get("given", ("", ""))
    context: dict[str, Any] = {
        "on": on,
        "referral": referral,
        "person": referral.person.canonical,
        "form": form,
        "pins": referral.status_pins.standing(),
        "is_off": is_off(referral, on=on),
        "whom": whom,
        "pin": pin,
    }
    return render(request, "triage/status.html", context, status=422 if form.errors else 200)


@require_POST
@members_only
@shows_people(Showing.PAGE)
def switch_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    referral = seen(request, pk, on)
    require(why_not_log_referral(request.user, on=on))
    end_pins(referral=referral, by=request.user, on=on)
    messages.success(request, "The status page is off: no PIN opens it any more.")
    return redirect("triage:status", referral.pk)
