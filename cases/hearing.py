"""When somebody last had word from the service, and by when they must have it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cases.enums import NoteKind
from cases.models import Case
from lightbulb.core.time.working_days import BeyondHolidays, add_working_days

SILENCE = "silence"  # the target that says how long nobody may hear nothing


@dataclass(frozen=True)
class Heard:
    """The last word: its day and how. `by` is when the next must come; None without a
    target, and in a closed case."""

    on: date | None
    how: str = ""
    by: date | None = None


def last_heard(case: Case, *, on: date, targets: Mapping[str, int]) -> Heard:
    """The last call, meeting, visit or letter of a case that is `framed`.

    Until there is one, the days run from the opening.
    """
    file: Any = case
    words = [
        (file.note_on, NoteKind(file.note_kind).label.lower() if file.note_kind else ""),
        (file.visited_at and timezone.localdate(file.visited_at), "visit"),
        (file.letter_on, "letter"),
    ]
    day, how = max((word for word in words if word[0]), default=(None, ""))
    if not case.is_open:
        return Heard(day, how)
    return Heard(day, how, next_word_by(day or case.opened_on, targets))


def next_word_by(day: date, targets: Mapping[str, int]) -> date | None:
    allowed = targets.get(SILENCE)
    try:
        return None if allowed is None else add_working_days(day, allowed)
    except BeyondHolidays:
        return None
