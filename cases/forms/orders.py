"""Ordering what was accepted, and the day it came."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cases.forms.plan import in_figures
from cases.models import Order, Solution
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.time.months import add_months
from lightbulb.core.time.reading import read_date

SIDES = (
    ("", "Not said"),
    ("left, going in", "Left, going in"),
    ("right, going in", "Right, going in"),
    ("both sides", "Both sides"),
)


class PastDateAsTyped(DateAsTyped):
    """A day that has been: without a year, the last one that was."""

    def clean(self, value: Any) -> Any:
        today = timezone.localdate()
        day: date | None = super().clean(value)
        if day is None or day <= today:
            return day
        last = read_date(str(value), on=today, past=True)
        return last if last >= add_months(today, -12) else day


def words(label: str, longest: int, *, required: str = "", hint: str = "") -> forms.CharField:
    """A line of text with its own sentences; `required` is what to say when it is missing."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(required),
        help_text=hint,
        error_messages={
            "required": required,
            "max_length": f"{label} can have up to {longest} characters",
        },
    )


class OrderForm(forms.Form):
    """What the minor adaptations form asks: what size, where, which side, and from whom."""

    supplier = words("Supplier", 120, required="Enter who supplies it")
    size = words("Size", 40, hint="For example 12 inch (300 mm)")
    place = words("Where", 80, hint="For example porch door, or under the shower room window")
    side = forms.ChoiceField(
        label="Which side",
        choices=SIDES,
        required=False,
        error_messages={"invalid_choice": "Choose the side from the list"},
    )
    detail = words("Height or other detail", 150, hint="For example upright, middle at 1,000 mm")
    expected_on = DateAsTyped(
        label="Expected on", required=False, help_text="Leave empty if it is not known yet"
    )

    def __init__(self, *args: Any, solution: Solution, on: date, **options: Any) -> None:
        """What the plan says already of size, place and side is filled in."""
        said = {name: getattr(solution, name) for name in ("size", "place", "detail")}
        side = solution.side and next(
            (key for key, _ in SIDES if key.startswith(solution.side)), ""
        )
        super().__init__(*args, **options | {"initial": said | {"side": side}})
        self.on = on

    def clean_expected_on(self) -> date | None:
        expected_on: date | None = self.cleaned_data["expected_on"]
        if expected_on and expected_on < self.on:
            raise forms.ValidationError("The day it is expected must not lie behind us")
        return expected_on

    def order(self, solution: Solution) -> Order:
        """The order, not placed yet."""
        said = (self.cleaned_data[name] for name in ("size", "place", "side", "detail"))
        return Order(
            solution=solution,
            supplier=self.cleaned_data["supplier"],
            detail=", ".join(part for part in said if part),
            expected_on=self.cleaned_data["expected_on"],
        )


class ReasonForm(forms.Form):
    """Why an order will not come, or why something was given back."""

    reason = words("Why", 300, required="Say why", hint="In a few words")


class ReceiveForm(forms.Form):
    """The day something ordered came."""

    delivered_on = PastDateAsTyped(
        label="The day it came",
        help_text="For example today, yesterday or 19/11/26",
        error_messages={"required": "Enter the day it came"},
    )

    def __init__(self, *args: Any, order: Order, on: date, **options: Any) -> None:
        initial = {"delivered_on": in_figures(on)}
        super().__init__(*args, **options | {"initial": initial})
        self.order, self.on = order, on

    def clean_delivered_on(self) -> date:
        day: date = self.cleaned_data["delivered_on"]
        if day > self.on:
            raise forms.ValidationError("The day it came must not lie ahead")
        if day < self.order.ordered_on:
            ordered = in_figures(self.order.ordered_on)
            raise forms.ValidationError(
                f"It was ordered on {ordered}, so it came that day or later"
            )
        return day
