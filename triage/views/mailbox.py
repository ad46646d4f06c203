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

from cases.forms.person import too_long, without_odd_signs
from cases.references import read_reference
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.staff.forms import ColleagueField, DateAsTyped
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import long_date
from lightbulb.core.web.members import members_only
from triage import actions
from triage.access import why_not_decide_referral
from triage.models import Mail, Referral
from triage.models.mail import LONGEST, who_may_own

NEWEST = 30  # of those that are settled
SHOWS = (("", "All"), ("mine", "Mine"), ("nobody", "Nobody’s"))


class Pasted(forms.CharField):
    """Text from a mail program: all of it, but for the signs that cannot be seen or printed."""

    def to_python(self, value: Any) -> str:
        return without_odd_signs(super().to_python(value))


class MailForm(forms.Form):
    """A mail, pasted."""

    sender = Pasted(
        label="From",
        max_length=200,
        error_messages={"required": "Enter who wrote it", **too_long("This", 200)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    subject = Pasted(
        label="Subject",
        max_length=200,
        error_messages={"required": "Enter its subject", **too_long("The subject", 200)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    received_on = DateAsTyped(label="Came on", error_messages={"required": "Enter the day it came"})
    body = Pasted(
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
        self.fields["to"].queryset = who_may_own(on=on)  # type: ignore[attr-defined]


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
    left = mails.waiting().without_anybody(on=on)
    lists = {"": mails.waiting(), "mine": mails.waiting().owned_by(request.user), "nobody": left}
    show = request.GET.get("show", "")
    show = show if show in lists else ""
    nobody = {mail.pk for mail in left}
    context = {
        "on": on,
        "rows": [(each, each.pk in nobody, is_late(each, on)) for each in lists[show]],
        "settled": mails.exclude(closed_on=None).order_by("-closed_on", "-id")[:NEWEST],
        "show": show,
        "nobody": len(nobody),
        "shows": [
            {"label": label, "url": f"?show={key}" if key else "?", "current": key == show}
            for key, label in SHOWS
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
