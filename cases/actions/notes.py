"""Writing down what was said, and putting right what was written wrongly."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_answer_calls, why_not_correct_note, why_not_work
from cases.actions.steps import place_of
from cases.actions.tasks import keep_task
from cases.enums import NoteKind, NoteLevel
from cases.models import Note, Task
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User


@transaction.atomic
def write_note(*, note: Note, by: User, on: date) -> Note:
    """Keep a contact or a remark. It comes unsaved, with its case and words.

    It leaves the case where it is. Raises ValidationError for a day still to come.
    """
    require(why_not_work(by, note.case, on=on))
    if note.happened_on > on:
        raise ValidationError({"happened_on": "It happened today or on a day before."})
    return keep_note(note, by=by, on=on)


@transaction.atomic
def answer_call(*, note: Note, ring_back_on: date | None, by: User, on: date) -> Note:
    """Write down a call that somebody took about a case they do not work on.

    With a day to ring back the case's worker has a task from it. Raises ValidationError for
    a day gone by, and where nobody has the case yet who could ring back.
    """
    require(why_not_answer_calls(by, on=on))
    case = note.case
    note.kind, note.level, note.happened_on = NoteKind.PHONE, NoteLevel.STANDARD, on
    note = keep_note(note, by=by, on=on)
    if ring_back_on is not None:
        if case.lead_worker is None:
            raise ValidationError({"ring_back_on": "Nobody has this case yet who could ring back"})
        task = Task(case=case, text=RING_BACK, owner=case.lead_worker, due_on=ring_back_on)
        keep_task(task, by=by, on=on)
    return note


RING_BACK = "Ring back: they rang about their case"


def keep_note(note: Note, *, by: User, on: date) -> Note:
    note.written_by = by
    note.full_clean()
    note.save(force_insert=True)
    detail = {"note": note.pk, "kind": str(note.kind), "level": str(note.level)}
    detail |= {"spoke_to": str(note.spoke_to)} if note.spoke_to else {}
    record(Verb.NOTE_WRITTEN, note, by=by, on=on, detail=detail, place=place_of(note.case))
    return note


@transaction.atomic
def correct_note(*, note: Note, text: str, by: User, on: date) -> Note:
    """Write what should have been written. What it said before stays beside it.

    Raises NotAllowed when it was corrected already, or is somebody else's.
    """
    note = Note.objects.select_for_update(of=("self",)).select_related("case").get(pk=note.pk)
    require(why_not_correct_note(by, note, on=on))
    names = ("case", "kind", "spoke_to", "who", "level", "happened_on")
    instead = Note(**{name: getattr(note, name) for name in names}, text=text, corrects=note)
    instead.written_by = by
    instead.full_clean()
    instead.save(force_insert=True)
    detail = {"note": instead.pk, "corrects": note.pk}
    record(Verb.NOTE_CORRECTED, instead, by=by, on=on, detail=detail, place=place_of(note.case))
    return instead
