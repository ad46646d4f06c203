"""What happens with a referral: the outcome, and the one more thing it asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.forms.person import line, too_long
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.staff.forms import DateAsTyped
from triage.choices import ASKS, entry_named, known, same_person, services_for
from triage.enums import TriageOutcome
from triage.models import AdviceEntry, Referral
from triage.rules.facts import Suggestion

NEEDED: Mapping[str, str] = {
    "service": "Write which service or team",
    "council": "Write which council to ask instead",
    "funder": "Choose who pays for the hospital case",
    "same_as": "Choose what it is a duplicate of",
    "asked_whom": "Write who was asked",
    "asked_for": "Write what they were asked for",
    "chase_on": "Write when to ask again, like friday 4/12",
}
FUNDERS = (OrganisationKind.NHS, OrganisationKind.COUNTY)


def choose(label: str, queryset: Any, *, empty: str = "Choose", words: str) -> Any:
    return forms.ModelChoiceField(
        label=label,
        queryset=queryset,
        required=False,
        empty_label=empty,
        error_messages={"invalid_choice": words, "invalid_list": words},
    )


class DecisionForm(forms.Form):
    """The fields of one outcome, and a reason when it is not what was suggested."""

    outcome = forms.ChoiceField(
        choices=TriageOutcome,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what happens"),
    )
    locality = choose(
        "Which locality", Locality.objects.none(), words="Choose the locality from the list"
    )
    funder = choose("Who pays", Organisation.objects.none(), words="Choose who pays from the list")
    service = line("Which service or team", 200)
    pack = choose("Which pack", AdviceEntry.objects.none(), words="Choose the pack from the list")
    advice = choose(
        "Advice from the library",
        AdviceEntry.objects.none(),
        empty="None of these: written below",
        words="Choose the advice from the list",
    )
    council = line("Which council instead", 150)
    same_as = forms.ChoiceField(
        label="The same as",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose from what is open for this person"},
    )
    asked_whom = line("Who was asked", 150)
    asked_for = line("What they were asked for", 300)
    chase_on = DateAsTyped(
        label="When to ask again", required=False, help_text="It comes back to the queue that day"
    )
    note = forms.CharField(
        label="What was said",
        max_length=500,
        required=False,
        error_messages=too_long("This", 500),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    override_reason = line("You do not follow the suggestion: why", 300, what="Why")

    def __init__(
        self,
        *args: Any,
        referral: Referral,
        suggestion: Suggestion,
        outcome: str,
        on: date,
        **options: Any,
    ) -> None:
        """`outcome` says which fields there are; what is known is filled in."""
        options["initial"] = known(referral, outcome, suggestion) | {"outcome": outcome}
        super().__init__(*args, **options)
        self.referral, self.suggestion, self.on = referral, suggestion, on
        self.picked = outcome
        for name in set(self.fields) - set(self.asked(outcome)) - {"outcome"}:
            del self.fields[name]
        self._offer()

    def asked(self, outcome: str) -> tuple[str, ...]:
        """The names of the fields, in their order."""
        place = outcome == TriageOutcome.LOCALITY_CASE and self.referral.locality_id is None
        departs = outcome not in (self.suggestion.outcome, TriageOutcome.DETAILS_MISSING)
        return (
            *(("locality",) if place else ()),
            *ASKS.get(outcome, ()),
            *(("override_reason",) if departs else ()),
        )

    def _offer(self) -> None:
        """The choices of each list there is."""
        if "locality" in self.fields:
            self.fields["locality"].queryset = Locality.objects.in_force(self.on)  # type: ignore[attr-defined]
        if "funder" in self.fields:
            funders = Organisation.objects.in_force(self.on).filter(kind__in=FUNDERS)
            self.fields["funder"].queryset = funders  # type: ignore[attr-defined]
        for name in {"pack", "advice"} & set(self.fields):
            library = AdviceEntry.objects.offered().filter(is_pack=name == "pack")
            library = library.fitting_first(self.referral.needs)
            self.fields[name].queryset = library  # type: ignore[attr-defined]
        if "same_as" in self.fields:
            self.same = {same.key: same for same in same_person(self.referral)}
            field = self.fields["same_as"]
            field.choices = [(s.key, s.label) for s in self.same.values()]  # type: ignore[attr-defined]

    @property
    def services(self) -> tuple[str, ...]:
        """Names to choose from while the service is typed."""
        return services_for(self.referral, self.picked) if "service" in self.fields else ()

    @property
    def directory_url(self) -> str:
        """The directory, for the referral's first need and its place."""
        place = self.referral.locality
        asked = {"need": self.referral.needs[0], "locality": place.code if place else ""}
        return f"{reverse('triage:directory')}?{urlencode(asked)}"

    def clean_same_as(self) -> Any:
        return self.same.get(self.cleaned_data["same_as"])

    def clean_chase_on(self) -> date | None:
        day: date | None = self.cleaned_data["chase_on"]
        if day and day < self.on:
            raise ValidationError("The day to ask again must be today or later")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, words in self._missing(cleaned):
            if name in self.fields and name not in self.errors:
                self.add_error(name, words)
        if self.picked == TriageOutcome.SIGNPOSTED:
            cleaned["entry"] = entry_named(cleaned.get("service") or "", self.referral)
        return cleaned

    def _missing(self, cleaned: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        for name, words in NEEDED.items():
            if not cleaned.get(name):
                yield name, words
        if not cleaned.get("locality"):
            yield "locality", "Choose the locality that gets the case"
        nothing_said = not cleaned.get("advice") and not cleaned.get("note")
        if self.picked == TriageOutcome.ADVICE and nothing_said:
            yield "note", "Choose the advice that was given, or write it"
        if not cleaned.get("override_reason"):
            yield "override_reason", "Say why, as this differs from what was suggested"
