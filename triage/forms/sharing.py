"""What is asked when somebody says whether something may be passed on."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.forms.steps import StepForm
from lightbulb.core.staff.forms import DateAsTyped
from triage.enums import SaidHow, SharingAnswer
from triage.models import CaseSharing, SharingFlow

ANSWERS = (
    (SharingAnswer.AGREED.value, "Yes, it may be passed on"),
    (SharingAnswer.REFUSED.value, "No, or they take an earlier yes back"),
)


class SaySharingForm(StepForm):
    """About one recipient: yes or no, who said it, how and when."""

    answer = forms.ChoiceField(
        label="What they said",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what they said"),
    )
    said_by = forms.CharField(
        label="Who said it",
        max_length=150,
        error_messages={"required": "Enter who said it"},
    )
    said_how = forms.ChoiceField(
        label="How they said it",
        choices=SaidHow.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose how they said it"),
    )
    said_on = DateAsTyped(
        label="When", error_messages={"required": "Enter the day they said it, or today"}
    )

    def __init__(self, *args: Any, flow: SharingFlow, **options: Any) -> None:
        super().__init__(*args, **options)
        self.flow = flow
        self.initial.setdefault("said_by", self.case.person.canonical.full_name)
        self.initial.setdefault("said_on", self.on)

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.on:
            raise ValidationError("The day is today or before")
        return day

    def as_sharing(self) -> CaseSharing:
        return CaseSharing(case=self.case, flow=self.flow, **self.answers())

    def answers(self) -> dict[str, Any]:
        asked = ("answer", "said_by", "said_how", "said_on")
        return {name: self.cleaned_data[name] for name in asked}
