"""Photos over the line: sent by a script or a form, shown to whoever may see the case."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.enums import PhotoRemoval
from cases.models import Visit, VisitPhoto, VisitPhotoContent
from cases.pictures import MOST_BYTES, picture_of
from lightbulb.core.models import ReadEvent
from tests.cases.photo_rows import drawn, send, with_place
from tests.cases.visit_rows import VISITED_ON, make_hsc, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]
PROBLEM = "application/problem+json"


@pytest.fixture
def visit(client):
    worker = make_hsc()
    client.force_login(worker)
    return make_visit(worker=worker)


def browser(user=None, **options):
    client = Client(headers={"X-Forwarded-Proto": "https"}, **options)
    if user:
        client.force_login(user)
    return client


@pytest.fixture
def stranger():
    return browser(make_hsc(name="Bram Candlewick", place="Ashmoor"))


def address(visit, content, told=""):
    return f"/api/v1/visits/{visit.pk}/photos/{hashlib.sha256(content).hexdigest()}{told}"


def put(client, visit, content, told="", **more):
    return client.put(address(visit, content, told), content, content_type="image/jpeg", **more)


def post(client, visit, content, **typed):
    file = SimpleUploadedFile("stairs.jpg", content, content_type="image/jpeg")
    return client.post(f"/visits/{visit.pk}/photos/", {"file": file, **typed})


# --- Sent by the script ------------------------------------------------------------------


def test_a_photo_is_put_and_answered_with_what_is_kept(client, visit):
    reply = put(client, visit, drawn(), "?question=P9&taken_at=2026-11-10T09:45:00Z")
    kept = VisitPhoto.objects.get()
    assert reply.status_code == 200
    assert reply.json() == {
        "photo": str(kept.pk),
        "sha256": hashlib.sha256(drawn()).hexdigest(),
        "question": "P9",
        "taken_at": "2026-11-10T09:45:00Z",
        "width": 60,
        "height": 40,
    }


def test_a_reply_that_was_lost_is_given_again(client, visit):
    first = put(client, visit, drawn(), "?question=P9")
    again = put(client, visit, drawn(), "?question=P9")
    assert (again.status_code, again.json()) == (200, first.json())
    assert VisitPhoto.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_one_photo(visit, monkeypatch):
    gate = Barrier(4)  # all have seen that there is none yet

    def slow(content):
        gate.wait(9)
        return picture_of(content)

    def sending(_):
        try:
            return put(browser(visit.worker), visit, drawn()).json()["photo"]
        finally:
            connections.close_all()

    monkeypatch.setattr("cases.actions.photos.picture_of", slow)
    with ThreadPoolExecutor(4) as threads:
        answered = set(threads.map(sending, range(4)))
    assert answered == {str(VisitPhoto.objects.get().pk)}


def test_a_file_that_the_address_does_not_name_is_refused(client, visit):
    reply = client.put(address(visit, drawn()), drawn(61), content_type="image/jpeg")
    assert (reply.status_code, reply["Content-Type"]) == (422, PROBLEM)
    assert "not the file that the address names" in reply.json()["detail"]


@pytest.mark.parametrize(
    ("content", "told", "said"),
    [
        pytest.param(b"Dear Dorothy", "", "no photo that can be read", id="text named .jpg"),
        pytest.param(drawn(), "?taken_at=noon", "A moment is written as", id="odd time"),
        pytest.param(drawn(), "?question=Mrs+Pearce", "A question is named as", id="a name"),
        pytest.param(b"0" * (MOST_BYTES + 1), "", "larger than 8 MB", id="too large"),
    ],
)
def test_what_is_unfit_is_answered_in_a_sentence(client, visit, content, told, said):
    reply = put(client, visit, content, told)
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/photo-unfit")
    assert said in reply.json()["detail"]
    assert not VisitPhoto.objects.exists()


def test_far_more_than_a_photo_is_refused_unread(client, visit):
    reply = put(client, visit, b"0" * (MOST_BYTES + 100_000))
    assert (reply.status_code, reply["Content-Type"]) == (413, PROBLEM)


def test_other_addresses_take_no_more_than_before(client, visit):
    reply = client.put(
        f"/api/v1/visits/{visit.pk}/answers", b"0" * 3_000_000, content_type="application/json"
    )
    assert reply.status_code == 413


def test_a_photo_removed_in_the_office_is_refused_to_the_device(client, visit):
    why, by = PhotoRemoval.ASKED, visit.worker
    actions.remove_photo(photo=send(visit), why=why, by=by, on=VISITED_ON)
    reply = put(client, visit, drawn())
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/photo-refused")


def test_only_put_is_understood(client, visit):
    reply = client.get(address(visit, drawn()))
    assert (reply.status_code, reply["Allow"]) == (405, "PUT")


def test_without_a_sign_in_nothing_is_kept(visit):
    reply = put(browser(), visit, drawn())
    assert (reply.status_code, reply["Content-Type"]) == (401, PROBLEM)
    assert not VisitPhoto.objects.exists()


def test_without_the_forms_secret_nothing_is_kept(visit):
    reply = put(browser(visit.worker, enforce_csrf_checks=True), visit, drawn())
    assert (reply.status_code, reply["Content-Type"]) == (403, PROBLEM)


def test_a_visit_of_strangers_is_not_there(stranger, visit):
    assert put(stranger, visit, drawn()).status_code == 404
    assert post(stranger, visit, drawn()).status_code == 404
    assert stranger.get(f"/visits/{visit.pk}/photos/").status_code == 404
    assert not VisitPhoto.objects.exists()


# --- Sent by the page --------------------------------------------------------------------


def test_a_photo_is_added_without_a_script(client, visit):
    reply = post(client, visit, with_place(), question="P13", caption="No rail by the bath")
    assert reply.url == f"/visits/{visit.pk}/photos/"
    page = client.get(reply.url).content.decode()
    assert "No rail by the bath" in page
    assert f'src="/photos/{VisitPhoto.objects.get().pk}/"' in page
    assert b"Exif" not in bytes(VisitPhotoContent.objects.get().content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Dear Dorothy", "no photo that can be read"),
        (b"", "This file is empty"),
        (b"0" * (MOST_BYTES + 1), "larger than 8 MB"),
    ],
)
def test_a_file_that_is_unfit_leaves_the_words_on_the_page(client, visit, content, said):
    reply = post(client, visit, content, caption="No rail by the bath")
    page = reply.content.decode()
    assert reply.status_code == 422
    assert said in page
    assert 'value="No rail by the bath"' in page


def test_a_caption_for_a_photo_sent_before_is_not_lost(client, visit):
    send(visit, caption="Stairs")
    page = post(client, visit, drawn(), caption="The upper stairs").content.decode()
    assert "is with the visit already" in page
    assert 'value="The upper stairs"' in page


def test_the_page_says_that_there_are_none_yet(client, visit):
    assert "No photos of this visit yet" in client.get(f"/visits/{visit.pk}/photos/").text


def test_the_visits_of_a_case_lead_to_their_photos(client, visit):
    send(visit)
    page = client.get(reverse("cases:visits", args=[visit.case_id])).content.decode()
    assert f'href="/visits/{visit.pk}/photos/">1 photo</a>' in page


def test_forty_photos_take_as_many_questions_as_one(client, visit, django_assert_max_num_queries):
    for number in range(40):
        send(visit, drawn(10 + number, 10))
    with django_assert_max_num_queries(20):
        assert client.get(f"/visits/{visit.pk}/photos/").text.count("<img ") == 40


# --- Looked at, captioned, removed -------------------------------------------------------


def test_a_photo_is_shown_and_whose_home_it_is_goes_on_record(client, visit):
    photo = send(visit)
    reply = client.get(f"/photos/{photo.pk}/")
    assert (reply.status_code, reply["Content-Type"]) == (200, "image/jpeg")
    assert reply["Cache-Control"] == "no-store"
    assert reply["X-Content-Type-Options"] == "nosniff"
    read = ReadEvent.objects.get()
    assert (read.kind, read.page) == ("document", "cases:photo")
    assert visit.case.person_id in read.person_ids


def test_a_strangers_photo_is_not_there(stranger, visit):
    photo = send(visit)
    for page in ("", "caption/", "remove/"):
        assert stranger.get(f"/photos/{photo.pk}/{page}").status_code == 404


def test_a_caption_is_changed_on_its_page(client, visit):
    photo = send(visit)
    page = f"/photos/{photo.pk}/caption/"
    reply = client.post(page, {"caption": "The upper stairs", "version": "1"})
    assert reply.url == f"/visits/{visit.pk}/photos/"
    assert VisitPhoto.objects.get().caption == "The upper stairs"
    late = client.post(page, {"caption": "Bath", "version": "1"})
    assert late.status_code == 422
    assert "it is now “The upper stairs”" in late.content.decode()


def test_a_removed_photo_is_shown_no_more_and_the_page_says_why(client, visit):
    photo = send(visit, caption="Dorothy in the hall")
    assert client.post(f"/photos/{photo.pk}/remove/", {}).status_code == 422
    client.post(f"/photos/{photo.pk}/remove/", {"why": "face"})
    assert client.get(f"/photos/{photo.pk}/").status_code == 404
    page = client.get(f"/visits/{visit.pk}/photos/").content.decode()
    assert "Somebody can be recognised" in page
    assert "Dorothy in the hall" not in page


def test_a_cancelled_visit_offers_no_form(client, visit):
    Visit.objects.update(state="cancelled")
    assert 'type="file"' not in client.get(f"/visits/{visit.pk}/photos/").text
