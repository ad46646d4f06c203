"""Where in the home something goes, as a mark on a photo of the visit."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import locked, place_of
from cases.models import Solution, VisitPhoto
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User

Point = tuple[int, int]  # across and down, in the pixels of the photo


@transaction.atomic
def mark_place(
    *, solution: Solution, photo: VisitPhoto, at: Point | None, by: User, on: date
) -> Solution:
    """Mark where it goes on a photo; without a point the photo alone shows it.

    Raises ValidationError for a photo of another case, one that was removed, and a point that
    lies outside of it.
    """
    case = locked(solution.case)
    require(why_not_work(by, case, on=on))
    if photo.removed_on or photo.visit.case_id != case.pk:
        raise ValidationError("This photo is not among those of the case.")
    if at and not (0 <= at[0] <= photo.width and 0 <= at[1] <= photo.height):
        raise ValidationError("The mark lies outside the photo.")
    solution.photo = photo
    solution.mark_x, solution.mark_y = at or (None, None)
    solution.save(update_fields=["photo", "mark_x", "mark_y"])
    detail = {"solution": solution.pk, "photo": photo.pk}
    record(Verb.PLACE_MARKED, solution, by=by, on=on, detail=detail, place=place_of(case))
    return solution
