"""Why a referral is moved to somebody else."""

from django import forms

from cases.forms.person import too_long
from lightbulb.core.staff.forms import OPEN_AGAIN


class MoveForm(forms.Form):
    reason = forms.CharField(
        label="Why is it moved?",
        max_length=300,
        help_text="For example: two people of one name live in the street",
        error_messages={"required": "Say why it is moved"} | too_long("The reason", 300),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), OPEN_AGAIN),
    )
