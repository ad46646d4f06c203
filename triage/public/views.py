"""Asking for help and looking how it is getting on, without an account."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lightbulb.core.access.outside import ASKS_FOR_HELP, LOOKS_AT_STATUS, Outsider
from lightbulb.core.organisations.models import Organisation
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.public import acting_as, is_too_often, public_page
from lightbulb.core.web.showing import say_shown, shows_people
from triage.call import first_call_by, place_echo, place_of, somebody_rings, told
from triage.intake import take_from_outside
from triage.models import AdviceEntry, PartnerLink, Referral
from triage.public.answers import answers_of, carried
from triage.public.forms import AskForm, OutsideForm, PartnerForm, StatusForm
from triage.public.status import opened_by, standing_of

TOO_OFTEN = "help/too_often.html"


@public_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "help/start.html", {"ring": phone_on(timezone.localdate())})


@public_page
@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """What people can do for themselves, to be read or printed. Nothing is asked or kept."""
    entries = AdviceEntry.objects.offered().order_by("title")
    context = {"entries": entries, "ring": phone_on(timezone.localdate())}
    return render(request, "help/advice.html", context)


@dataclass(frozen=True)
class Way:
    """One way in: its form as far as it is filled in, as whom it is sent, and its pages."""

    form: OutsideForm
    by: Outsider
    page: str
    link: PartnerLink | None = None

    @property
    def scope(self) -> str:
        """A partner is counted by its link: a whole hospital may share one address."""
        return "partner" if self.link else "ask"


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def ask(request: HttpRequest) -> HttpResponse:
    """The questions, then the answers to be checked, then what happens next."""
    on = timezone.localdate()
    form = AskForm(request.POST if request.method == "POST" else None, on=on)
    return go_through(request, Way(form, ASKS_FOR_HELP, "help/ask.html"), on=on)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def partner(request: HttpRequest, signed: str) -> HttpResponse:
    """The same by the link of an organisation; a link that is over says so."""
    on = timezone.localdate()
    link = PartnerLink.objects.signed_as(signed, on=on)
    if link is None:
        say_shown(request, [])
        return render(request, "help/link_over.html", {"ring": phone_on(on)}, status=404)
    given = request.POST if request.method == "POST" else None
    form = PartnerForm(given, source=link.source, on=on)
    link.note_use(on=on)
    return go_through(request, Way(form, link.as_actor(), "help/partner.html", link), on=on)


def go_through(request: HttpRequest, way: Way, *, on: date) -> HttpResponse:
    acting_as(request, way.by)
    say_shown(request, [])
    if request.method != "POST":
        return questions(request, way, on=on)
    if is_too_often(request, way.scope, by=str(way.link.pk) if way.link else ""):
        return render(request, TOO_OFTEN, {"ring": phone_on(on)}, status=429)
    if not way.form.is_valid() or request.POST.get("press") == "change":
        return questions(request, way, on=on)
    if request.POST.get("press") == "send":
        return send(request, way, on=on)
    return check(request, way, on=on)


def questions(request: HttpRequest, way: Way, *, on: date) -> HttpResponse:
    context = {
        "form": way.form,
        "link": way.link,
        "ring": phone_on(on),
        "address": request.path,
        "once": request.POST.get("request_id", ""),
    }
    return render(request, way.page, context, status=422 if way.form.errors else 200)


def check(request: HttpRequest, way: Way, *, on: date) -> HttpResponse:
    """What was answered, before it is sent."""
    place = place_of(way.form.cleaned_data, on=on)
    context = {
        "answers": answers_of(way.form),
        "carried": carried(way.form),
        "where": "" if place else place_echo(way.form, place),
        "address": request.path,
        "once": request.POST.get("request_id", ""),
    }
    return render(request, "help/check.html", context)


def send(request: HttpRequest, way: Way, *, on: date) -> HttpResponse:
    form = way.form
    try:
        call = told(form, version=1, on=on)
        call.referral.link = way.link
        referral, pin = take_from_outside(told=call, by=way.by, on=on)
    except AlreadyDone:
        return render(request, "help/sent_before.html", {"ring": phone_on(on)})
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return questions(request, way, on=on)
    say_shown(request, [referral.person_id])
    return render(request, "help/sent.html", sent_context(referral, pin, on=on))


def sent_context(referral: Referral, pin: str, *, on: date) -> dict[str, Any]:
    """What is said back; somebody who refers another is given the reference and no PIN."""
    return {
        "reference": referral.reference,
        "pin": pin,
        "say": somebody_rings(None, first_call_by(on), on) if referral.locality else "",
        "ring": phone_on(on),
    }


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def status(request: HttpRequest) -> HttpResponse:
    """How a request is getting on, for whoever has its reference and a PIN."""
    on = timezone.localdate()
    acting_as(request, LOOKS_AT_STATUS)
    say_shown(request, [])
    form = StatusForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "ring": phone_on(on), "wrong": False}
    if request.method != "POST":
        return render(request, "help/status.html", context)
    if is_too_often(request, "status") or (
        form.is_valid() and is_too_often(request, "status_reference", by=as_typed(form))
    ):
        return render(request, TOO_OFTEN, {"ring": phone_on(on)}, status=429)
    found = None
    if form.is_valid():
        said = form.cleaned_data
        found = opened_by(said["reference"], said["pin"], on=on)
    if found is None:
        context["wrong"] = form.is_valid()
        return render(request, "help/status.html", context, status=422)
    say_shown(request, [found.person_id], case_id=found.case_id)
    standing = standing_of(found, on=on)
    return render(request, "help/standing.html", {"standing": standing, "ring": phone_on(on)})


def as_typed(form: StatusForm) -> str:
    """The reference as it is counted: however it was spaced, it is one."""
    kept = (each for each in form.cleaned_data["reference"].upper() if each.isalnum())
    return "".join(kept)


def phone_on(on: date) -> str:
    hub = Organisation.objects.hub_on(on)
    return hub.phone if hub else ""
