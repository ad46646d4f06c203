"""A visit on a tablet: one question open, saved as it is answered, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from cases.models import VisitAnswers
from tests.browser.accessibility import axe
from tests.cases.visit_rows import HARD_BATH, answer, make_hsc, make_visit

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
SAVED = re.compile(r"Saved \d\d:\d\d")
BATH = "Using the bath or shower, and washing all over"


def status(page: Page):
    return page.locator("[data-status]")


def choose(page: Page, question: str, words: str) -> None:
    """A press on the answer's tile: the radio button or tick box fills it."""
    named = re.compile("^" + re.escape(question).replace(":", " ?:"))
    group = page.get_by_role("group", name=named)
    inside = group.get_by_role("radio", name=words, exact=True)
    inside.or_(group.get_by_role("checkbox", name=words, exact=True)).first.tap()


def ask(page: Page, question_id: str) -> None:
    """Open one question, by the address of its card."""
    ask_at(page, f"q-{question_id}")


def ask_at(page: Page, place: str) -> None:
    page.evaluate("hash => { location.hash = hash; }", f"#{place}")
    expect(page.locator(f"#{place}")).to_have_attribute("data-open", "")


def held(visit):
    return VisitAnswers.objects.get(visit=visit).answers


def open_visit(open_page, signed_in, visit, **options) -> Page:
    page = signed_in(open_page(**TABLET, **options), visit.worker)
    page.goto(f"/visits/{visit.pk}/")
    return page


