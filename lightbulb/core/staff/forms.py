"""What staff fill in about themselves."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from lightbulb.core.places.postcodes import normalise_postcode
from lightbulb.core.staff.enums import AbsenceKind
from lightbulb.core.staff.models import Absence, User
from lightbulb.core.time.reading import read_date

PHONE = re.compile(r"\+?[0-9 ()-]{6,30}")
HOW_TO_PHONE = "Enter a phone number with figures and spaces, like 01632 960 001"
OWN_DETAILS = ("name", "phone", "shortcuts", "alerts_each", "home_house", "home_postcode")
OPEN_AGAIN = "Part of this page was lost on its way. Open the page again and fill it in"


class DateAsTyped(forms.CharField):
    """A date in any common form: 14/3/26, 14 mar, tomorrow."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.error_messages["max_length"] = "Write the day in figures, like 27/3/27"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text, on=timezone.localdate())
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody from the list; whatever else is sent is refused in the same words."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            words = self.error_messages["invalid_choice"]
            raise ValidationError(words, code="invalid_choice") from error


class DetailsForm(forms.Form):
    """What colleagues see of a person, and how the person likes to work."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        error_messages={
            "required": "Enter your name",
            "max_length": "Your name can have up to 150 characters here",
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label="Work phone number",
        max_length=30,
        required=False,
        help_text="Colleagues see it beside your name",
        error_messages={"max_length": HOW_TO_PHONE},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    shortcuts = forms.BooleanField(
        label="Use single-key shortcuts, such as / for Find", required=False
    )
    alerts_each = forms.BooleanField(
        label="Tell me of each case that calls for attention, not once a day", required=False
    )
    home_house = forms.CharField(
        label="House name or number",
        max_length=60,
        required=False,
        error_messages={"max_length": "The house can have up to 60 characters here"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    home_postcode = forms.CharField(
        label="Postcode",
        max_length=12,
        required=False,
        error_messages={"max_length": "A postcode is shorter than that"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), OPEN_AGAIN),
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(HOW_TO_PHONE)
        return phone

    def clean_home_postcode(self) -> str:
        typed: str = self.cleaned_data["home_postcode"]
        try:
            return normalise_postcode(typed) if typed else ""
        except ValueError as error:
            raise ValidationError(f"{error}. Mend it, or leave it out") from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("home_house") and cleaned.get("home_postcode") == "":
            self.add_error("home_postcode", "Enter the postcode too, or leave both out")
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in OWN_DETAILS}


class AbsenceForm(forms.Form):
    """Days away and who is asked instead."""

    kind = forms.ChoiceField(
        label="Why",
        choices=AbsenceKind,
        initial=AbsenceKind.LEAVE,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose from the list why you are away"
        ),
    )
    starts_on = DateAsTyped(
        label="First day away",
        help_text="For example 27/3/27, 27 mar or tomorrow",
        error_messages={"required": "Enter the first day away"},
    )
    ends_on = DateAsTyped(
        label="Last day away", help_text="Leave empty if it is not known yet", required=False
    )
    cover = ColleagueField(
        label="Who covers",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose who covers from the list"},
    )

    def __init__(self, *args: Any, user: User, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.on = on
        self.fields["cover"].queryset = User.objects.working_on(on).exclude(pk=user.pk)  # type: ignore[attr-defined]

    def absence(self) -> Absence:
        return Absence(user=self.user, **self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if not starts_on or "ends_on" not in cleaned:
            return cleaned
        if ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day away must not be before the first")
        elif ends_on and ends_on < self.on:
            self.add_error("ends_on", "These days are over. Enter days from today on")
        elif Absence(user=self.user, starts_on=starts_on, ends_on=ends_on).clashes():
            self.add_error("starts_on", "You are already away on some of these days")
        return cleaned
