"""A visit on a tablet: saved as it is answered, in two windows, and without JavaScript."""

import re

from playwright.sync_api import Page, expect

from cases.models import VisitAnswers
from tests.browser.accessibility import axe
from tests.cases.visit_rows import HARD_BATH, answer, make_hsc, make_visit

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
SAVED = re.compile(r"Saved \d\d:\d\d")


def status(page: Page):
    return page.locator("[data-status]")


def choose(page: Page, question: str, words: str) -> None:
    """A press on the answer's tile: the radio button fills it."""
    group = page.get_by_role(
        "group", name=re.compile("^" + re.escape(question).replace(":", " ?:"))
    )
    group.get_by_role("radio", name=words, exact=True).tap()


def held(visit):
    return VisitAnswers.objects.get(visit=visit).answers


def open_visit(open_page, signed_in, visit, **options) -> Page:
    page = signed_in(open_page(**TABLET, **options), visit.worker)
    page.goto(f"/visits/{visit.pk}/")
    return page


def test_every_answer_is_saved_as_it_is_given(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    choose(page, "Using the bath or shower", "A lot of difficulty")
    choose(page, "How you know: Using the bath or shower", "I saw it")
    page.get_by_label("1 of what matters most").fill("A proper wash")
    choose(page, "Home safety", "5")
    expect(page.get_by_text("2 of 10 answered")).to_be_visible()
    expect(status(page)).to_have_text(SAVED)
    axe(page)
    page.get_by_role("button", name="Finish the visit").click()
    expect(page.get_by_role("heading", name="Finish the visit")).to_be_visible()
    assert held(visit) == {
        "R1": {"value": "A proper wash"},
        "P13": {"value": "lot", "seen": True},
        "score-home_safety": {"value": "5"},
    }


def test_a_save_that_fails_says_so_and_is_tried_again(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    page.clock.install()
    page.route(
        "**/answers", lambda route: route.fulfill(body="Wait a moment", content_type="text/html")
    )
    choose(page, "Preparing a hot meal", "Cannot do it")
    expect(status(page)).to_have_text("Not saved yet: keep this page open")
    page.unroute("**/answers")
    page.clock.fast_forward(10_000)
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"M1": {"value": "cannot"}}


def test_two_windows_are_joined_and_asked_only_where_they_clash(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    answer(visit, {"M1": {"value": "easy"}})
    choose(page, "Using the bath or shower", "Only with help")
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"M1": {"value": "easy"}, "P13": {"value": "help"}}

    answer(visit, held(visit) | HARD_BATH, revision=2)
    choose(page, "Using the bath or shower", "Cannot do it")
    page.get_by_role("button", name="Choose which to keep").click()
    axe(page)
    page.get_by_role("radio", name="Saved: A lot of difficulty").tap()
    page.get_by_role("button", name="Save my choice").click()
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"M1": {"value": "easy"}} | HARD_BATH


def test_without_javascript_the_button_saves(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit, java_script_enabled=False)
    choose(page, "Using the bath or shower", "A lot of difficulty")
    choose(page, "How you know: Using the bath or shower", "I saw it")
    page.get_by_role("button", name="Save, finish another time").click()
    expect(status(page)).to_have_text(SAVED)
    page.get_by_role("button", name="Finish the visit").click()
    page.get_by_role("button", name="Finish and make the plan").click()
    choose(page, "What did they decide? Bath board", "Yes, please")
    page.get_by_role("button", name="Agree the plan").click()
    expect(page.get_by_role("link", name=re.compile("^Order ?: Bath board"))).to_be_visible()
    assert held(visit) == HARD_BATH
