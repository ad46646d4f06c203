"""Every page once, in its fullest state: neither axe nor the browser finds anything wrong."""

import pytest
from django.utils import timezone

from tests.browser.accessibility import axe
from tests.browser.pages import PAGES, Row, World, make_world

NARROW = {"width": 320, "height": 800}
every_page = pytest.mark.parametrize("row", [pytest.param(row, id=n) for n, row in PAGES.items()])


@pytest.fixture
def world(site) -> World:
    return make_world(on=timezone.localdate())


@pytest.fixture
def show(world, signed_in):
    """Open a row's page, which must be there, as whoever it is for."""

    def show_it(page, row: Row):
        if row.signed_in:
            signed_in(page, row.who(world))
        answer = page.goto(row.path(world))
        assert answer.status == 200
        return page

    return show_it


def overflow(page) -> int:
    """How many pixels the page is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@every_page
def test_axe_finds_nothing(show, page, row):
    axe(show(page, row))


@pytest.mark.large
@every_page
def test_nothing_scrolls_sideways_at_320_pixels(show, open_page, row):
    page = show(open_page(viewport=NARROW), row)
    assert overflow(page) == 0
    axe(page)


@pytest.mark.large
@every_page
def test_forced_colours_lose_nothing(show, open_page, row):
    axe(show(open_page(forced_colors="active"), row))


@pytest.mark.large
@every_page
def test_a_page_is_whole_without_javascript(show, page_without_javascript, row):
    page = show(page_without_javascript, row)
    assert page.locator("h1").count() == 1
    assert overflow(page) == 0


@pytest.mark.large
@pytest.mark.parametrize("name", ["core:home", "core:absences", "core:colleagues", "core:status"])
def test_a_page_with_nothing_on_it_is_well_too(page, signed_in, name, site):
    world = make_world(on=timezone.localdate())
    world.person.notices.all().delete()
    world.person.absences.all().delete()
    world.person.covering.all().delete()
    world.person.memberships.all().delete()
    signed_in(page, world.person).goto(PAGES[name].path(world))
    axe(page)
    assert overflow(page) == 0


@pytest.mark.large
def test_a_page_that_is_not_there_says_what_to_do(page, world, signed_in):
    assert signed_in(page, world.person).goto("/nothing/here/").status == 404
    axe(page)


@pytest.mark.large
def test_a_form_with_mistakes_is_well_too(page, world, signed_in):
    signed_in(page, world.person).goto(PAGES["core:absences"].path(world))
    page.get_by_role("button", name="Save days away").click()
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Error: ")
    axe(page)
