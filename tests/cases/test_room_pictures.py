"""How full a room is: nine pictures of each, chosen by real radio buttons."""

import gzip
import re

import pytest
from django.conf import settings
from django.template import engines

ROOMS = ("bedroom", "living_room", "kitchen")
NUMBERS = range(1, 10)
LINE = (
    '{% include "cases/visit_parts/rooms.html" with name=name room=room code="living"'
    " label=label value=value %}"
)

pytestmark = pytest.mark.usefixtures("plain_static_files")


def drawn(room: str) -> str:
    return (settings.BASE_DIR / "static" / "images" / f"room_{room}.svg").read_text()


def pictures(room: str) -> dict[str, str]:
    return dict(re.findall(r'<symbol id="(n\d)"[^>]*>(.*?)</symbol>', drawn(room), re.DOTALL))


def shown(value: object = "", room: str = "living_room") -> str:
    given = {"name": "room-1", "room": room, "label": "Living room", "value": value}
    return engines["django"].from_string(LINE).render(given)


@pytest.mark.parametrize("room", ROOMS)
def test_each_picture_holds_everything_in_the_one_before_and_more(room):
    found = pictures(room)
    assert list(found) == [f"n{number}" for number in NUMBERS]
    for number in NUMBERS[1:]:
        added = found[f"n{number}"].removeprefix(f'<use href="#n{number - 1}"/>')
        assert added != found[f"n{number}"]
        assert "<use" in added


def test_door_and_window_stay_in_the_same_place_in_every_room():
    door_and_window = "M14 13h24v20H14zm12 0v20M14 23h24M91 70V25h17v45"
    assert all(drawn(room).count(door_and_window) == 1 for room in ROOMS)


def test_the_three_rooms_together_are_small_enough_for_a_bad_line():
    assert sum(len(gzip.compress(drawn(room).encode())) for room in ROOMS) <= 12 * 1024


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_shown_with_its_own_pictures(room):
    page = shown(room=room)
    assert [f"room_{room}.svg#n{number}" in page for number in NUMBERS] == [True] * 9


def test_a_picture_is_a_radio_button_that_says_room_and_number():
    page = shown()
    words = re.sub(r"<[^>]+>", "", page)
    assert page.count('type="radio"') == 9
    assert page.count('name="room-1"') == 9
    assert "Living room, picture 5 of 9" in words


@pytest.mark.parametrize("value", [5, "5"])
def test_the_picture_chosen_before_is_chosen_again(value):
    assert re.findall(r'value="(\d)" checked', shown(value)) == ["5"]


@pytest.mark.parametrize("value", ["", None, "12"])
def test_nothing_is_chosen_beforehand(value):
    assert "checked" not in shown(value)