def test_every_answer_is_saved_as_it_is_given(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    ask(page, "P13")
    choose(page, BATH, "A lot of difficulty")
    choose(page, f"How you know: {BATH}", "I saw it")
    expect(page.get_by_text("Asked because you chose “A lot of difficulty”")).to_be_visible()
    choose(page, "How is it now?", "A bath")
    page.locator("#q-P13").evaluate("card => card.scrollIntoView({ block: 'start' })")
    axe(page)
    page.get_by_role("link", name=re.compile("^Matters")).click()
    page.get_by_label("1 of what matters most").fill("A proper wash")
    page.get_by_role("link", name=re.compile("^Before")).click()
    page.locator("#area-scores").get_by_role("button", name=re.compile("^Answer")).click()
    choose(page, "Home safety", "5")
    expect(status(page)).to_have_text(SAVED)
    axe(page)
    page.get_by_role("button", name="See what is left").click()
    expect(page.get_by_role("heading", name="Finish the visit")).to_be_visible()
    assert held(visit) == {
        "R1": {"value": "A proper wash"},
        "P13": {"value": "lot", "seen": True},
        "P13a": {"value": ["bath"]},
        "score-home_safety": {"value": "5"},
    }


@pytest.mark.large
def test_one_question_after_the_other_and_what_is_answered_steps_aside(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    expect(page.get_by_role("heading", level=1)).to_have_text("Before the questions")
    choose(page, "Who is here", "Somebody, and they may not")
    choose(page, "Who is here", "Nobody else")  # stands alone
    page.get_by_role("button", name="Next: May we write down").click()
    expect(page.locator("#q-Z1")).to_be_hidden()
    expect(page.get_by_text("1 answered in this area")).to_be_visible()
    page.get_by_role("button", name="Show them").click()
    expect(page.locator("#q-Z1 [data-answer-words]")).to_have_text("Nobody else")
    page.get_by_role("button", name="Skip, and say why").click()
    left_out = page.get_by_label(re.compile("^Why it is left out: May we write down"))
    left_out.select_option("Not now")
    expect(page.get_by_text("2 of 6 answered").first).to_be_visible()
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"Z1": {"value": ["alone"]}, "Z2": {"skip": "not_now"}}


@pytest.mark.large
def test_what_the_answers_leave_out_is_listed_and_may_be_asked_anyway(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    ask(page, "H3")
    expect(page.locator("#q-H2")).to_be_hidden()
    page.locator("#area-health").get_by_text("left out by the answers").click()
    page.get_by_role("button", name=re.compile("^Ask anyway.*in hospital")).click()
    expect(status(page)).to_have_text(SAVED)
    with page.expect_response(lambda reply: '"value":"1"' in (reply.request.post_data or "")):
        page.get_by_role("textbox", name=re.compile("^How often in hospital")).fill("1")
    expect(page.get_by_text("Asked because the answer is 1")).to_be_visible()
    assert held(visit) == {"H2": {"anyway": True, "value": "1"}}


@pytest.mark.large
def test_what_must_not_wait_asks_for_an_action_and_a_name(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    ask(page, "H3")
    more = page.locator("#q-H3").get_by_role("button", name="+ one more")
    more.tap()
    more.tap()
    box = page.locator("#q-H3 [data-today]")
    expect(box).to_contain_text("needs an action and a name")
    box.get_by_role("button", name="Tell the falls service").tap()
    box.get_by_role("button", name="I do").tap()
    expect(box).to_contain_text("action and name given")
    axe(page)
    expect(status(page)).to_have_text(SAVED)
    assert held(visit)["act-H3"] == {
        "action": "Tell the falls service, and see to the place today",
        "name": "Asha Lampwright",
    }


@pytest.mark.large
def test_how_full_each_room_is_room_after_room(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    ask(page, "E7")
    page.get_by_role("radio", name="Bedroom, picture 8 of 9").check(force=True)
    page.get_by_role("button", name="Next room: Living room").click()
    page.get_by_role("radio", name="Living room, picture 5 of 9").check(force=True)
    expect(page.get_by_role("button", name="Bedroom: 8")).to_be_visible()
    expect(page.get_by_text("Act today: A room is very full")).to_be_visible()
    expect(status(page)).to_have_text(SAVED)
    axe(page)
    assert held(visit) == {"E7": {"value": ["bedroom:8", "living:5"]}}


@pytest.mark.large
def test_a_save_that_fails_says_so_and_is_tried_again(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    page.clock.install()
    page.route(
        "**/answers", lambda route: route.fulfill(body="Wait a moment", content_type="text/html")
    )
    ask(page, "M1")
    choose(page, "Making a hot meal", "Cannot do it")
    expect(status(page)).to_have_text("Not saved yet: keep this page open")
    page.unroute("**/answers")
    page.clock.fast_forward(10_000)
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"M1": {"value": "cannot"}}


@pytest.mark.large
def test_two_windows_are_joined_and_asked_only_where_they_clash(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    answer(visit, {"M1": {"value": "easy"}})
    ask(page, "P13")
    choose(page, BATH, "Only with help")
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"M1": {"value": "easy"}, "P13": {"value": "help"}}

    answer(visit, held(visit) | HARD_BATH, revision=2)
    choose(page, BATH, "Cannot do it")
    with page.expect_navigation():
        page.get_by_role("button", name="Choose which to keep").click()
    axe(page)
    page.get_by_role("radio", name="Saved: A lot of difficulty").tap()
    page.get_by_role("button", name="Save my choice").click()
    expect(status(page)).to_have_text(SAVED)
    assert held(visit) == {"M1": {"value": "easy"}} | HARD_BATH


@pytest.mark.large
def test_a_reload_in_the_middle_of_an_answer_loses_nothing(open_page, signed_in):
    """The page goes before the rest after typing is over, and the server has the words."""
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit)
    page.on("dialog", lambda dialog: dialog.accept())
    ask(page, "P13")
    choose(page, BATH, "Only with help")
    page.get_by_label(re.compile("^Notes: Using the bath")).fill("Her daughter lifts her leg")
    page.reload()
    page.reload()  # as often as it takes: what was on its way has arrived by now
    expect(page.get_by_label(re.compile("^Notes: Using the bath"))).to_have_value(
        "Her daughter lifts her leg"
    )
    assert held(visit) == {"P13": {"value": "help", "note": "Her daughter lifts her leg"}}


def test_without_javascript_the_button_saves(open_page, signed_in):
    visit = make_visit(worker=make_hsc())
    page = open_visit(open_page, signed_in, visit, java_script_enabled=False)
    choose(page, BATH, "A lot of difficulty")
    choose(page, f"How you know: {BATH}", "I saw it")
    choose(page, "How is it now?", "A bath")
    page.get_by_role("button", name="Save, finish another time").click()
    expect(status(page)).to_have_text(SAVED)
    page.get_by_role("button", name="Finish the visit").click()
    page.get_by_role("button", name="Finish and make the plan").click()
    for each in ("Bath board", "Grab rail by the bath", "Shower over the bath"):
        choose(page, f"What did they decide? {each}", "Yes, please")
    page.get_by_role("button", name="Agree the plan").click()
    expect(page.get_by_role("link", name=re.compile("^Order ?: Bath board"))).to_be_visible()
    assert held(visit) == {"P13": {"value": "lot", "seen": True}, "P13a": {"value": ["bath"]}}
