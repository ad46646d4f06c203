"""What somebody is asked who asks for help themselves, or for somebody they care for."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lightbulb.core.places.postcodes import find_postcode, normalise_postcode
from lightbulb.core.web.public import NotForPrograms
from triage.enums import Door, Source, UrgencyFact
from triage.forms.call import CallForm

FOR_ME, FOR_ANOTHER = "me", "another"
NOT_FOR_THEM_TO_SAY = frozenset({UrgencyFact.QUICK_LOOK})
LABELS = {
    "caller_name": "Your name",
    "caller_relation": "Who you are to them, like daughter or neighbour",
    "caller_phone": "Your phone number",
    "given_name": "First name",
    "family_name": "Last name",
    "date_of_birth": "Date of birth",
    "phone": "Phone number",
    "needs": "Tick what is hard",
    "words": "In your words",
    "urgency_facts": "Tick what is true, if any is",
    "address": "House and street",
    "town": "Town or village",
    "contact_by": "How shall we tell you what happens",
    "letters_in": "How shall we write",
    "call_first": "Somebody else we should ring first",
    "language": "Language, if it is not English",
}


class PlainPostcode(forms.CharField):
    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return normalise_postcode(text) if text else ""
        except ValueError as error:
            raise ValidationError(f"{error}. Check it, or leave it out") from error


class AskForm(NotForPrograms, CallForm):
    """The call's own form, with fewer questions in plainer words, so that what is kept is the
    same whether somebody typed it here or an officer typed it from paper."""

    for_whom = forms.ChoiceField(
        label="Who needs help?",
        choices=[(FOR_ME, "I do"), (FOR_ANOTHER, "Somebody else")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Say whether you ask for yourself"
        ),
    )

    postcode = PlainPostcode(
        label="Postcode",
        max_length=12,
        required=False,
        error_messages={"max_length": "A postcode is shorter than that"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        asked = {*LABELS, "for_whom", "website", "postcode"}
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            if name not in asked:
                field.required, field.disabled = False, True
        facts = self.fields["urgency_facts"]
        facts.choices = [each for each in facts.choices if each[0] not in NOT_FOR_THEM_TO_SAY]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        another = cleaned.get("for_whom") == FOR_ANOTHER
        if another and not cleaned.get("caller_name") and "caller_name" not in self.errors:
            self.add_error("caller_name", "Enter your name, so that we know who asks")
        phones = (cleaned.get("phone"), cleaned.get("caller_phone"))
        reached = any(phones) or cleaned.get("postcode") or {"phone", "postcode"} & {*self.errors}
        if not reached:
            self.add_error("phone", "Enter a phone number or the address, so that we can answer")
        cleaned |= {"source": Source.FAMILY if another else Source.SELF, "door": Door.ONLINE}
        return cleaned

    def _check_name(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("family_name") and "family_name" not in self.errors:
            self.add_error("family_name", "Enter the last name of whoever needs help")

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        """A postcode nobody knows is a slip; one outside the county is kept, and said kindly."""
        postcode = cleaned.get("postcode")
        if postcode and find_postcode(postcode) is None:
            self.add_error("postcode", f"We know no postcode {postcode}. Check it, or leave it out")


class StatusForm(NotForPrograms, forms.Form):
    """A reference and the PIN that came with it."""

    reference = forms.CharField(
        label="Reference",
        max_length=30,
        help_text="It begins with LB, like LB-7KQ4-M2XR",
        error_messages={
            "required": "Enter the reference from our letter",
            "max_length": "A reference is shorter than that",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    pin = forms.CharField(
        label="PIN",
        max_length=12,
        help_text="Six figures, printed beside the reference",
        error_messages={
            "required": "Enter the PIN from our letter",
            "max_length": "A PIN has six figures",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
