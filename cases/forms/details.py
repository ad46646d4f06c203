"""What is known of a person, put right by whoever works on their case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import Channel, LetterFormat
from cases.forms.person import BirthDate, NhsNumber, line, phone_number, too_long
from cases.forms.steps import StepForm
from cases.models import Case, Person
from lightbulb.core.templatetags.display import long_date, nhs_number

LONGEST_LINE = 200  # as the record keeps each
LINES = ("how_to_talk", "risks")
SHOWN_BY = {"date_of_birth": long_date, "nhs_number": nhs_number}


def lines(label: str, hint: str) -> forms.CharField:
    """Several short lines, one under the other."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=2000,
        help_text=hint,
        error_messages=too_long(label, 2000),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PersonForm(StepForm):
    """Names, how to reach them, how to talk with them, and what a visitor must know."""

    given_name = line("First name", 100)
    family_name = line("Last name", 100)
    preferred_name = line("Likes to be called", 100)
    date_of_birth = BirthDate(label="Date of birth", required=False, max_length=40)
    nhs_number = NhsNumber(label="NHS number", required=False, max_length=20)
    county_number = line("Number in the county’s social care record", 30)
    phone = phone_number("Phone")
    call_first = line("Who to call first", 200, hint="For example: daughter Carol, 01632 960118")
    language = line("Language", 60, hint="If it is not English. An interpreter is booked in it")
    how_to_talk = lines("How to talk with them", "One a line. For example: left ear is better")
    risks = lines("Risks to visitors", "One a line. For example: a dog, tied up if you ring first")
    letters_in = forms.ChoiceField(label="Letters in", choices=LetterFormat.choices)
    contact_by = forms.ChoiceField(label="How to send them word", choices=Channel.choices)
    surgery = line("Doctor’s surgery", 150)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        person = case.person.canonical
        options["initial"] = {name: as_typed(person, name) for name in self.base_fields}
        super().__init__(*args, case=case, **options)
        field = self.fields["date_of_birth"]
        if isinstance(field, BirthDate):
            field.on = self.on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["given_name"] or cleaned["family_name"]):
            self.add_error("family_name", "Enter a name, or what they are known by")
        for name in LINES:
            if name in cleaned:
                cleaned[name] = self.in_lines(name, cleaned[name])
        return cleaned

    def in_lines(self, name: str, typed: str) -> list[str]:
        found = [" ".join(each.split()) for each in typed.splitlines()]
        if any(len(each) > LONGEST_LINE for each in found):
            words = f"Each line can have up to {LONGEST_LINE} characters"
            self.add_error(name, ValidationError(words))
        return [each for each in found if each]

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def told(self, record: Any) -> str:
        """What of it is not as it was typed here, as "Phone: 01632 960118"."""
        differ = [
            f"{self.fields[name].label}: {shown(record, name) or 'empty'}"
            for name, value in self.changes().items()
            if getattr(record, name) != value
        ]
        return "; ".join(differ)


def as_typed(person: Person, name: str) -> Any:
    value = getattr(person, name)
    if name in LINES:
        return "\n".join(value)
    return shown(person, name) if name in SHOWN_BY else value


def shown(person: Person, name: str) -> str:
    """A field as a page says it."""
    value = getattr(person, name)
    if name in SHOWN_BY:
        return SHOWN_BY[name](value) if value else ""
    if name in LINES:
        return ", ".join(value)
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else value)
