"""Writing down a call or a note, and correcting it."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_correct_note, why_not_read_cases, why_not_work
from cases.enums import NoteKind
from cases.forms.notes import CorrectForm, NoteForm
from cases.models import Note
from cases.presenters import what_next
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

WRITE = Words(
    "Add a call or a note", "What is written stays. You can correct it beside itself.", "Save it"
)
CORRECT = Words("Correct what you wrote", "The timeline shows both.", "Save the correction")


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your note")
@shows_people(Showing.PAGE)
def write_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A call or a note; `?kind=note` begins with a note."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    asked = request.GET.get("kind", "")
    begin = {"kind": asked if asked in NoteKind.values else NoteKind.PHONE}
    form = NoteForm(sent(request), case=case, on=on, initial=begin)

    def act() -> str:
        note = actions.write_note(note=form.as_note(), by=request.user, on=on)
        return f"{note.get_kind_display()} saved. {what_next(case, on=on)}"

    return ask(request, form, WRITE, act)


def note_for(request: HttpRequest, pk: UUID, *, on: date) -> Note:
    require(why_not_read_cases(request.user, on=on))
    notes = Note.objects.visible_to(request.user, on=on).select_related("corrected_by")
    note: Note = get_object_or_404(notes, pk=pk)
    note.case = case_for(request, note.case_id, on=on)
    require(why_not_correct_note(request.user, note, on=on))
    return note


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your correction")
@shows_people(Showing.PAGE)
def correct_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    note = note_for(request, pk, on=on)
    form = CorrectForm(sent(request), case=note.case, on=on, initial={"text": note.text})

    def act() -> str:
        actions.correct_note(note=note, text=form.cleaned_data["text"], by=request.user, on=on)
        return "Corrected. What it said before stays beside it."

    back = reverse("cases:timeline", args=[note.case_id])
    return ask(request, form, CORRECT, act, back=back)
