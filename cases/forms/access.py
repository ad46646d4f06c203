"""What is asked when a record is restricted, or opened in an emergency."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from nhs_number.validate import is_valid

from cases.references import read_reference
from lightbulb.core.access.enums import EmergencyReason, RestrictionKind, ReviewOutcome
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.staff.models import User

SHORTEST, MOST_NAMED = 20, 30
ONE_OR_OTHER = "Enter a case reference, or an NHS number and a date of birth"
WHOM = [("person", "The person: everything about them"), ("case", "This case alone")]


def words(label: str, *, required: str, **options: Any) -> forms.CharField:
    """A short text of one's own."""
    return forms.CharField(
        label=label,
        max_length=500,
        error_messages={"required": required, "max_length": "Write up to 500 characters here"},
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )


def choice(label: str, choices: Any, wrong: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), wrong),
    )


class RestrictForm(forms.Form):
    """What is restricted, how, why, and who is named."""

    what = choice("What is restricted", WHOM, "Choose what is restricted")
    kind = choice("Who may see it", RestrictionKind.choices, "Choose who may see it")
    named = forms.CharField(
        label="Who is named",
        help_text="One colleague on each line, by full name or work email address",
        max_length=3000,
        error_messages={
            "required": "Name at least one colleague",
            "max_length": f"Name up to {MOST_NAMED} colleagues",
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = words("Why", required="Say why this is restricted")

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean_named(self) -> list[User]:
        lines = [line.strip() for line in self.cleaned_data["named"].splitlines() if line.strip()]
        if len(lines) > MOST_NAMED:
            raise ValidationError(f"Name up to {MOST_NAMED} colleagues")
        return [colleague(line, on=self.on) for line in lines]


class NameForm(forms.Form):
    """One more colleague to name."""

    named = forms.CharField(
        label="Name one more colleague",
        help_text="By full name or work email address",
        max_length=150,
        error_messages={
            "required": "Enter a colleague’s name",
            "max_length": "Enter up to 150 characters",
        },
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean_named(self) -> User:
        return colleague(self.cleaned_data["named"].strip(), on=self.on)


def colleague(text: str, *, on: date) -> User:
    """The one person working here who is called so. Raises ValidationError."""
    working = User.objects.working_on(on)
    found = working.filter(email=text.lower()) if "@" in text else working.filter(name__iexact=text)
    people = list(found[:2])
    if len(people) == 1:
        return people[0]
    if people:
        raise ValidationError(f"Two people are called {text}: enter the work email address")
    raise ValidationError(f"Nobody who works here today is called {text}")


class EmergencyForm(forms.Form):
    """Which record, and why it has to be opened now."""

    reference = forms.CharField(
        label="Case reference",
        help_text="For example LB-7KQ4-M2XR",
        max_length=20,
        required=False,
        error_messages={"max_length": "A case reference is like LB-7KQ4-M2XR"},
    )
    nhs_number = forms.CharField(
        label="NHS number",
        max_length=20,
        required=False,
        error_messages={"max_length": "An NHS number has 10 figures"},
    )
    born = DateAsTyped(label="Date of birth", help_text="For example 14/3/41", required=False)
    why = choice("Why now", EmergencyReason.choices, "Choose why it has to be opened now")
    reason = words(
        "What has happened",
        required="Say what has happened",
        help_text=f"At least {SHORTEST} characters. Whoever reviews this reads it",
    )

    def clean_reference(self) -> str:
        text: str = self.cleaned_data["reference"].strip()
        reference = read_reference(text) if text else ""
        if reference is None:
            raise ValidationError("A case reference is like LB-7KQ4-M2XR")
        return reference

    def clean_nhs_number(self) -> str:
        number = "".join(self.cleaned_data["nhs_number"].split())
        if number and not (number.isascii() and number.isdigit() and is_valid(number)):
            raise ValidationError("Check the NHS number: it has 10 figures")
        return number

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if len(reason) < SHORTEST:
            raise ValidationError(f"Say in at least {SHORTEST} characters what has happened")
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by_number = cleaned.get("nhs_number") and cleaned.get("born")
        if not self.errors and not (cleaned.get("reference") or by_number):
            self.add_error("reference", ONE_OR_OTHER)
        return cleaned


class ReviewForm(forms.Form):
    """Whether it was right to open a record."""

    outcome = choice("Was it right", ReviewOutcome.choices, "Choose whether it was right")
    note = words("Your note", required="Write a note")
