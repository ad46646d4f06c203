"""What is asked about waits for an Occupational Therapist, reviews, and asking again."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.enums import OtRisk
from cases.forms.steps import DAY_HELP, FARTHEST, StepForm
from cases.models import CaseReview, Hold, Order, OtWait
from lightbulb.core.staff.forms import DateAsTyped

RISK = dict.fromkeys(("required", "invalid_choice"), "Choose how high the risk is meanwhile")


class RiskForm(StepForm):
    """How high the risk is, what helps meanwhile, and when it is looked at again."""

    risk = forms.ChoiceField(
        label="The risk while they wait",
        choices=OtRisk.choices,
        widget=forms.RadioSelect,
        error_messages=RISK,
    )
    interim = forms.CharField(
        label="What helps meanwhile",
        required=False,
        max_length=300,
        help_text="For example a commode downstairs, and a neighbour who looks in",
    )
    review_on = DateAsTyped(
        label="Look at the risk again on",
        help_text=DAY_HELP,
        error_messages={"required": "Enter the day to look at the risk again"},
    )

    def clean_review_on(self) -> date:
        return self.coming("review_on", past="The risk is looked at again today or later")


class AskOtForm(RiskForm):
    """The same, with what is to be assessed."""

    need = forms.CharField(
        label="What is to be assessed",
        max_length=300,
        error_messages={"required": "Write what is to be assessed"},
    )
    field_order = ("need", "risk", "interim", "review_on")

    def as_wait(self) -> OtWait:
        return OtWait(case=self.case, **self.cleaned_data)


class FallForm(StepForm):
    """The day of a fall."""

    fell_on = DateAsTyped(
        label="When they fell",
        help_text="For example yesterday or 24/11/26",
        error_messages={"required": "Enter the day of the fall"},
    )


class ReviewForm(StepForm):
    """What holds an old case up, and what is done about it."""

    found = forms.CharField(
        label="What holds it up",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what holds it up"},
    )
    next_step = forms.CharField(
        label="What is done about it",
        max_length=300,
        error_messages={"required": "Write what is done about it"},
    )

    def as_review(self) -> CaseReview:
        return CaseReview(case=self.case, **self.cleaned_data)


class AskAgainForm(forms.Form):
    """What was ticked in the chase list, and when to ask the next time."""

    next_on = DateAsTyped(
        label="Ask again on",
        help_text=DAY_HELP,
        error_messages={"required": "Enter the day to ask again"},
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean_next_on(self) -> date:
        day: date = self.cleaned_data["next_on"]
        if day < self.on:
            raise ValidationError("The day to ask again is today or later")
        if day > self.on + FARTHEST:
            raise ValidationError("Choose a day within the next 12 months")
        return day

    def clean(self) -> dict[str, Any]:
        if not self.ticked("hold") and not self.ticked("order"):
            raise ValidationError("Tick what was asked again")
        return self.cleaned_data

    def ticked(self, name: str) -> list[UUID]:
        typed = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        return [key for key in map(read_key, typed) if key]

    def holds(self, seen: Any) -> list[Hold]:
        return list(seen.filter(pk__in=self.ticked("hold")).select_related("case"))

    def orders(self, seen: Any) -> list[Order]:
        found = seen.filter(pk__in=self.ticked("order"))
        return list(found.select_related("solution__case"))


def read_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
