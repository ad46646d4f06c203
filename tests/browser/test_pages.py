"""Every page once, in its fullest state: neither axe nor the browser finds anything wrong."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe
from tests.browser.pages import PAGES, Row

NARROW = {"width": 320, "height": 800}
every_page = pytest.mark.parametrize("row", [pytest.param(row, id=n) for n, row in PAGES.items()])
# Each is the page of one form in a case, of one template: a few are looked at in every run, the
# rest in the full one.
ONE_FORM = frozenset(
    f"cases:{name}"
    for name in (
        *("ask_ot", "hold_risk", "note_fall", "review_case", "record_death", "chase_hold"),
        *("lift_hold", "correct_note", "set_task", "change_task", "add_representative"),
        *("correct_representative", "end_representative", "leave_household", "judge_advocate"),
        *("answer_advocate", "acknowledge_complaint", "answer_complaint", "withdraw_complaint"),
        *("record_complaint", "record_capacity", "join_household", "change_details"),
        *("add_carer", "caption_photo", "remove_photo"),
    )
) | {"triage:say_sharing"}
most_pages = pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=name, marks=[pytest.mark.large] * (name in ONE_FORM))
        for name, row in PAGES.items()
    ],
)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def test_what_is_left_to_the_full_run_is_among_the_pages():
    assert PAGES.keys() > ONE_FORM


@most_pages
def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_320_pixels(show, row):
    page = show(row)
    axe(page)
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0


@pytest.mark.large
@every_page
def test_axe_finds_nothing_at_320_pixels(show, row):
    page = show(row, viewport=NARROW)
    assert overflow(page) == 0
    axe(page)


@pytest.mark.large
@every_page
def test_forced_colours_lose_nothing(show, row):
    axe(show(row, forced_colors="active"))


@pytest.mark.large
@every_page
def test_a_page_is_whole_without_javascript(show, row):
    page = show(row, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert overflow(page) == 0


@pytest.mark.large
@pytest.mark.parametrize("name", ["core:home", "core:absences", "core:colleagues", "core:status"])
def test_a_page_with_nothing_on_it_is_well_too(show, world, name):
    world.person.notices.all().delete()
    world.person.absences.all().delete()
    world.person.covering.all().delete()
    page = show(PAGES[name])
    axe(page)
    assert overflow(page) == 0


@pytest.mark.large
def test_somebody_without_a_role_today_is_told_what_to_do(show, world):
    world.person.memberships.all().delete()
    page = show(PAGES["core:home"], status=403)
    axe(page)
    assert overflow(page) == 0


@pytest.mark.large
def test_a_page_that_is_not_there_says_what_to_do(show):
    axe(show(Row(lambda world: "/nothing/here/"), status=404))


@pytest.mark.large
def test_a_form_with_mistakes_is_well_too(show):
    page = show(PAGES["core:absences"])
    page.get_by_role("button", name="Save days away").click()
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Error: ")
    axe(page)
