"""The shared mailbox as a queue."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.references import read_reference
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.access.roles import with_permission
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.staff.forms import ColleagueField, DateAsTyped
from lightbulb.core.staff.models import Membership, User
from lightbulb.core.templatetags.display import long_date
from lightbulb.core.web.members import members_only
from triage import actions
from triage.access import why_not_decide_referral
from triage.forms.fields import too_long
from triage.models import Mail, Referral
from triage.models.mail import LONGEST

NEWEST = 30  # of those that are settled


class MailForm(forms.Form):
    """A mail, pasted."""

    sender = forms.CharField(
        label="From",
        max_length=200,
        error_messages={"required": "Enter who wrote it", **too_long("This", 200)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    subject = forms.CharField(
        label="Subject",
        max_length=200,
        error_messages={"required": "Enter its subject", **too_long("The subject", 200)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    received_on = DateAsTyped(label="Came on", error_messages={"required": "Enter the day it came"})
    body = forms.CharField(
        label="The text",
        max_length=LONGEST,
        error_messages={"required": "Paste its text", **too_long("The text", LONGEST)},
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, initial={"received_on": long_date(on)}, **options)
        self.on = on

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.on:
            raise ValidationError("The day it came must not be in the future")
        return day


class HandOnForm(forms.Form):
    to = ColleagueField(
        label="Whose it is",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose a colleague from the list"
        ),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = with_permission(Permission.DECIDE_REFERRALS)
        held = Membership.objects.in_force(on).filter(role__in=roles)
        people = User.objects.working_on(on).filter(memberships__in=held).distinct()
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What was done with a mail: answered, or joined to a referral that is there."""

    answer = forms.CharField(
        label="What was done",
        max_length=1000,
        required=False,
        error_messages=too_long("This", 1000),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reference = forms.CharField(
        label="Reference of the referral or case it belongs to",
        max_length=30,
        required=False,
        error_messages={"max_length": "A reference is shorter than that"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user, self.on = user, on

    def clean_reference(self) -> Referral | None:
        typed = self.cleaned_data["reference"]
        if not typed:
            return None
        visible = Referral.objects.visible_to(self.user, on=self.on)
        found = visible.filter(reference=read_reference(typed) or "").first()
        if found is None:
            raise ValidationError(f"There is no referral {typed}. Check the reference")
        return found


def seen(request: HttpRequest, pk: UUID, on: date) -> Mail:
    require(why_not_decide_referral(request.user, on=on))
    mails = Mail.objects.visible_to(request.user, on=on).for_display()
    found: Mail = get_object_or_404(mails, pk=pk)
    return found


@require_safe
@members_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """What waits, the most pressing first; and what was settled lately."""
    on = timezone.localdate()
    require(why_not_decide_referral(request.user, on=on))
    mails = Mail.objects.visible_to(request.user, on=on).for_display()
    mine = request.GET.get("show") == "mine"
    waiting = mails.waiting().owned_by(request.user) if mine else mails.waiting()
    context = {
        "on": on,
        "rows": [(each, (on - each.received_on).days, is_late(each, on)) for each in waiting],
        "settled": mails.exclude(closed_on=None).order_by("-closed_on", "-id")[:NEWEST],
        "mine": mine,
        "shows": [
            {"label": "All", "url": "?", "current": not mine},
            {"label": "Mine", "url": "?show=mine", "current": mine},
        ],
    }
    return render(request, "triage/mailbox.html", context)


def is_late(mail: Mail, on: date) -> bool:
    return mail.due_on is not None and mail.due_on < on


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The mail you pasted")
def paste(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_decide_referral(request.user, on=on))
    form = MailForm(sent(request), on=on)
    if request.method == "POST" and form.is_valid():
        taken = actions.take_mail(mail=Mail(**form.cleaned_data), by=request.user, on=on)
        messages.success(request, "It is in the queue, and yours until you hand it on.")
        return redirect(taken)
    context = {"on": on, "form": form}
    return render(request, "triage/paste_mail.html", context, status=422 if form.errors else 200)


@require_safe
@members_only
def mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The mail, whose it is, and what can be done with it."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    actions.note_mail_read(found, by=request.user, on=on)
    return show(request, found, on=on)


@require_POST
@members_only
def hand_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = seen(request, pk, on)
    form = HandOnForm(request.POST, on=on)
    if not form.is_valid():
        return show(request, found, on=on, hand_on_form=form)
    to = form.cleaned_data["to"]
    actions.hand_on_mail(mail=found, to=to, by=request.user, on=on)
    messages.success(request, f"It is {to.name}’s now.")
    return redirect("triage:mailbox")


@require_POST
@members_only
@kept_as("What was done with the mail", on="triage:mail")
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = seen(request, pk, on)
    form = CloseForm(request.POST, user=request.user, on=on)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.close_mail(
                mail=found,
                answer=said["answer"],
                referral=said["reference"],
                by=request.user,
                on=on,
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "It is settled.")
            return redirect("triage:mailbox")
    return show(request, found, on=on, close_form=form)


def show(
    request: HttpRequest,
    found: Mail,
    *,
    on: date,
    hand_on_form: HandOnForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    typed = sent(request, "triage:close_mail") if close_form is None else None
    close_form = close_form or CloseForm(typed, user=request.user, on=on)
    hand_on_form = hand_on_form or HandOnForm(on=on)
    wrong = close_form.errors or hand_on_form.errors
    context = {
        "on": on,
        "mail": found,
        "late": is_late(found, on),
        "form": close_form if close_form.errors else hand_on_form,
        "close_form": close_form,
        "hand_on_form": hand_on_form,
    }
    return render(request, "triage/mail.html", context, status=422 if wrong else 200)
