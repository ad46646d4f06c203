"""The visit's page looks the same with its own small style sheet as with the whole one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_visit import ask, open_visit
from tests.cases.visit_rows import make_hsc, make_visit

pytestmark = pytest.mark.large


def picture(page: Page, *, javascript: bool) -> bytes:
    page.reload()
    if javascript:
        ask(page, "H3")
    return page.screenshot(full_page=True, animations="disabled")


@pytest.mark.parametrize("javascript", [True, False])
def test_nothing_of_the_page_needs_more_than_its_own_sheet(open_page, signed_in, javascript):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit, java_script_enabled=javascript)
    if javascript:  # with a number, a follow-up and what must not wait
        ask(page, "H3")
        more = page.locator("#q-H3").get_by_role("button", name="+ one more")
        more.tap()
        more.tap()
        expect(page.locator("[data-status]")).to_contain_text("Saved")
    small = picture(page, javascript=javascript)
    page.route("**/tablet*.css", lambda route: route.fulfill(path="static/build/public.css"))
    assert picture(page, javascript=javascript) == small
