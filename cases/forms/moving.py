"""Which case a visit belongs to, and why it is moved."""

from django import forms

from cases.references import read_reference
from lightbulb.core.staff.forms import OPEN_AGAIN


class MoveVisitForm(forms.Form):
    to = forms.CharField(
        label="Reference of the right case",
        max_length=40,
        help_text="Such as LB-7KQ4-M2XR. Find shows it under the person’s name",
        error_messages=dict.fromkeys(("required", "max_length"), "Enter the reference of the case"),
    )
    reason = forms.CharField(
        label="Why is it moved?",
        max_length=300,
        help_text="For example: the visit was booked in the neighbour’s case",
        error_messages={
            "required": "Say why it is moved",
            "max_length": "The reason can have up to 300 characters here",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), OPEN_AGAIN),
    )

    def clean_to(self) -> str:
        """The reference as it is kept, however it was typed."""
        reference = read_reference(self.cleaned_data["to"])
        if reference is None:
            raise forms.ValidationError("That is not a case reference. One looks like LB-7KQ4-M2XR")
        return reference
