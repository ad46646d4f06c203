"""Where something goes, as a mark on a photo of the visit: pressed once, with no script."""

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.enums import PhotoRemoval
from cases.models import Solution
from lightbulb.core.record.models import Event
from tests.cases import photo_rows
from tests.cases.visit_rows import VISITED_ON, accept_all, make_hsc, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def board(hsc):
    case = make_plan(worker=hsc)
    [solution] = accept_all(case, by=hsc)
    return solution


@pytest.fixture
def photo(board, hsc):
    """560 pixels wide, so that a page shows it at half its size."""
    sent = actions.SentPhoto(content=photo_rows.drawn(560, 420), question="P13", caption="Bath")
    at = photo_rows.ARRIVED_AT
    return actions.add_photo(visit=board.visit, sent=sent, by=hsc, at=at, on=VISITED_ON)


def press(client, solution, **sent):
    return client.post(f"/solutions/{solution.pk}/place/", sent)


def test_a_press_on_the_photo_marks_the_place_in_its_own_pixels(client, board, photo):
    answer = press(client, board, **{f"{photo.pk}.x": "100", f"{photo.pk}.y": "30"})
    assert answer["Location"] == f"/cases/{board.case_id}/plan/"
    board.refresh_from_db()
    assert (board.photo, board.mark_x, board.mark_y) == (photo, 200, 60)
    assert Event.objects.get(verb="place_marked").detail["photo"] == str(photo.pk)


def test_the_plan_and_the_order_show_it(client, board, photo):
    press(client, board, **{f"{photo.pk}.x": "100", f"{photo.pk}.y": "30"})
    for page in (f"/cases/{board.case_id}/plan/", f"/solutions/{board.pk}/order/"):
        shown = client.get(page).content.decode()
        assert 'cx="200" cy="60"' in shown
        assert f"/photos/{photo.pk}/" in shown


def test_whoever_uses_no_pointer_chooses_the_photo_alone(client, board, photo):
    press(client, board, photo=str(photo.pk))
    board.refresh_from_db()
    assert (board.photo, board.mark_x) == (photo, None)


@pytest.mark.parametrize("sent", [{}, {"photo": "none"}, {"1.x": "3", "1.y": "4"}])
def test_anything_else_says_what_to_do(client, board, photo, sent):
    refused = press(client, board, **sent)
    assert refused.status_code == 422
    assert "Press on the photo where it goes" in refused.content.decode()


def test_a_point_outside_is_refused(board, photo, hsc):
    with pytest.raises(ValidationError, match="outside the photo"):
        actions.mark_place(solution=board, photo=photo, at=(561, 0), by=hsc, on=VISITED_ON)


def test_a_photo_of_another_case_or_one_that_is_gone_is_refused(board, photo, hsc):
    other = make_plan(worker=make_hsc(name="Bram Candlewick")).solutions.get()
    with pytest.raises(ValidationError, match="not among those of the case"):
        actions.mark_place(
            solution=other, photo=photo, at=None, by=other.case.lead_worker, on=VISITED_ON
        )
    actions.remove_photo(photo=photo, why=PhotoRemoval.FACE, by=hsc, on=VISITED_ON)
    photo.refresh_from_db()
    with pytest.raises(ValidationError, match="not among those of the case"):
        actions.mark_place(solution=board, photo=photo, at=None, by=hsc, on=VISITED_ON)


def test_a_photo_that_is_removed_later_is_shown_no_more(client, board, photo, hsc):
    press(client, board, photo=str(photo.pk))
    actions.remove_photo(photo=photo, why=PhotoRemoval.FACE, by=hsc, on=VISITED_ON)
    assert Solution.objects.get(pk=board.pk).shown_on is None
    page = client.get(f"/cases/{board.case_id}/plan/").content.decode()
    assert f"/photos/{photo.pk}/" not in page
