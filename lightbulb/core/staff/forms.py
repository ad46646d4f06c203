"""What staff fill in about themselves."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from lightbulb.core.staff.enums import AbsenceKind
from lightbulb.core.staff.models import Absence, User
from lightbulb.core.time.reading import read_date

PHONE = re.compile(r"^\+?[0-9 ()-]{6,30}$")


class DateAsTyped(forms.CharField):
    """A date in any common form: 14/3/26, 14 mar, tomorrow."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text, on=timezone.localdate())
        except ValueError as error:
            raise ValidationError(str(error)) from error


class DetailsForm(forms.Form):
    """What colleagues see of a person, and how the person likes to work."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label="Work phone number",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    shortcuts = forms.BooleanField(
        label="Use single-key shortcuts, such as / for Find", required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.match(phone):
            raise ValidationError(
                "Enter a phone number with figures and spaces, like 01632 960 001"
            )
        return phone

    def changes(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("name", "phone", "shortcuts")
        }


class AbsenceForm(forms.Form):
    """Days away and who is asked instead."""

    kind = forms.ChoiceField(
        label="Why", choices=AbsenceKind, initial=AbsenceKind.LEAVE
    )
    starts_on = DateAsTyped(
        label="First day away",
        help_text="For example 27/3/27, 27 mar or tomorrow",
        error_messages={"required": "Enter the first day away"},
    )
    ends_on = DateAsTyped(
        label="Last day away",
        help_text="Leave empty if it is not known yet",
        required=False,
    )
    cover = forms.ModelChoiceField(
        label="Who covers",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["cover"].queryset = User.objects.working_on(
            timezone.localdate()
        ).exclude(pk=user.pk)

    def absence(self) -> Absence:
        return Absence(user=self.user, **self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day away must not be before the first")
        elif (
            starts_on
            and Absence(user=self.user, starts_on=starts_on, ends_on=ends_on).clashes()
        ):
            self.add_error("starts_on", "You are already away on some of these days")
        return cleaned
