"""Ticking letters that are ready."""

from django import forms

from cases.models import Letter
from cases.models.letters import LetterQuerySet

MOST = 100


class TickedForm(forms.Form):
    """Some of the letters that are ready to send, as ticked on the list."""

    letter = forms.ModelMultipleChoiceField(
        queryset=Letter.objects.none(),
        error_messages={
            "required": "Tick at least one letter.",
            "invalid_choice": "One of these has gone meanwhile. Tick the others again.",
            "invalid_pk_value": "One of these is no letter. Tick them again.",
        },
    )

    def __init__(self, *args: object, ready: LetterQuerySet) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["letter"].queryset = ready  # type: ignore[attr-defined]

    def clean_letter(self) -> list[Letter]:
        ticked = list(self.cleaned_data["letter"].order_by("asked_on", "id"))
        if len(ticked) > MOST:
            raise forms.ValidationError(f"Tick at most {MOST} at a time.")
        return ticked
