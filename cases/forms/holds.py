"""What is asked when a case waits for somebody else, and when its class changes."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import Complexity, HoldCause, Urgency
from cases.forms.fields import WorkerField
from cases.forms.steps import CHOOSE_WORKER, DAY_HELP, StepForm
from cases.models import Case, Hold
from lightbulb.core.staff.forms import DateAsTyped


class HoldForm(StepForm):
    """On whom the case waits, for what, who chases it, and when next."""

    cause = forms.ChoiceField(
        label="On whom does it wait?",
        choices=HoldCause.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose on whom the case waits"
        ),
    )
    who = forms.CharField(
        label="Who exactly",
        required=False,
        max_length=120,
        help_text="For example Soar Valley Homes. Leave it empty if nobody is named",
    )
    reason = forms.CharField(
        label="What is waited for",
        max_length=300,
        help_text="For example written consent for the stairlift",
        error_messages={"required": "Write what is waited for"},
    )
    starts_on = DateAsTyped(
        label="Waiting since",
        help_text="Today, unless it began before",
        error_messages={"required": "Enter the day the wait began"},
    )
    worker = WorkerField(label="Who chases it", error_messages=CHOOSE_WORKER)
    next_step = forms.CharField(
        label="What they do next",
        required=False,
        max_length=120,
        help_text="For example ring Dean Pollard there",
    )
    next_on = DateAsTyped(
        label="By when",
        help_text=DAY_HELP,
        error_messages={"required": "Enter the day to ask again"},
    )

    def offer_workers(self) -> None:
        super().offer_workers()
        self.initial.setdefault("starts_on", self.on)

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day > self.on:
            raise ValidationError("A wait begins today or on a day before")
        if day < self.case.opened_on:
            raise ValidationError("The case was not open yet on that day")
        return day

    def clean_next_on(self) -> date:
        return self.coming("next_on", past="The day to ask again is today or later")

    def as_hold(self) -> Hold:
        names = ("cause", "who", "reason", "starts_on", "next_step", "next_on")
        answers = {name: self.cleaned_data[name] for name in names}
        return Hold(case=self.case, owner=self.cleaned_data["worker"], **answers)


class ReclassifyForm(StepForm):
    """How urgent and complex the case is, and why that changed."""

    urgency = forms.ChoiceField(
        label="How urgent is it?",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose whether it is urgent"),
    )
    complexity = forms.ChoiceField(
        label="How involved is it?",
        choices=[(value, text.capitalize()) for value, text in Complexity.choices],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether it is simple or complex"
        ),
    )
    reason = forms.CharField(
        label="What changed",
        max_length=300,
        error_messages={"required": "Write what changed"},
    )

    def __init__(self, *args: Any, case: Case, on: date, **options: Any) -> None:
        super().__init__(*args, case=case, on=on, **options)
        self.initial |= {"urgency": case.urgency, "complexity": case.complexity}

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        chosen = (answers.get("urgency"), answers.get("complexity"))
        if chosen == (self.case.urgency, self.case.complexity):
            raise ValidationError("That is its class already. Choose another, or go back")
        return answers


class ChaseForm(StepForm):
    """What is next, and when to ask again."""

    next_step = forms.CharField(label="What is next", required=False, max_length=120)
    next_on = DateAsTyped(
        label="Ask again on",
        help_text=DAY_HELP,
        error_messages={"required": "Enter the day to ask again"},
    )

    def clean_next_on(self) -> date:
        return self.coming("next_on", past="The day to ask again is today or later")


class LiftForm(StepForm):
    """The day the answer came."""

    until = DateAsTyped(
        label="The answer came on",
        help_text="The day the wait ended",
        error_messages={"required": "Enter the day the wait ended"},
    )

    def __init__(self, *args: Any, hold: Hold, on: date, **options: Any) -> None:
        super().__init__(*args, case=hold.case, on=on, **options)
        self.hold = hold
        self.initial.setdefault("until", on)

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day > self.on:
            raise ValidationError("The answer came today or on a day before")
        if day < self.hold.starts_on:
            raise ValidationError("The wait had not begun on that day")
        return day
