"""The quick pad of the plan: a rail or another small item in four taps and one line."""

from typing import Any

from django import forms

from cases.models import Solution, Visit
from cases.mot.sets import question_set
from cases.mot.small_items import MILLIMETRES, SmallItem, small_items, usual_places

ELSEWHERE = "other"
SIDES = (("left", "Left"), ("right", "Right"), ("both sides", "Both"))
WHAT_FOR = "Settled on the visit"
LENGTHS = [(str(inches), f"{inches} inch ({mm} mm)") for inches, mm in MILLIMETRES.items()]


def tapped(label: str, choices: list[tuple[str, str]], *, missing: str = "") -> forms.ChoiceField:
    """One of a few answers, shown as tiles; `missing` is what to say when it has to be chosen."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(missing),
        error_messages={"required": missing, "invalid_choice": f"{label}: choose from the list"},
    )


def written(label: str, longest: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        error_messages={"max_length": f"{label} can have up to {longest} characters"},
    )


class SmallItemForm(forms.Form):
    """What it is, how long, where, on which side going in, and one line of detail."""

    item = tapped(
        "Item",
        [(code, item.label.capitalize()) for code, item in small_items().items()],
        missing="Choose the item",
    )
    length = tapped("Length, of a rail", LENGTHS)
    place = tapped(
        "Where",
        [*((place, place) for place in usual_places()), (ELSEWHERE, "Other")],
        missing="Choose where it goes",
    )
    other_place = written("Where, if other", 80, "For example under the window in the shower room")
    side = tapped("Side, going in", list(SIDES))
    detail = written("Height or detail", 150, "For example upright, middle at 1,000 mm, brick")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("place") == ELSEWHERE and not cleaned.get("other_place"):
            self.add_error("other_place", "Say where it goes")
        item = small_items().get(cleaned.get("item", ""))
        if item and item.lengths and not cleaned.get("length") and "length" not in self.errors:
            self.add_error("length", "Choose how long the rail is")
        return cleaned

    def tiles(self) -> list[tuple[forms.BoundField, list[tuple[str, str, bool]]]]:
        """Each question of the pad that is answered by a tap, with what is chosen."""
        return [
            (self[name], [(value, words, self[name].value() == value) for value, words in choices])
            for name in ("item", "length", "place", "side")
            for choices in [self.fields[name].choices]
        ]

    def solution(self, visit: Visit) -> Solution:
        """What to add, not saved yet."""
        item, said = small_items()[self.cleaned_data["item"]], self.cleaned_data
        length = int(said["length"]) if item.lengths else None
        place = said["other_place"] if said["place"] == ELSEWHERE else said["place"]
        words = item.words(length=length, place=place, side=said["side"], detail=said["detail"])
        return Solution(
            visit=visit,
            case_id=visit.case_id,
            code=item.code,
            label=words[:200],
            kind=item.kind,
            domain=next(iter(question_set(visit.answers.question_set).domains)),
            because=WHAT_FOR,
            size=size_of(item, length),
            place=place,
            side=said["side"],
            detail=said["detail"],
        )


def size_of(item: SmallItem, length: int | None) -> str:
    return f"{length} inch ({MILLIMETRES[length]} mm)" if length else ""
