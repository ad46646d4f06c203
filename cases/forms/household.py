"""What is asked when somebody comes to live in a home, and when somebody leaves it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.find import Match, find_people
from cases.forms.person import phone_number
from cases.forms.steps import StepForm
from cases.models import HouseholdMember, Person
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.staff.models import User

NEW = "new"
MOST_OFFERED = 6
ONE_OF_THESE = "Choose whether it is one of these people, or somebody new"
GONE_BY = "The day is today or before"


class SomebodyForm(StepForm):
    """Somebody by name. Once one is sent that fits people the service knows, it is asked which
    of them it is."""

    chosen = ""  # what it means to choose one of them
    told_of_them: tuple[str, ...] = ("given_name", "family_name", "date_of_birth")

    given_name = forms.CharField(label="First name", required=False, max_length=100)
    family_name = forms.CharField(
        label="Last name",
        max_length=100,
        error_messages={"required": "Enter their last name"},
    )
    date_of_birth = DateAsTyped(
        label="Date of birth",
        required=False,
        help_text="Leave it empty if it is not known. For example 27/3/52",
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.matches = self.known() if self.is_bound else []
        if self.matches:
            self.fields["who"] = self.which_of_them()

    def known(self) -> list[Match]:
        """The people who fit the name best, but whoever lives with the person already."""
        typed = f"{self.data.get('given_name', '')} {self.data.get('family_name', '')}".strip()
        if not typed:
            return []
        found = find_people(typed, user=self.user, on=self.on).matches
        living = HouseholdMember.objects.filter(home=self.case.home_id, ends_on=None)
        there = {key for row in living.select_related("person") for key in row.person.keys}
        there |= set(self.case.person.keys)
        return [match for match in found if match.pk not in there][:MOST_OFFERED]

    def which_of_them(self) -> forms.ChoiceField:
        offered = [(str(match.pk), in_words(match)) for match in self.matches]
        return forms.ChoiceField(
            label="Is it one of these people?",
            choices=[*offered, (NEW, "No, somebody new")],
            widget=forms.RadioSelect,
            help_text=self.chosen,
            error_messages=dict.fromkeys(("required", "invalid_choice"), ONE_OF_THESE),
        )

    def clean_date_of_birth(self) -> date | None:
        day: date | None = self.cleaned_data["date_of_birth"]
        if day and day > self.on:
            raise ValidationError("Nobody is born on a day to come")
        return day

    def as_person(self) -> Person:
        """Whoever was chosen, or somebody new, unsaved."""
        who = self.cleaned_data.get("who", NEW)
        if who != NEW:
            found = Person.objects.visible_to(self.user, on=self.on).get(pk=who)
            return found.canonical
        return Person(**{name: self.cleaned_data[name] for name in self.told_of_them})


class JoinForm(SomebodyForm):
    """Who lives there as well, in which relation, since when."""

    chosen = "Whoever you choose moves here: this becomes their address"

    relation = forms.CharField(
        label="Who they are to the person",
        required=False,
        max_length=60,
        help_text="For example daughter",
    )
    since = DateAsTyped(
        label="Lives there since",
        help_text="Today, unless you know the day",
        error_messages={"required": "Enter the day, or today"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("since", self.on)

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if day > self.on:
            raise ValidationError(GONE_BY)
        return day


class CarerForm(SomebodyForm):
    """Who cares for the person and lives elsewhere, and that they may be written down."""

    chosen = "Whoever you choose keeps the address they have"
    told_of_them = (*SomebodyForm.told_of_them, "phone")

    phone = phone_number("Phone")
    agrees = forms.ChoiceField(
        label="Do they agree that we write them down?",
        choices=(("yes", "Yes"), ("no", "No, or nobody asked them")),
        widget=forms.RadioSelect,
        help_text="It is a record of their own: help for themselves can be asked from it",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether they agree to it"
        ),
    )

    def clean_agrees(self) -> str:
        if self.cleaned_data["agrees"] != "yes":
            raise ValidationError(NOT_WITHOUT_THEM)
        return "yes"


NOT_WITHOUT_THEM = (
    "Ask them first. Until then write their name under “Who to call first”, as the person says it"
)


def in_words(match: Match) -> str:
    """As a match is shown everywhere: name, year of birth, street, and who is helping."""
    born = f"born {match.year}" if match.year else "year of birth not known"
    parts = (match.name, born, match.street, match.locality)
    return f"{', '.join(part for part in parts if part)} ({match.helping})"


class LeaveForm(StepForm):
    """The day somebody left."""

    until = DateAsTyped(
        label="Left on",
        help_text="The day they moved out",
        error_messages={"required": "Enter the day they left"},
    )

    def __init__(self, *args: Any, member: HouseholdMember, **options: Any) -> None:
        super().__init__(*args, **options)
        self.member = member
        self.initial.setdefault("until", self.on)

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day > self.on:
            raise ValidationError(GONE_BY)
        if day < self.member.starts_on:
            raise ValidationError("They did not live there yet on that day")
        return day
