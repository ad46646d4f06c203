"""What pages say about details and days away, as sentences."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from lightbulb.core.record.models import Event
from lightbulb.core.staff.conflicts import Clash, compare
from lightbulb.core.staff.forms import DetailsForm
from lightbulb.core.staff.models import Absence, User
from lightbulb.core.verbs import Verb

TICKED = {True: "Yes", False: "No"}


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


def conflict_in_words(form: DetailsForm, current: User, *, now: datetime) -> dict[str, Any]:
    """What the page of a conflict shows: who saved when, what clashes, what is joined."""
    comparison = compare(current, form.changes(), version=form.cleaned_data["version"])
    return {
        "saved_at": saved_at(current),
        "now": now,
        "clashes": [clash_in_words(form, clash) for clash in comparison.clashes],
        "joined": [
            {"name": name, "label": form[name].label, "value": sent(value), "shown": shown(value)}
            for name, value in comparison.joined.items()
        ],
    }


def clash_in_words(form: DetailsForm, clash: Clash) -> dict[str, Any]:
    return {
        "name": clash.name,
        "label": form[clash.name].label,
        "before": shown(clash.before),
        "yours": {"value": sent(clash.yours), "shown": shown(clash.yours)},
        "saved": {"value": sent(clash.saved), "shown": shown(clash.saved)},
        "can_be_written_anew": not isinstance(clash.yours, bool),
    }


def shown(value: Any) -> str:
    return TICKED[value] if isinstance(value, bool) else value or "Nothing"


def sent(value: Any) -> str:
    """The value as the form reads it back."""
    return str(value).lower() if isinstance(value, bool) else value


def saved_at(current: User) -> datetime | None:
    changes = Event.objects.about(current).filter(verb=Verb.OWN_DETAILS_CHANGED.word)
    return changes.values_list("recorded_at", flat=True).first()
