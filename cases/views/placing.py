"""Pressing on a photo of the visit where something goes. It needs no script: each photo is a
button that sends where it was pressed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.actions.placing import Point
from cases.forms.visit import initials
from cases.models import Solution, VisitPhoto
from cases.views.orders import solution_for
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

SHOWN_WIDTH = 280  # pixels: how wide the page shows every photo, in visit.css too
WITHOUT_POINT = "photo"


@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    solution = solution_for(request, pk, on=on)
    photos = list(VisitPhoto.objects.standing().filter(visit__case=solution.case_id))
    refusals: list[str] = []
    if request.method == "POST":
        photo, at = pressed(request.POST, photos)
        try:
            mark(request, solution, photo, at)
        except ValidationError as error:
            refusals = error.messages
        else:
            messages.success(request, f"{solution.label}: its place is on the photo.")
            return redirect("cases:plan", solution.case_id)
    context = {
        "solution": solution,
        "case": solution.case,
        "initials": initials(solution.case.person.canonical),
        "photos": photos,
        "refusals": [{"text": each} for each in refusals],
    }
    return render(request, "cases/place.html", context, status=422 if refusals else 200)


def mark(
    request: HttpRequest, solution: Solution, photo: VisitPhoto | None, at: Point | None
) -> None:
    if photo is None:
        raise ValidationError("Press on the photo where it goes")
    on = timezone.localdate()
    actions.mark_place(solution=solution, photo=photo, at=at, by=request.user, on=on)


def pressed(post: QueryDict, photos: list[VisitPhoto]) -> tuple[VisitPhoto | None, Point | None]:
    """The photo that was pressed and where, in its own pixels; a button beside it sends none."""
    for photo in photos:
        across, down = (post.get(f"{photo.pk}.{axis}", "") for axis in "xy")
        if across.isdigit() and down.isdigit():
            scale = photo.width / SHOWN_WIDTH
            return photo, (round(int(across) * scale), round(int(down) * scale))
        if post.get(WITHOUT_POINT) == str(photo.pk):
            return photo, None
    return None, None
