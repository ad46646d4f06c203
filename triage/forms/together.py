"""One outcome for several referrals: only those outcomes that fit them all."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cases.forms.person import line, too_long
from triage.actions import Choice
from triage.enums import TriageOutcome
from triage.gather import suggestion_for
from triage.models import AdviceEntry, Referral

TOGETHER = (
    TriageOutcome.LOCALITY_CASE,
    TriageOutcome.SIGNPOSTED,
    TriageOutcome.SELF_HELP,
    TriageOutcome.ADVICE,
    TriageOutcome.OTHER_DISTRICT,
    TriageOutcome.ADULT_SOCIAL_CARE,
)
NAMES_A_SERVICE = frozenset({TriageOutcome.SIGNPOSTED, TriageOutcome.OTHER_DISTRICT})


class TogetherForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What happens with all of them",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what happens"),
    )
    service = line("Which service or team, if one helps them all", 200, what="Which service")
    advice = forms.ModelChoiceField(
        label="Advice from the library",
        queryset=AdviceEntry.objects.none(),
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose the advice from the list"},
    )
    note = forms.CharField(
        label="What was said",
        max_length=500,
        required=False,
        error_messages=too_long("This", 500),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    override_reason = line("Why, where it is not what was suggested", 300, what="Why")

    def __init__(self, *args: Any, referrals: Sequence[Referral], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.suggested = {each.pk: suggestion_for(each, on=on) for each in referrals}
        placed = all(each.locality_id for each in referrals)
        fit = [o for o in TOGETHER if placed or o != TriageOutcome.LOCALITY_CASE]
        self.fields["outcome"].choices = [("", "Choose"), *((o.value, o.label) for o in fit)]  # type: ignore[attr-defined]
        self.fields["advice"].queryset = AdviceEntry.objects.offered()  # type: ignore[attr-defined]

    def departing(self, outcome: str) -> int:
        """How many of them the rules would send elsewhere."""
        return sum(each.outcome != outcome for each in self.suggested.values())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome = said.get("outcome")
        if not outcome:
            return said
        if outcome in NAMES_A_SERVICE and not said.get("service"):
            self.add_error("service", "Write which service or team")
        if outcome == TriageOutcome.ADVICE and not (said.get("advice") or said.get("note")):
            self.add_error("note", "Choose the advice that was given, or write it")
        if self.departing(outcome) and not said.get("override_reason"):
            number = self.departing(outcome)
            words = f"Say why: for {number} of them something else was suggested"
            self.add_error("override_reason", words)
        return said

    def choice_for(self, referral: Referral) -> Choice:
        """The choice for one of them; the reason only where it departs."""
        said = self.cleaned_data
        outcome = TriageOutcome(said["outcome"])
        departs = self.suggested[referral.pk].outcome != outcome
        return Choice(
            outcome=outcome,
            service=said["service"],
            advice=said["advice"],
            note=said["note"],
            override_reason=said["override_reason"] if departs else "",
        )
