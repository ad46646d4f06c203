"""Fields for what is told of a person, each with its own sentences for what is wrong."""

from datetime import date
from typing import Any
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError
from nhs_number.validate import is_valid

from lightbulb.core.places.postcodes import normalise_postcode
from lightbulb.core.staff.forms import HOW_TO_PHONE, PHONE
from lightbulb.core.time.months import in_words
from lightbulb.core.time.reading import WEEKDAYS, read_date

OLDEST = 120  # years; an earlier birth is a slip of the keys
SHORT_TEXT = forms.TextInput(attrs={"autocomplete": "off"})
NUMBERS_ONLY = {"autocomplete": "off", "inputmode": "numeric"}


def too_long(what: str, most: int) -> dict[str, str]:
    return {"max_length": f"{what} can have up to {most:,} characters here"}


def without_odd_signs(text: str) -> str:
    """Pasted text without control signs and marks of byte order; line ends and tabs stay."""
    return "".join(
        sign for sign in text if sign in "\r\n\t" or (category(sign) != "Cc" and sign != "\ufeff")
    )


def line(label: str, most: int, *, what: str = "", hint: str = "") -> forms.CharField:
    """A line of text that may stay empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        error_messages=too_long(what or label, most),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class BirthDate(forms.CharField):
    """A day of birth in any common form: 14/3/41, 14 mar 1941. `on` is today."""

    on: date

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            born = read_date(text, on=self.on, past=True)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        named = f"{WEEKDAYS[born.weekday()]} {in_words(born)}"
        if born > self.on:
            raise ValidationError(f"Date of birth must be in the past. You typed {named}")
        if born.year < self.on.year - OLDEST:
            raise ValidationError(f"Check the year of birth. You typed {named}")
        return born


class NhsNumber(forms.CharField):
    """Ten figures, spaces or not, whose last one fits the others."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        digits = text.replace(" ", "").replace("-", "")
        if digits and not (digits.isdecimal() and is_valid(digits)):
            raise ValidationError(
                f"{text} is not an NHS number: check its ten figures, or leave it out"
            )
        return digits


class PhoneNumber(forms.CharField):
    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not PHONE.fullmatch(text):
            raise ValidationError(HOW_TO_PHONE)
        return text


def phone_number(label: str) -> PhoneNumber:
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"})
    errors = {"max_length": HOW_TO_PHONE}
    return PhoneNumber(
        label=label, max_length=30, required=False, widget=widget, error_messages=errors
    )


class WholePostcode(forms.CharField):
    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return normalise_postcode(text)
        except ValueError as error:
            words = f"{error}. Add what is missing, or leave it out and choose the locality"
            raise ValidationError(words) from error
