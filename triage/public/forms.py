"""What somebody is asked who asks for help themselves, or for somebody they care for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from lightbulb.core.places.postcodes import find_postcode, normalise_postcode
from lightbulb.core.web.public import NotForPrograms
from triage.enums import Door, Source, UrgencyFact
from triage.forms.call import CallForm
from triage.models import SharingFlow

FOR_ME, FOR_ANOTHER = "me", "another"


class PlainPostcode(forms.CharField):
    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return normalise_postcode(text) if text else ""
        except ValueError as error:
            raise ValidationError(f"{error}. Check it, or leave it out") from error


class OutsideForm(NotForPrograms, CallForm):
    """The call's own form with fewer questions, so that what is kept is the same whether
    somebody typed it here or an officer typed it from paper.

    `labels` holds the questions that are asked, in their order, in the words of this form.
    """

    labels: ClassVar[dict[str, str]]
    postcode = PlainPostcode(
        label="Postcode",
        max_length=12,
        required=False,
        error_messages={"max_length": "A postcode is shorter than that"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        asked = {*self.labels, *(field.name for field in self.sharing_fields()), "website"}
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            if name not in asked:
                field.required, field.disabled = False, True

    @property
    def asked(self) -> list[str]:
        """The names of its questions in their order."""
        return [*self.labels, *(field.name for field in self.sharing_fields())]

    def _check_name(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("family_name") and "family_name" not in self.errors:
            self.add_error("family_name", "Enter the last name of whoever needs help")

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        """A postcode nobody knows is a slip; one outside the county is kept, and said kindly."""
        postcode = cleaned.get("postcode")
        if postcode and find_postcode(postcode) is None:
            self.add_error("postcode", f"We know no postcode {postcode}. Check it, or leave it out")

    def check_filled(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)


class AskForm(OutsideForm):
    """Somebody asks for themselves, or for somebody they care for."""

    labels: ClassVar[dict[str, str]] = {
        "for_whom": "Who needs help?",
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
        "postcode": "Postcode",
        "contact_by": "How shall we tell you what happens",
        "letters_in": "How shall we write",
        "language": "Language, if it is not English",
        "call_first": "Somebody else we should ring first",
    }
    for_whom = forms.ChoiceField(
        choices=[(FOR_ME, "I do"), (FOR_ANOTHER, "Somebody else")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Say whether you ask for yourself"
        ),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        facts = self.fields["urgency_facts"]
        facts.choices = [each for each in facts.choices if each[0] != UrgencyFact.QUICK_LOOK]  # type: ignore[attr-defined]

    def offer_flows(self, flows: Iterable[SharingFlow]) -> None:
        """Nobody is asked here about recipients one by one: whoever rings them does."""
        super().offer_flows(())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        another = cleaned.get("for_whom") == FOR_ANOTHER
        if another:
            self.check_filled("caller_name", "Enter your name, so that we know who asks")
        phones = (cleaned.get("phone"), cleaned.get("caller_phone"))
        reached = any(phones) or cleaned.get("postcode") or {"phone", "postcode"} & {*self.errors}
        if not reached:
            self.add_error("phone", "Enter a phone number or the address, so that we can answer")
        cleaned |= {"source": Source.FAMILY if another else Source.SELF, "door": Door.ONLINE}
        return cleaned


class PartnerForm(OutsideForm):
    """A professional refers somebody, by the link of their organisation."""

    labels: ClassVar[dict[str, str]] = {
        "caller_name": "Your name",
        "caller_relation": "Your role",
        "caller_phone": "Your phone number, for questions",
        "given_name": "First name",
        "family_name": "Last name",
        "date_of_birth": "Date of birth",
        "nhs_number": "NHS number, if you have it",
        "phone": "Their phone number",
        "surgery": "Their doctor’s surgery",
        "needs": "What is hard at home",
        "words": "What you saw, and what you ask for",
        "urgency_facts": "What makes it urgent",
        "falls": "Falls in the last year, how many",
        "staying": "Where they are now",
        "ward": "Hospital and ward",
        "home_from_hospital_on": "Home from hospital on",
        "address": "House and street",
        "town": "Town or village",
        "postcode": "Postcode",
        "tenure": "The home is",
        "call_first": "Whom to ring first",
        "language": "Language or interpreter",
        "letters_in": "Letters in",
        "contact_by": "How to tell them what happens",
        "help_now": "Help they have now",
        "risks": "Anything a visitor should know",
        "share_who": "Who said so",
        "share_how": "How",
    }

    def __init__(self, *args: Any, source: str, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        self.source = source

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_filled("caller_name", "Enter your name, so that we know who refers")
        self.check_filled("caller_phone", "Enter a number on which we can ask you")
        return cleaned | {"source": self.source, "door": Door.LINK}


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
