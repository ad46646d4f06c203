"""What is asked when somebody is signed off for an area, and about what lies above it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import CompetenceArea
from cases.forms.steps import StepForm
from cases.models import Competence
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.staff.models import User


class CompetenceForm(forms.Form):
    """For what somebody is signed off, on which ground, and until when."""

    area = forms.ChoiceField(
        label="What they may recommend on their own",
        choices=CompetenceArea.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose what they may recommend on their own"
        ),
    )
    ground = forms.CharField(
        label="Certificate, or what was seen",
        max_length=300,
        help_text="For example trusted assessor, level 3, seen 2 November 2026",
        error_messages={"required": "Write the certificate, or what was seen"},
    )
    ends_on = DateAsTyped(
        label="Until",
        required=False,
        help_text="The day it lapses, for example 1/11/28. Leave it empty if it does not",
    )

    def __init__(self, *args: Any, worker: User, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.worker, self.on = worker, on

    def clean_ends_on(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        if day is not None and day < self.on:
            raise ValidationError("It lapses today or on a later day")
        return day

    def as_competence(self) -> Competence:
        return Competence(worker=self.worker, starts_on=self.on, **self.cleaned_data)


class SignOffForm(StepForm):
    """Whether somebody agrees to what was recommended."""

    agreed = forms.ChoiceField(
        label="Do you agree?",
        choices=(("yes", "Yes, it can go on"), ("no", "No, and I say why")),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose yes or no"),
    )
    remark = forms.CharField(
        label="Why, or what to mind",
        required=False,
        max_length=300,
        help_text="Whoever recommended it reads it. If you do not agree, the person is told",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("agreed") == "no" and not cleaned.get("remark"):
            self.add_error("remark", "Write why you do not agree")
        return cleaned
