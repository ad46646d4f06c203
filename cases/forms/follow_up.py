"""Whether it helped: does it suit, falls since, and the six scores again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from cases.enums import Outcome, Theme
from cases.models import Solution
from cases.mot.document import SCORE, score_of

MOST_FALLS = 99
HOW_MANY = "Enter the number of falls in figures, from 0 to 99, or leave it empty"


class FollowUpForm(forms.Form):
    """What is asked besides the scores."""

    suits = forms.ChoiceField(
        label="Does what was provided suit them?",
        choices=(("yes", "Yes"), ("no", "No")),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether what was provided suits them",
            "invalid_choice": "Say whether what was provided suits them",
        },
    )
    unsuitable = forms.MultipleChoiceField(
        label="If not, what does not suit?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick nothing if it is all that came",
        error_messages={"invalid_choice": "Choose from what is shown"},
    )
    falls_since = forms.IntegerField(
        label="How many falls since the visit?",
        required=False,
        min_value=0,
        max_value=MOST_FALLS,
        help_text="Leave it empty if nobody knows",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), HOW_MANY),
    )

    def __init__(self, *args: Any, came: Iterable[Solution], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unsuitable"]
        field.choices = [(each.code, each.label) for each in came]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label="How it ended",
        choices=Outcome,
        initial=Outcome.COMPLETED,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose from the list how it ended"
        ),
    )


def typed_scores(post: QueryDict) -> dict[str, int]:
    """The scores chosen. One not chosen is left out."""
    typed = {theme: score_of(post.get(SCORE + theme, "")) for theme in Theme.values}
    return {theme: score for theme, score in typed.items() if score is not None}


@dataclass(frozen=True)
class Compared:
    """One theme before and after; None where it was not given."""

    label: str
    first: int | None
    second: int | None

    @property
    def change(self) -> str:
        """Signed, in points; in words when it cannot be said."""
        if self.first is None or self.second is None:
            return "not known"
        points = self.second - self.first
        if points == 0:
            return "the same"
        sign, better = ("+", "better") if points > 0 else ("−", "worse")
        return f"{sign}{abs(points)}, {better}"


def compared(first: Mapping[str, int], second: Mapping[str, int]) -> list[Compared]:
    return [
        Compared(str(label), first.get(theme), second.get(theme)) for theme, label in Theme.choices
    ]
