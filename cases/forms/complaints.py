"""What is asked of a complaint: what about, whose words, and what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.actions import Reply
from cases.enums import ComplaintAbout, ComplaintOutcome
from cases.forms.steps import StepForm
from cases.models import Complaint
from lightbulb.core.staff.forms import DateAsTyped

GONE_BY = "The day is today or before"


class ComplaintForm(StepForm):
    """What it is about decides where it goes; nobody has to know that."""

    about = forms.ChoiceField(
        label="What is it about?",
        choices=ComplaintAbout.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it is about"),
    )
    landlord = forms.CharField(
        label="Which landlord",
        required=False,
        max_length=200,
        help_text="Where it is about one",
    )
    words = forms.CharField(
        label="What they said",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In their words",
        error_messages={"required": "Write what they said"},
    )
    made_by = forms.CharField(
        label="Who complains",
        max_length=150,
        error_messages={"required": "Enter who complains"},
    )
    reach = forms.CharField(
        label="How to reach them",
        required=False,
        max_length=100,
        help_text="If it is somebody else than the person",
    )
    received_on = DateAsTyped(
        label="Received on", error_messages={"required": "Enter the day it was received"}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("received_on", self.on)
        self.initial.setdefault("made_by", self.case.person.canonical.full_name)

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.on:
            raise ValidationError(GONE_BY)
        return day

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        if answers.get("about") == ComplaintAbout.LANDLORD and answers.get("landlord") == "":
            self.add_error("landlord", "Enter which landlord it is about")
        return answers

    def as_complaint(self) -> Complaint:
        names = ("about", "words", "made_by", "reach", "received_on")
        return Complaint(case=self.case, **{name: self.cleaned_data[name] for name in names})


class OfComplaintForm(StepForm):
    """The day of a step; the others add to it."""

    day = DateAsTyped(label="When", error_messages={"required": "Enter the day"})

    def __init__(self, *args: Any, complaint: Complaint, on: date, **options: Any) -> None:
        super().__init__(*args, case=complaint.case, on=on, **options)
        self.complaint = complaint
        self.initial.setdefault("day", on)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.on:
            raise ValidationError(GONE_BY)
        if day < (self.complaint.acknowledged_on or self.complaint.received_on):
            raise ValidationError("That is before what came before it")
        return day


class AnswerComplaintForm(OfComplaintForm):
    """How it was answered, and in which words."""

    outcome = forms.ChoiceField(
        label="How was it answered?",
        choices=ComplaintOutcome.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether it was upheld"
        ),
    )
    answer = forms.CharField(
        label="What was answered",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="And what is put right, by whom and by when",
        error_messages={"required": "Write what was answered"},
    )
    field_order = ("outcome", "answer", "day")

    def as_reply(self) -> Reply:
        return Reply(**self.cleaned_data)
