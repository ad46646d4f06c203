"""The watch itself: a page that breaks its own rules is noticed."""

import pytest

from tests.browser.accessibility import axe
from tests.browser.faults import watch


@pytest.fixture
def watched(browser, site):
    context = browser.new_context(base_url=site, extra_http_headers={"X-Forwarded-Proto": "https"})
    page = context.new_page()
    faults = watch(page)
    page.goto("/sign-in/")
    yield page, faults
    context.close()


def test_a_script_that_the_policy_refuses_is_a_fault(watched):
    page, faults = watched
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in fault for fault in faults)


def test_a_file_that_is_not_there_is_a_fault(watched):
    page, faults = watched
    with page.expect_event("requestfinished"):
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: '/static/nothing.png'}))"
        )
    page.wait_for_timeout(200)
    assert any("/static/nothing.png" in fault for fault in faults)


def test_an_exception_is_a_fault(watched):
    page, faults = watched
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(100)
    assert any("broken" in fault for fault in faults)


def test_axe_notices_a_button_without_words(watched):
    page, _ = watched
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        axe(page)
