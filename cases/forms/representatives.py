"""What is asked of somebody who speaks for the person."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import Authority
from cases.forms.steps import StepForm
from cases.models import Case, Representative
from lightbulb.core.staff.forms import HOW_TO_PHONE, PHONE, DateAsTyped

GONE_BY = "The day is today or before"
ASKED = ("name", "relation", "phone", "authority", "evidence", "seen_on", "starts_on")


class RepresentativeForm(StepForm):
    """Who they are, what they may do for the person, and what of it was seen."""

    name = forms.CharField(
        label="Their name", max_length=150, error_messages={"required": "Enter their name"}
    )
    relation = forms.CharField(
        label="Who they are to the person",
        required=False,
        max_length=60,
        help_text="For example daughter, or solicitor",
    )
    phone = forms.CharField(label="Phone", required=False, max_length=30)
    authority = forms.ChoiceField(
        label="What they may do",
        choices=Authority.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose what they may do for the person"
        ),
    )
    evidence = forms.CharField(
        label="What you saw of it",
        required=False,
        max_length=300,
        help_text="For example the registered power, every page stamped. Leave it empty if "
        "nothing was seen: then it decides nothing yet",
    )
    seen_on = DateAsTyped(label="When you saw it", required=False)
    starts_on = DateAsTyped(
        label="Speaks for them since",
        help_text="Today, unless you know the day",
        error_messages={"required": "Enter the day, or today"},
    )

    def __init__(self, *args: Any, case: Case, on: date, **options: Any) -> None:
        super().__init__(*args, case=case, on=on, **options)
        self.initial.setdefault("starts_on", on)
        self.initial.setdefault("authority", Authority.INFORMAL)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(HOW_TO_PHONE)
        return phone

    def clean_seen_on(self) -> date | None:
        return self.gone_by("seen_on")

    def clean_starts_on(self) -> date | None:
        return self.gone_by("starts_on")

    def gone_by(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day > self.on:
            raise ValidationError(GONE_BY)
        return day

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        if answers.get("evidence") and "seen_on" in answers and not answers["seen_on"]:
            self.add_error("seen_on", "Enter the day you saw it")
        if answers.get("seen_on") and answers.get("evidence") == "":
            self.add_error("evidence", "Write what you saw, or leave the day empty too")
        return answers

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ASKED}

    def as_representative(self) -> Representative:
        return Representative(**self.answers())


class CorrectRepresentativeForm(RepresentativeForm):
    """The same, of somebody who is written down; it knows which version it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, representative: Representative, **options: Any) -> None:
        super().__init__(*args, **options)
        self.representative = representative
        self.initial = {name: getattr(representative, name) for name in (*ASKED, "version")}


class EndRepresentativeForm(StepForm):
    """The day they stopped speaking for the person."""

    until = DateAsTyped(
        label="Until",
        help_text="The last day on which they spoke for the person",
        error_messages={"required": "Enter the day it ended"},
    )

    def __init__(self, *args: Any, representative: Representative, **options: Any) -> None:
        super().__init__(*args, **options)
        self.representative = representative
        self.initial.setdefault("until", self.on)

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day > self.on:
            raise ValidationError(GONE_BY)
        if day < self.representative.starts_on:
            raise ValidationError("They did not speak for the person yet on that day")
        return day
