"""Forms of a practice's list: where it is from, and what somebody invited asks for."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cases.forms.person import too_long
from lightbulb.core.staff.forms import DateAsTyped
from triage.actions.lists import LONGEST
from triage.enums import Door, PatientsTold, Source
from triage.models import Invitation, PracticeList
from triage.public.forms import OutsideForm

OF_LIST = ("practice", "agreement", "patients_told", "purge_on")


class ListForm(forms.Form):
    """Who sends the list, under which agreement, and when it is forgotten."""

    practice = forms.CharField(
        label="Practice",
        max_length=150,
        error_messages={"required": "Enter the practice that sends it", **too_long("This", 150)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agreement = forms.CharField(
        label="Agreement it comes under",
        max_length=300,
        help_text="Its name and date, as the practice and the councils signed it",
        error_messages={
            "required": "Enter the agreement: without one the list must not be taken",
            **too_long("This", 300),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    patients_told = forms.ChoiceField(
        label="Were the patients told that their names are passed on?",
        choices=PatientsTold,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Say whether the patients were told"
        ),
    )
    purge_on = DateAsTyped(
        label="Forget who has not answered on",
        error_messages={"required": "Enter the day on which it is forgotten"},
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean_purge_on(self) -> date:
        day: date = self.cleaned_data["purge_on"]
        if not self.on < day <= self.on + LONGEST:
            raise ValidationError(f"The day is after today, and within {LONGEST.days} days")
        return day

    def practice_list(self, *, rows: int, left_out: int) -> PracticeList:
        return PracticeList(**self.cleaned_data, rows=rows, left_out=left_out)


class FileForm(ListForm):
    """The same with the file itself."""

    file = forms.FileField(
        label="The list, as a CSV file",
        error_messages={
            "required": "Choose the file of the list",
            "empty": "The file is empty",
            "invalid": "Choose the file of the list",
        },
    )


class YesForm(OutsideForm):
    """Somebody invited wants a visit: what is hard, and how to reach them. Who they are and
    where they live the invitation says."""

    labels: ClassVar[dict[str, str]] = {
        "needs": "What is hard at home",
        "words": "In their words",
        "urgency_facts": "Tick what applies",
        "phone": "Phone",
        "date_of_birth": "Date of birth",
        "call_first": "Who to call first",
    }
    FROM_INVITATION: ClassVar[dict[str, str]] = {
        "given_name": "first_name",
        "family_name": "last_name",
        "address": "address",
        "town": "town",
        "postcode": "postcode",
    }

    def __init__(self, data: Any, *, invitation: Invitation, on: date) -> None:
        initial = {name: getattr(invitation, held) for name, held in self.FROM_INVITATION.items()}
        super().__init__(data, on=on, initial=initial)

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"source": Source.GP, "door": Door.LIST}
