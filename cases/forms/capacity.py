"""What is asked of one decision: whether the person can make it, and who does if not."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import DecidedBy, DecisionKind
from cases.forms.steps import StepForm
from cases.models import CapacityDecision, Case, Representative
from cases.rules.capacity import APPLIES_FROM
from lightbulb.core.staff.forms import ColleagueField, DateAsTyped

ASKED = ("about", "kind", "how_found", "representative", "consulted", "reasons", "decided_on")
ANSWERS = [("yes", "Yes"), ("no", "No, they were found not able to")]
OTHERS = [choice for choice in DecidedBy.choices if choice[0] != DecidedBy.PERSON]
NOT_IN_LIST = {"invalid_choice": "Choose from the list who decides"}


class SpeakingField(ColleagueField):
    """Somebody who speaks for the person, with what they may do."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}: {obj.standing}"


class CapacityForm(StepForm):
    """One decision. Under 16 capacity is not asked: parental responsibility decides."""

    about = forms.CharField(
        label="What is decided",
        max_length=200,
        help_text="One decision, for example: the level access shower goes ahead",
        error_messages={"required": "Write what is decided"},
    )
    kind = forms.ChoiceField(
        label="What is it about?",
        choices=DecisionKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it is about"),
    )
    has_capacity = forms.ChoiceField(
        label="Can they decide this themselves?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        help_text="Everybody can, unless it was found that they cannot, with help, decide this one "
        "thing. A decision that seems unwise is no sign of it",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether they can decide this"
        ),
    )
    how_found = forms.CharField(
        label="How it was found",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What they could not do: understand, remember, weigh up or say; what help "
        "they had; and why",
    )
    decided_by = forms.ChoiceField(
        label="Who decides, if they cannot?",
        choices=OTHERS,
        required=False,
        widget=forms.RadioSelect,
        error_messages=NOT_IN_LIST,
    )
    representative = SpeakingField(
        label="Who of those who speak for them",
        queryset=Representative.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="Where an attorney, a deputy or a parent decides",
        error_messages=NOT_IN_LIST,
    )
    consulted = forms.CharField(
        label="Who was consulted",
        required=False,
        max_length=500,
        help_text="Family, carers, an advocate; and what the person feels and wants",
    )
    reasons = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why it is in their best interests, or which order the court made",
    )
    decided_on = DateAsTyped(
        label="Decided on", error_messages={"required": "Enter the day it was decided"}
    )

    def __init__(self, *args: Any, case: Case, on: date, **options: Any) -> None:
        super().__init__(*args, case=case, on=on, **options)
        self.initial.setdefault("decided_on", on)
        speaking = Representative.objects.of(case.person).speaking(on)
        self.fields["representative"].queryset = speaking  # type: ignore[attr-defined]
        age = case.person.canonical.age_on(on)
        if age is not None and age < APPLIES_FROM:
            del self.fields["has_capacity"], self.fields["how_found"]
            self.fields["decided_by"].label = "Who decides?"

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > self.on:
            raise ValidationError("The day is today or before")
        return day

    def as_decision(self) -> CapacityDecision:
        """Unsaved. Where nobody else is said to decide, the person does."""
        answers = self.cleaned_data
        said = {name: answers[name] for name in ASKED if name in answers}
        found = {"yes": True, "no": False}.get(answers.get("has_capacity", ""))
        by = answers["decided_by"] or DecidedBy.PERSON
        return CapacityDecision(case=self.case, has_capacity=found, decided_by=by, **said)
