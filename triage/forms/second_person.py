"""What is asked before somebody else in the home has a Housing MOT of their own."""

from typing import Any

from django import forms

from cases.forms.household import SomebodyForm
from cases.forms.steps import StepForm
from triage.enums import Need

NO_NEED = dict.fromkeys(("required", "invalid_choice"), "Choose at least one thing")


def needs_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="What do they need help with?",
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NO_NEED,
    )


class NeedsForm(StepForm):
    """Of somebody who is known to live here."""

    needs = needs_field()


class AnotherForm(SomebodyForm):
    """Of somebody who was not written down yet."""

    chosen = "Whoever you choose moves here: this becomes their address"

    relation = forms.CharField(
        label="Who they are to the person", required=False, max_length=60, help_text="As husband"
    )
    needs = needs_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(("given_name", "family_name", "date_of_birth", "who", "relation"))
