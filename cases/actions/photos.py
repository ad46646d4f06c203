"""Photos of a visit: kept as they arrive, captioned, and removed with a reason."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.enums import PhotoRemoval, VisitState
from cases.models import Visit, VisitPhoto, VisitPhotoContent
from cases.pictures import picture_of
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.record.models import Revision
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

MOST_PHOTOS = 40
CANCELLED = "This visit was cancelled, so it takes no photos."
TOO_MANY = "A visit keeps up to 40 photos. Remove one that is not needed, then send this one again."
REMOVED = "This photo was removed from the visit before, so it is not kept again."
REMOVED_ALREADY = "This photo is removed already."


@dataclass(frozen=True, kw_only=True)
class SentPhoto:
    """A file as it was sent, with what was said of it. `taken_at` is the device's own clock."""

    content: bytes
    question: str = ""
    taken_at: datetime | None = None
    caption: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@transaction.atomic
def add_photo(*, visit: Visit, sent: SentPhoto, by: User, at: datetime, on: date) -> VisitPhoto:
    """Keep a photo once: the same file sent again, after a reply that was lost, is the same one.

    It may arrive when the visit is done, since it waits on the device for a line. A clock that
    runs ahead counts as now. Raises ValidationError for a file that is no picture or too
    large, NotAllowed when the visit takes no more or this one was removed.
    """
    require(why_not_work(by, visit.case, on=on))
    if held := kept_before(visit, sent):
        return held
    picture = picture_of(sent.content)  # takes longest, so before others have to wait
    visit = Visit.objects.select_for_update(of=("self",)).select_related("case").get(pk=visit.pk)
    if held := kept_before(visit, sent):
        return held
    refuse_unless_taken(visit)
    photo = VisitPhoto(
        visit=visit,
        question=sent.question,
        sha256=sent.sha256,
        taken_at=min(sent.taken_at or at, at),
        caption=sent.caption,
        width=picture.width,
        height=picture.height,
        added_by=by,
    )
    photo.full_clean()
    photo.save(force_insert=True)
    VisitPhotoContent.objects.create(photo=photo, content=picture.content)
    named = {"question": photo.question} if photo.question else {}
    detail = {"photo": photo.pk, "visit": visit.pk, **named}
    record(Verb.PHOTO_ADDED, photo, by=by, on=on, detail=detail, place=place_of(visit.case))
    return photo


def kept_before(visit: Visit, sent: SentPhoto) -> VisitPhoto | None:
    """What a removed photo was must not come back with a device that sends it once more."""
    held = VisitPhoto.objects.filter(visit=visit, sha256=sent.sha256).first()
    if held and held.removed_on:
        raise NotAllowed(REMOVED)
    return held


def refuse_unless_taken(visit: Visit) -> None:
    if visit.state == VisitState.CANCELLED:
        raise NotAllowed(CANCELLED)
    if visit.photos.standing().count() >= MOST_PHOTOS:
        raise NotAllowed(TOO_MANY)


@transaction.atomic
def caption_photo(
    *, photo: VisitPhoto, caption: str, version: int, by: User, on: date
) -> VisitPhoto:
    """Say what is to be seen. Raises EditConflict when somebody else did since `version`, and
    NotAllowed of a photo that is removed."""
    require(why_not_work(by, photo.visit.case, on=on))
    photo = locked(photo)
    if save_changes(photo, {"caption": caption}, by=by, version=version):
        detail = {"photo": photo.pk, "visit": photo.visit_id}
        place = place_of(photo.visit.case)
        record(Verb.PHOTO_CAPTIONED, photo, by=by, on=on, detail=detail, place=place)
    return photo


@transaction.atomic
def remove_photo(*, photo: VisitPhoto, why: PhotoRemoval, by: User, on: date) -> VisitPhoto:
    """Do away with the picture and every caption it had; that there was one, and why it went,
    stays.

    Raises NotAllowed when it is removed already.
    """
    require(why_not_work(by, photo.visit.case, on=on))
    photo = locked(photo)
    VisitPhotoContent.objects.filter(photo=photo).delete()
    Revision.objects.filter(model=photo._meta.label_lower, record_id=str(photo.pk)).delete()
    photo.removed_on, photo.removed_by, photo.removed_because = on, by, why
    photo.caption = ""
    photo.version += 1
    photo.full_clean()
    photo.save()
    detail = {"photo": photo.pk, "visit": photo.visit_id, "why": str(why)}
    record(Verb.PHOTO_REMOVED, photo, by=by, on=on, detail=detail, place=place_of(photo.visit.case))
    return photo


def locked(photo: VisitPhoto) -> VisitPhoto:
    rows = VisitPhoto.objects.select_for_update(of=("self",)).select_related("visit__case")
    held = rows.get(pk=photo.pk)
    if held.removed_on:
        raise NotAllowed(REMOVED_ALREADY)
    return held
