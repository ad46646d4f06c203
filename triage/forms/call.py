"""What is typed while somebody tells why they call."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import Channel, LetterFormat, Tenure
from cases.forms.person import (
    NUMBERS_ONLY,
    SHORT_TEXT,
    BirthDate,
    NhsNumber,
    WholePostcode,
    line,
    phone_number,
    too_long,
)
from cases.models import Home, Person
from lightbulb.core.organisations.models import Locality
from lightbulb.core.places.models import Postcode
from lightbulb.core.places.postcodes import find_postcode
from triage.enums import Door, Need, Source, Staying, UrgencyFact
from triage.forms.parts import ConcernPart, SharingPart, SituationPart, pick
from triage.gather import NAME_NOT_KNOWN
from triage.models import SharingFlow

MOST_FALLS = 366
LONGEST_RISK = 200
ADDRESS = ("address", "town", "postcode")


class CallForm(SituationPart, SharingPart, ConcernPart, forms.Form):
    """One call on one page, in the order people talk. Only four answers are a must."""

    source = forms.ChoiceField(
        label="Who is calling",
        choices=[("", "Choose"), *Source.choices],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose who is calling"),
    )
    caller_name = line("Caller’s name", 150)
    caller_relation = line("Who they are to the person", 60)
    caller_phone = phone_number("Caller’s phone")
    door = forms.ChoiceField(
        label="How it reached us",
        choices=Door,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose how it reached us"),
    )
    name_not_known = forms.BooleanField(label="Name not known yet", required=False)
    given_name = line("First name", 100)
    family_name = line("Last name", 100)
    preferred_name = line("Likes to be called", 100)
    date_of_birth = BirthDate(
        label="Date of birth",
        max_length=40,
        required=False,
        error_messages={"max_length": "Write the date of birth in figures, like 14/3/1941"},
        widget=SHORT_TEXT,
    )
    nhs_number = NhsNumber(
        label="NHS number, if they have it",
        max_length=20,
        required=False,
        error_messages={"max_length": "An NHS number has ten figures"},
        widget=forms.TextInput(attrs=NUMBERS_ONLY),
    )
    phone = phone_number("Phone")
    needs = forms.MultipleChoiceField(
        label="What is hard at home",
        choices=Need,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Tick at least one thing that is hard at home"
        ),
    )
    words = forms.CharField(
        label="In their words, why now",
        max_length=5000,
        required=False,
        error_messages=too_long("What they said", 5000),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    urgency_facts = forms.MultipleChoiceField(
        label="Tick what applies",
        choices=UrgencyFact,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick from the list what applies"},
    )
    falls = forms.IntegerField(
        label="Falls in the last year, how many",
        required=False,
        min_value=0,
        max_value=MOST_FALLS,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter the number of falls in figures, like 2"
        ),
        widget=forms.TextInput(attrs=NUMBERS_ONLY),
    )
    postcode = WholePostcode(
        label="Postcode",
        max_length=12,
        required=False,
        error_messages={"max_length": "A postcode is shorter than that"},
        widget=SHORT_TEXT,
    )
    address = line("House and street", 200)
    town = line("Town or village", 100)
    tenure = forms.ChoiceField(
        label="Home is",
        choices=Tenure,
        initial=Tenure.NOT_KNOWN,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose from the list whose the home is"
        ),
    )
    locality = forms.ModelChoiceField(
        label="Locality",
        queryset=Locality.objects.none(),
        required=False,
        empty_label="As the postcode says",
        error_messages={"invalid_choice": "Choose the locality from the list"},
    )
    locality_reason = line("Why, if the postcode says otherwise", 200, what="Why")
    call_first = line("Who to call first", 200)
    language = line("Language or interpreter", 60, what="Language")
    letters_in = forms.ChoiceField(
        label="Letters in",
        choices=LetterFormat,
        initial=LetterFormat.LARGE_PRINT,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose from the list how letters are written"
        ),
    )
    contact_by = pick(
        "How to tell them what happens", Channel, initial=Channel.POST, what="how they are told"
    )
    risks = forms.CharField(
        label="Anything a visitor should know",
        max_length=2000,
        required=False,
        help_text="One thing on each line: a dog, oxygen, a side gate",
        error_messages=too_long("This", 2000),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, on: date, person: Person | None = None, **options: Any) -> None:
        """`person`: somebody who was found and chosen, so that no name is asked."""
        super().__init__(*args, **options)
        self.person = person
        self.fields["date_of_birth"].on = on  # type: ignore[attr-defined]
        self.fields["locality"].queryset = Locality.objects.in_force(on)  # type: ignore[attr-defined]
        self.offer_flows(SharingFlow.objects.in_force(on))

    def clean_contact_by(self) -> str:
        known = self.person.contact_by if self.person else Channel.POST
        return self.cleaned_data["contact_by"] or known

    def clean_risks(self) -> list[str]:
        lines = [" ".join(each.split()) for each in self.cleaned_data["risks"].splitlines()]
        risks = [each for each in lines if each]
        if any(len(each) > LONGEST_RISK for each in risks):
            raise ValidationError(f"Keep each line within {LONGEST_RISK} characters")
        return risks

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_name(cleaned)
        cleaned["urgency_facts"] = implied(cleaned)
        self._check_place(cleaned)
        self.check_concern()
        return cleaned

    def _check_name(self, cleaned: dict[str, Any]) -> None:
        if self.person or cleaned.get("family_name") or "family_name" in self.errors:
            return
        if cleaned.get("name_not_known"):
            cleaned["family_name"] = NAME_NOT_KNOWN
            return
        self.add_error("family_name", "Enter a last name, or find the person and choose them")

    def is_at(self, home: Home | None, cleaned: dict[str, Any]) -> bool:
        """Whether the address told is that of a home that is known."""
        return home is not None and all(
            cleaned.get(name, "") == getattr(home, name) for name in ADDRESS
        )

    def is_new_home(self, cleaned: dict[str, Any]) -> bool:
        """Whether an address was told, and is not the one known of the person chosen."""
        told = [cleaned.get(name, "") for name in ADDRESS]
        if not any(told) and not cleaned.get("locality"):
            return False
        home = self.person.home if self.person else None
        return home is None or told != [getattr(home, name) for name in ADDRESS]

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        """A locality chosen against the postcode has a reason; an unknown postcode a locality."""
        postcode, chosen = cleaned.get("postcode"), cleaned.get("locality")
        if not postcode or not self.is_new_home(cleaned):
            return
        found = find_postcode(postcode)
        if found is None and chosen is None:
            self.add_error("postcode", why_not_found(postcode))
        elif found and differs(found, chosen) and not cleaned.get("locality_reason"):
            words = f"{postcode} does not lie in {chosen}. Say why you choose it"
            self.add_error("locality_reason", words)


def first_answers() -> dict[str, Any]:
    """What a list of choices says before anybody touches it."""
    return {name: part.initial for name, part in CallForm.base_fields.items() if part.initial}


def implied(cleaned: Mapping[str, Any]) -> list[str]:
    """The urgency told, with what other answers say of it: falls, a long lie, a ward."""
    told = list(cleaned.get("urgency_facts") or ())
    fell = cleaned.get("falls") or UrgencyFact.LONG_LIE in told
    ward = cleaned.get("staying") == Staying.WARD
    for fact, so in ((UrgencyFact.FALLEN, fell), (UrgencyFact.HOSPITAL, ward)):
        if so and fact not in told:
            told.append(fact)
    return told


def differs(found: Postcode, chosen: Locality | None) -> bool:
    return chosen is not None and chosen.lad_code != found.lad_code


def why_not_found(postcode: str) -> str:
    if not Postcode.objects.exists():
        return "Postcodes are still being loaded. Choose the locality below"
    return f"We know no postcode {postcode}. Check it, or choose the locality below"
