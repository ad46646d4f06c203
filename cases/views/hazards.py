"""What was seen in a home, on paper for the environmental health of its council: no rating."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.forms import visit as forms
from cases.models import Solution, Visit, VisitPhoto
from cases.mot.document import NOTE_PART, Document, part_of
from cases.rules.housing_mot import Hazard
from cases.views.visit import visit_in_sight
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

TO = "EH"  # environmental health, as solutions.toml names whoever receives a referral


@dataclass(frozen=True)
class Seen:
    """One hazard with what was noted and photographed at its question."""

    hazard: Hazard
    note: str
    photos: tuple[VisitPhoto, ...]


@require_safe
@shows_people(Showing.DOCUMENT)
def hazards(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet; whether the person agreed to it stands at its top."""
    on = timezone.localdate()
    visit = visit_in_sight(request, pk, on=on)
    context = {
        "visit": visit,
        "case": visit.case,
        "on": on,
        "council": visit.case.locality.organisation.name if visit.case.locality else "",
        "seen": seen_on(visit, on=on),
        "may_tell": may_tell(visit),
    }
    return render(request, "cases/hazards_print.html", context)


def seen_on(visit: Visit, *, on: date) -> list[Seen]:
    held = forms.held_of(visit, on=on)
    answers: Document = held.answers
    photos = list(visit.photos.standing())
    return [
        Seen(
            hazard,
            part_of(answers, hazard.question, NOTE_PART),
            tuple(each for each in photos if each.question == hazard.question),
        )
        for hazard in forms.found_on(visit, held)["hazards"]
    ]


def may_tell(visit: Visit) -> bool | None:
    """What they said to being passed on to environmental health; None where nobody asked."""
    said = [each.may_tell for each in Solution.objects.filter(visit=visit) if each.goes_to == TO]
    if False in said:
        return False
    return True if True in said else None
