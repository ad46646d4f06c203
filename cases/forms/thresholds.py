"""What is asked when the figure of an alert is changed."""

from typing import Any

from django import forms

from cases.enums import AlertRule
from cases.models import Target
from cases.thresholds import UNIT_OF

NAMES = {
    "working_days": "Working days",
    "days": "Calendar days",
    "months": "Months",
    "percent": "Percent of the target",
}
LARGEST = {"working_days": 366, "days": 366, "months": 120, "percent": 100}


class ThresholdForm(forms.Form):
    """The figure, in the unit of its rule, and where it comes from."""

    source = forms.CharField(
        label="Where this comes from",
        max_length=300,
        help_text="For example Delivery Group, 12 November 2026",
        error_messages={"required": "Write where this comes from"},
    )

    def __init__(self, *args: Any, rule: AlertRule, held: Target | None, **options: Any) -> None:
        super().__init__(*args, **options)
        unit = UNIT_OF[rule]
        wrong = f"Write the figure as a whole number from 1 to {LARGEST[unit]}"
        self.fields["figure"] = forms.IntegerField(
            label=NAMES[unit],
            min_value=1,
            max_value=LARGEST[unit],
            initial=held.figure if held else None,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        )
        self.order_fields(["figure", "source"])
