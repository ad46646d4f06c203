"""Parts of the call that come after the first four: each a form of its own, joined into one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from cases.enums import ConcernRoute
from cases.forms.person import line, too_long
from lightbulb.core.staff.forms import DateAsTyped
from triage.enums import SaidHow, SharingAnswer, Staying, Wish
from triage.models import Sharing, SharingFlow

NOT_SAID = ("", "No answer yet")
LONGEST_NOTE = 5000


def pick(label: str, choices: Any, *, initial: str = "", what: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        required=False,
        error_messages={"invalid_choice": f"Choose from the list {what}"},
    )


class SituationPart(forms.Form):
    """Where somebody is now, what they hope for, and the help they have."""

    urgency_asked = forms.BooleanField(label="None of these apply. I have asked.", required=False)
    staying = pick("Where they are now", Staying, initial=Staying.HOME, what="where they are")
    ward = line("Hospital and ward", 120)
    home_from_hospital_on = DateAsTyped(
        label="Home from hospital on", required=False, help_text="The day they came or will come"
    )
    wish = pick("What they hope for", Wish, initial=Wish.NOT_SAID, what="what they hope for")
    help_now = line("Help they have now", 300)
    surgery = line("Doctor’s surgery", 150)

    def clean_staying(self) -> str:
        return self.cleaned_data["staying"] or Staying.HOME

    def clean_wish(self) -> str:
        return self.cleaned_data["wish"] or Wish.NOT_SAID


class SharingPart(forms.Form):
    """One answer for each recipient. None of them is a must, and none holds the call back."""

    share_who = line("Who said so", 150)
    share_how = pick("How", [("", "Choose"), *SaidHow.choices], what="how they said so")
    share_why_not = line("If somebody was not asked, why", 200, what="Why")

    def offer_flows(self, flows: Iterable[SharingFlow]) -> None:
        self.flows = list(flows)
        for flow in self.flows:
            choices = [NOT_SAID, *SharingAnswer.choices]
            field = pick(flow.recipient, choices, what="what they said")
            field.help_text = flow.purpose
            self.fields[name_of(flow)] = field

    def sharing_fields(self) -> list[Any]:
        return [self[name_of(flow)] for flow in self.flows]

    def clean_share_how(self) -> str:
        return str(self.cleaned_data["share_how"])

    def sharing(self, *, on: date) -> list[Sharing]:
        """What was said, as unsaved records; recipients nobody spoke of are left out."""
        said = self.cleaned_data
        return [
            Sharing(
                flow=flow,
                answer=said[name_of(flow)],
                why_not_asked=said["share_why_not"],
                said_by=said["share_who"],
                said_how=said["share_how"] or SaidHow.PHONE,
                said_on=on,
            )
            for flow in self.flows
            if said.get(name_of(flow))
        ]


def name_of(flow: SharingFlow) -> str:
    return f"share_{flow.code}"


class ConcernPart(forms.Form):
    """A worry about abuse, neglect or self-neglect: kept apart, and sent to the county's desk."""

    concern = forms.CharField(
        label="What was seen or told",
        max_length=LONGEST_NOTE,
        required=False,
        help_text="Read by the county’s desk and by you, nobody else",
        error_messages=too_long("What was seen or told", LONGEST_NOTE),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    concern_route = pick(
        "Whose duty", ConcernRoute, initial=ConcernRoute.ADULT, what="whose duty it is"
    )
    concern_wants = line("What the person wants", 500)
    concern_refused = forms.BooleanField(label="They do not want it passed on", required=False)
    concern_override = line("Why it is passed on all the same", 500, what="Why")

    def check_concern(self) -> None:
        said = self.cleaned_data
        if not said.get("concern"):
            return
        if said.get("concern_refused") and not said.get("concern_override"):
            words = "Say why it is passed on although they do not want it"
            self.add_error("concern_override", words)
