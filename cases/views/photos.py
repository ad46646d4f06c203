"""Photos of a visit: sent by the visit page's script or by a form, looked at, removed."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.enums import PhotoRemoval
from cases.forms.photos import AddPhotoForm, CaptionForm, RemovePhotoForm, ToldForm
from cases.forms.visit import held_of
from cases.models import Case, Visit, VisitPhoto, VisitPhotoContent
from cases.mot.sets import QuestionSet, question_set
from cases.pictures import MOST_BYTES
from cases.presenters import case_frame
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from cases.views.visit import found, problem, visit_to_save
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.web.uploads import takes_up_to
from lightbulb.core.workflow import NotAllowed

CAPTION = Words("What the photo shows", "Words help whoever cannot see it.", "Save the caption")
REMOVE = Words(
    "Remove a photo",
    "The picture and its caption are gone for good. That there was one, and why it went, stays.",
    "Remove the photo",
)
NOT_WHAT_WAS_NAMED = "What arrived is not the file that the address names. Send it again."
SENT_BEFORE = "This photo is with the visit already, and its caption is another. Change it there."


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your words about a photo")
@takes_up_to(MOST_BYTES)
@shows_people(Showing.PAGE)
def photos(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The photos of a visit; sending a file adds one."""
    on = timezone.localdate()
    visit = found(request, pk, on=on)
    case = case_for(request, visit.case_id, on=on)
    questions = question_set(held_of(visit, on=on).question_set)
    files = request.FILES if request.method == "POST" else None
    form = AddPhotoForm(sent(request), files, questions=questions, initial=request.GET.dict())
    if request.method == "POST":
        require(why_not_work(request.user, case, on=on))
        if form.is_valid() and added(request, visit, form, on=on):
            messages.success(request, "The photo is kept with the visit.")
            return redirect("cases:photos", visit.pk)
    context = case_frame(case, user=request.user, on=on, current="visits") | {
        "visit": visit,
        "form": form,
        "visits_url": reverse("cases:visits", args=[case.pk]),
        **photos_of(visit, questions),
    }
    return render(request, "cases/photos.html", context, status=422 if form.errors else 200)


def photos_of(visit: Visit, questions: QuestionSet) -> dict[str, object]:
    """Those that are kept, with the question each belongs to, and those that were removed."""
    words = {each.id: each.text for each in questions.questions}
    rows = list(visit.photos.select_related("added_by", "removed_by"))
    return {
        "photos": [(row, words.get(row.question, "")) for row in rows if not row.removed_on],
        "removed": [row for row in rows if row.removed_on],
        "most": actions.MOST_PHOTOS,
    }


def added(request: HttpRequest, visit: Visit, form: AddPhotoForm, *, on: date) -> bool:
    """Whether it is kept; if not, the form says why."""
    photo, by, at = form.as_sent(), request.user, timezone.now()
    try:
        kept = actions.add_photo(visit=visit, sent=photo, by=by, at=at, on=on)
        if photo.caption and kept.caption != photo.caption:
            form.add_error("caption", SENT_BEFORE)
    except ValidationError as error:
        form.add_error(None, error)
    except NotAllowed as refusal:
        form.add_error("file", str(refusal))
    return form.is_valid()


@require_safe
@shows_people(Showing.DOCUMENT)
def photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The picture itself, for whoever may see its case."""
    held = photo_in_sight(request, pk, on=timezone.localdate())
    content = get_object_or_404(VisitPhotoContent, photo=held)
    case = held.visit.case
    say_shown(request, case.person.keys, case_id=case.pk)
    answer = HttpResponse(bytes(content.content), content_type="image/jpeg")
    answer["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer["Cache-Control"] = "no-store"
    return answer


def photo_in_sight(request: HttpRequest, pk: UUID, *, on: date) -> VisitPhoto:
    require(why_not_read_cases(request.user, on=on))
    rows = VisitPhoto.objects.visible_to(request.user, on=on).select_related("visit__case__person")
    held: VisitPhoto = get_object_or_404(rows, pk=pk)
    return held


def photo_to_change(request: HttpRequest, pk: UUID, *, on: date) -> tuple[VisitPhoto, Case]:
    held = photo_in_sight(request, pk, on=on)
    case = case_for(request, held.visit.case_id, on=on)
    require(why_not_work(request.user, case, on=on))
    return held, case


def back_to(photo: VisitPhoto) -> str:
    return reverse("cases:photos", args=[photo.visit_id])


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What a photo shows")
@shows_people(Showing.PAGE)
def caption(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    held, case = photo_to_change(request, pk, on=on)
    form = CaptionForm(sent(request), case=case, on=on, photo=held)

    def act() -> str:
        actions.caption_photo(photo=held, **form.cleaned_data, by=request.user, on=on)
        return "The caption is saved."

    return ask(request, form, CAPTION, act, back=back_to(held))


@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.PAGE)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    held, case = photo_to_change(request, pk, on=on)
    form = RemovePhotoForm(sent(request), case=case, on=on)

    def act() -> str:
        why = PhotoRemoval(form.cleaned_data["why"])
        actions.remove_photo(photo=held, why=why, by=request.user, on=on)
        return "The photo is removed."

    return ask(request, form, REMOVE, act, back=back_to(held), about=str(held))


@login_not_required
@takes_up_to(MOST_BYTES)
@shows_people(Showing.API)
def put_photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponse:
    """PUT /api/v1/visits/<id>/photos/<sha256>?question=P9&taken_at=2026-11-27T14:02:00Z

    In: the file, whose SHA-256 the address names. Out: {"photo", "sha256", "question",
    "taken_at", "width", "height"}, the same however often it is sent; or a problem in JSON.
    """
    if request.method != "PUT":
        refused = problem(405, "Only PUT is understood here")
        refused["Allow"] = "PUT"
        return refused
    if not request.user.is_authenticated:
        return problem(401, "Sign in to save")
    try:
        return keep_sent(request, pk, sha256)
    except Http404:
        return problem(404, "There is no such visit")
    except NotAllowed as refusal:
        return problem(409, "The photo is not kept", kind="photo-refused", detail=str(refusal))
    except PermissionDenied as refusal:
        return problem(403, "You cannot do this", detail=str(refusal))
    except ValidationError as error:
        detail = " ".join(error.messages)
        return problem(422, "The photo cannot be kept", kind="photo-unfit", detail=detail)


def keep_sent(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponse:
    on, told = timezone.localdate(), ToldForm(request.GET)
    visit = visit_to_save(request, pk, on=on)
    if not told.is_valid():
        raise ValidationError([said for each in told.errors.values() for said in each])
    photo = actions.SentPhoto(content=request.read(MOST_BYTES + 1), **told.cleaned_data)
    if len(photo.content) <= MOST_BYTES and photo.sha256 != sha256:
        raise ValidationError(NOT_WHAT_WAS_NAMED)
    by, at = request.user, timezone.now()
    kept = actions.add_photo(visit=visit, sent=photo, by=by, at=at, on=on)
    say_shown(request, ())
    return JsonResponse(
        {
            "photo": kept.pk,
            "sha256": kept.sha256,
            "question": kept.question,
            "taken_at": kept.taken_at,
            "width": kept.width,
            "height": kept.height,
        }
    )
