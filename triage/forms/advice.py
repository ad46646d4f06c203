"""Answers of the library, and what somebody was only asking about."""

from datetime import date
from typing import Any

from django import forms

from cases.forms.person import too_long
from lightbulb.core.organisations.models import Locality
from triage.enums import Need
from triage.models import AdviceEntry


class EnquiryForm(forms.Form):
    """What about, which answer fitted, and where, if they said."""

    need = forms.ChoiceField(
        label="What they ask about",
        choices=Need,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what they ask about"),
    )
    advice = forms.ModelChoiceField(
        label="Which answer",
        queryset=AdviceEntry.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose the answer from the list"},
    )
    locality = forms.ModelChoiceField(
        label="Where, if they say",
        queryset=Locality.objects.none(),
        required=False,
        empty_label="Not said",
        error_messages={"invalid_choice": "Choose the locality from the list"},
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["advice"].queryset = AdviceEntry.objects.offered()  # type: ignore[attr-defined]
        self.fields["locality"].queryset = Locality.objects.in_force(on)  # type: ignore[attr-defined]


class AdviceForm(forms.Form):
    """One answer as it is kept."""

    title = forms.CharField(
        label="Title",
        max_length=120,
        error_messages={"required": "Write a title", **too_long("The title", 120)},
    )
    words = forms.CharField(
        label="What to say",
        max_length=2000,
        help_text="In words that can be read out",
        error_messages={"required": "Write what to say", **too_long("What to say", 2000)},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    needs = forms.MultipleChoiceField(
        label="What it answers",
        choices=Need,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Tick at least one thing it answers"
        ),
    )
    is_pack = forms.BooleanField(label="It is a self-help pack to send", required=False)
    source = forms.CharField(
        label="Where it is from",
        max_length=200,
        error_messages={"required": "Write where it is from", **too_long("This", 200)},
    )
