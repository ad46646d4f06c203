"""Searching the directory, and writing an entry of it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lightbulb.core.organisations.models import Locality
from lightbulb.core.places.postcodes import normalise_postcode
from triage.actions.directory import Entry
from triage.enums import Need, ServiceStatus
from triage.models import DirectoryService

ANY = [("", "Any")]
MOST_LINES, LONGEST_LINE = 14, 150
OF_SERVICE = (
    *("name", "description", "needs", "phone", "email", "url", "contact_name", "fees_description"),
    *("eligibility_description", "minimum_age", "maximum_age", "status"),
)
OF_LOCATION = ("address_1", "city", "postal_code")


def localities_on(on: date) -> list[tuple[str, str]]:
    return list(Locality.objects.in_force(on).values_list("code", "name"))


class SearchForm(forms.Form):
    """Words, a need and a locality; a locality named among the words counts as chosen."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    need = forms.ChoiceField(label="Need", required=False, choices=[*ANY, *Need.choices])
    locality = forms.ChoiceField(label="Locality", required=False)

    def __init__(self, *args: Any, on: date) -> None:
        super().__init__(*args)
        self.places = {place.code: place for place in Locality.objects.in_force(on)}
        choices = [*ANY, *((code, place.name) for code, place in self.places.items())]
        self.fields["locality"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        words = said.get("q", "").replace(",", " ")
        for code, place in self.places.items():
            if not said.get("locality") and place.name.casefold() in words.casefold():
                said["locality"] = code
                start = words.casefold().index(place.name.casefold())
                words = words[:start] + words[start + len(place.name) :]
        said["words"] = " ".join(words.split())
        return said

    @property
    def place(self) -> Locality | None:
        return self.places.get(self.cleaned_data.get("locality", ""))


class ServiceForm(forms.ModelForm):  # type: ignore[type-arg]
    """One entry of the directory."""

    organization = forms.CharField(
        label="Organisation",
        max_length=200,
        error_messages={"required": "Enter who offers the service"},
    )
    needs = forms.MultipleChoiceField(
        label="What it helps with",
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one thing it helps with"},
    )
    areas = forms.MultipleChoiceField(
        label="Where",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none when it serves the whole county",
    )
    opening = forms.CharField(
        label="Opening times",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A line each, like “Monday to Friday, 9am to 5pm”",
    )
    url = forms.URLField(
        label="Web page",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address, like https://www.example.org"},
    )
    status = forms.ChoiceField(label="Offered at present", choices=ServiceStatus.choices)
    address_1 = forms.CharField(label="House and street", required=False, max_length=200)
    city = forms.CharField(label="Town", required=False, max_length=100)
    postal_code = forms.CharField(label="Postcode", required=False, max_length=10)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    class Meta:
        model = DirectoryService
        fields = [name for name in OF_SERVICE if name != "needs"]
        labels = {
            "name": "Name of the service",
            "description": "What it does",
            "phone": "Phone number",
            "contact_name": "Who to ask for",
            "fees_description": "What it costs",
            "eligibility_description": "Who it is for",
            "minimum_age": "From what age",
            "maximum_age": "Up to what age",
        }
        error_messages = {
            "name": {"required": "Enter the name of the service"},
            "description": {"required": "Say what the service does"},
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["areas"].choices = localities_on(on)  # type: ignore[attr-defined]

    def clean_postal_code(self) -> str:
        typed: str = self.cleaned_data["postal_code"]
        try:
            return normalise_postcode(typed) if typed else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean_opening(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["opening"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Enter at most {MOST_LINES} lines of opening times")
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(
                f"Keep each line of opening times under {LONGEST_LINE} characters"
            )
        return lines

    def entry(self) -> Entry:
        said = self.cleaned_data
        return Entry(
            organization=" ".join(said["organization"].split()),
            service={name: said[name] for name in OF_SERVICE},
            areas=list(Locality.objects.filter(code__in=said["areas"], ends_on=None)),
            location={name: said[name] for name in OF_LOCATION},
            opening=said["opening"],
        )


def known_of(service: DirectoryService) -> dict[str, Any]:
    """What the form shows of an entry that is there."""
    place = service.locations.first()
    return {
        "organization": service.organization.name,
        "needs": service.needs,
        "areas": [area.code for area in service.areas.all()],
        "opening": "\n".join(line.description for line in service.schedules.all()),
        "version": service.version,
        **({name: getattr(place, name) for name in OF_LOCATION} if place else {}),
    }
