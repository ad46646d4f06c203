"""Every address is looked at in the browser, or says why it has nothing to look at."""

from tests.browser.no_pages import NO_PAGE
from tests.browser.pages import PAGES
from tests.guards.addresses import all_addresses


def test_every_address_has_a_row_in_the_browsers_list():
    assert {each.name for each in all_addresses()} == PAGES.keys() | NO_PAGE.keys()
    assert not PAGES.keys() & NO_PAGE.keys()
