"""What pages say about details and days away, as sentences."""

from collections.abc import Sequence
from datetime import date

from django.template.loader import render_to_string

from lightbulb.core.staff.models import Absence


def details_saved(changed: Sequence[str]) -> str:
    return "Your details are saved." if changed else "Nothing was different, so nothing changed."


def days_in_words(absence: Absence, *, on: date) -> str:
    """As "Thursday 3 December to Friday 11 December"."""
    return render_to_string("core/parts/days.html", {"absence": absence, "on": on}).strip()


def absence_saved(absence: Absence, *, on: date) -> str:
    sentence = f"Saved: you are away {days_in_words(absence, on=on)}."
    if absence.cover is None:
        return f"{sentence} Nobody covers you yet."
    return f"{sentence} {absence.cover.name} is told that they cover you."


def absence_withdrawn(absence: Absence, *, on: date) -> str:
    sentence = f"Taken back: you are no longer away {days_in_words(absence, on=on)}."
    if absence.cover is None:
        return sentence
    return f"{sentence} {absence.cover.name} no longer covers you."
