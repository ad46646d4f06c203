"""What is asked of whoever takes a call about a case they do not work on."""

from datetime import date

from django import forms

from cases.enums import SpokeTo
from cases.forms.steps import DAY_HELP, StepForm
from cases.models import Note
from lightbulb.core.staff.forms import DateAsTyped

CALLERS = [(each.value, each.label) for each in SpokeTo if each != SpokeTo.NOBODY]


class CallForm(StepForm):
    """Who rang, what they asked and heard, and whether the worker rings back."""

    spoke_to = forms.ChoiceField(
        label="Who rang",
        choices=CALLERS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose who rang"),
    )
    who = forms.CharField(
        label="Who exactly", required=False, max_length=120, help_text="If it was not the person"
    )
    text = forms.CharField(
        label="What they asked, and what you told them",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what they asked, and what you told them"},
    )
    ring_back_on = DateAsTyped(
        label="If the worker is to ring back: by when", required=False, help_text=DAY_HELP
    )

    def clean_ring_back_on(self) -> date | None:
        if self.cleaned_data["ring_back_on"] is None:
            return None
        return self.coming("ring_back_on", past="They ring back today or on a later day")

    def as_note(self) -> Note:
        asked = ("spoke_to", "who", "text")
        return Note(case=self.case, **{name: self.cleaned_data[name] for name in asked})
