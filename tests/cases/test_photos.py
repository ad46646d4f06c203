"""Photos of a visit: kept once, up to forty, captioned, and removed with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.enums import PhotoRemoval
from cases.models import Visit, VisitPhoto, VisitPhotoContent
from lightbulb.core.models import Event, Revision
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.workflow import NotAllowed
from tests.cases.photo_rows import ARRIVED_AT, TAKEN_AT, drawn, send, with_place
from tests.cases.visit_rows import VISITED_ON, answer, make_hsc, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return make_visit(worker=make_hsc())


def caption(photo, words, *, version=1):
    return actions.caption_photo(
        photo=photo, caption=words, version=version, by=photo.added_by, on=VISITED_ON
    )


def remove(photo, why=PhotoRemoval.FACE):
    return actions.remove_photo(photo=photo, why=why, by=photo.added_by, on=VISITED_ON)


def detail_of(photo, verb):
    return Event.objects.about(photo).get(verb=verb).detail


def test_a_photo_is_kept_with_what_was_told_of_it(visit):
    photo = send(visit, question="P13", taken_at=TAKEN_AT, caption="No rail by the bath")
    kept = VisitPhoto.objects.get()
    assert (kept.question, kept.taken_at, kept.caption) == ("P13", TAKEN_AT, "No rail by the bath")
    assert (kept.width, kept.height, kept.added_by) == (60, 40, visit.worker)
    detail = detail_of(photo, "photo_added")
    assert detail == {"photo": str(photo.pk), "visit": str(visit.pk), "question": "P13"}


def test_what_is_kept_holds_no_place(visit):
    send(visit, with_place())
    assert b"Exif" not in bytes(VisitPhotoContent.objects.get().content)


@pytest.mark.parametrize("told", [None, ARRIVED_AT + timedelta(days=400)])
def test_without_a_time_or_with_one_to_come_it_was_taken_now(visit, told):
    assert send(visit, taken_at=told).taken_at == ARRIVED_AT


def test_the_same_file_sent_again_is_one_photo(visit):
    first = send(visit, caption="Stairs")
    assert send(visit).pk == first.pk
    assert VisitPhoto.objects.get().caption == "Stairs"
    assert Event.objects.filter(verb="photo_added").count() == 1


def test_the_same_file_may_be_of_two_visits(visit):
    send(visit)
    send(make_visit(worker=make_hsc(name="Meera Wickfield", place="Ashmoor")))
    assert VisitPhoto.objects.count() == 2


def test_the_database_holds_it_once_as_well(visit):
    photo = send(visit)
    photo.pk, photo._state.adding = None, True
    with pytest.raises(IntegrityError, match="photo_once_a_visit"), transaction.atomic():
        photo.save(force_insert=True)


def test_a_photo_that_waited_for_a_line_is_kept_after_the_visit(visit):
    answer(visit, {"M1": {"value": "easy"}})
    actions.finish_visit(visit=visit, scores={}, by=visit.worker, on=VISITED_ON)
    assert send(visit).visit.state == "done"


def test_a_cancelled_visit_takes_none(visit):
    Visit.objects.update(state="cancelled")
    with pytest.raises(NotAllowed, match="was cancelled"):
        send(visit)


def test_a_visit_keeps_forty_and_one_removed_makes_room(visit):
    photos = [send(visit, drawn(10 + number, 10)) for number in range(40)]
    with pytest.raises(NotAllowed, match="up to 40 photos"):
        send(visit)
    remove(photos[0])
    assert send(visit).pk


def test_what_is_no_picture_leaves_nothing(visit):
    with pytest.raises(ValidationError, match="no photo that can be read"):
        send(visit, b"Dear Dorothy")
    assert not VisitPhoto.objects.exists()


def test_somebody_who_does_not_work_on_the_case_adds_none(visit):
    stranger = make_hsc(name="Bram Candlewick", place="Ashmoor")
    photo = actions.SentPhoto(content=drawn())
    with pytest.raises(PermissionDenied):
        actions.add_photo(visit=visit, sent=photo, by=stranger, at=ARRIVED_AT, on=VISITED_ON)


def test_a_caption_is_changed_and_what_it_was_is_kept(visit):
    photo = send(visit, caption="Stairs")
    assert caption(photo, "The upper stairs").version == 2
    assert Revision.objects.get(record_id=str(photo.pk)).before == {"caption": "Stairs"}
    assert detail_of(photo, "photo_captioned") == {"photo": str(photo.pk), "visit": str(visit.pk)}


def test_a_caption_changed_meanwhile_is_not_written_over(visit):
    photo = send(visit)
    caption(photo, "Stairs")
    with pytest.raises(EditConflict):
        caption(photo, "Bath")
    assert VisitPhoto.objects.get().caption == "Stairs"


def test_the_same_caption_again_is_no_event(visit):
    photo = send(visit, caption="Stairs")
    assert caption(photo, "Stairs").version == 1
    assert not Event.objects.filter(verb="photo_captioned").exists()


def test_of_a_removed_photo_stays_that_there_was_one_and_why(visit):
    photo = send(visit, caption="Dorothy in the hall")
    caption(photo, "Dorothy Pearce in the hall")
    remove(photo)
    left = VisitPhoto.objects.get()
    assert (left.removed_because, left.removed_on) == ("face", VISITED_ON)
    assert (left.removed_by, left.caption) == (visit.worker, "")
    assert not VisitPhotoContent.objects.exists()
    assert not Revision.objects.filter(record_id=str(photo.pk)).exists()
    assert detail_of(photo, "photo_removed")["why"] == "face"


def test_a_removed_photo_does_not_come_back_with_the_device(visit):
    remove(send(visit))
    with pytest.raises(NotAllowed, match="was removed from the visit before"):
        send(visit)


def test_a_removed_photo_is_neither_removed_again_nor_captioned(visit):
    photo = remove(send(visit))
    for act in (lambda: remove(photo), lambda: caption(photo, "Stairs", version=2)):
        with pytest.raises(NotAllowed, match="removed already"):
            act()


def test_a_photo_is_not_removed_without_a_reason(visit):
    with pytest.raises(ValidationError, match="for a reason"):
        remove(send(visit), why="")
    assert VisitPhotoContent.objects.exists()
