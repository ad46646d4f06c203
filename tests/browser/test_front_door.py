"""The front door by keyboard: a call from an empty desk to a locality case, kept as it goes."""

from collections.abc import Callable
from time import monotonic

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases import actions
from cases.models import Case, Note
from lightbulb.core.models import User
from tests.browser.test_thread import (
    NAME,
    PATIENCE,
    log_the_call,
    make_team,
    pass_to_the_locality,
    press_enter,
    tab_to,
    type_into,
)
from tests.cases.factories import make_case

MOST_STOPS_TO_SEND = 60
MOST_SECONDS = 120
MOST_SECONDS_TO_ANSWER = 90
# Presses of Tab through every field of the parts before "Reaching": a group of radios is one.
STOPS = """sections => {
  const seen = new Set(), parts = sections.slice(0, 5);
  let stops = 0;
  const all = parts.flatMap(part => [...part.querySelectorAll('input, select, textarea, button')]);
  for (const each of all) {
    if (each.type === 'hidden' || each.tabIndex < 0 || each.offsetParent === null) continue;
    if (each.type === 'radio' && seen.has(each.name)) continue;
    seen.add(each.name);
    stops += 1;
  }
  return stops;
}"""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page_of(request, open_page, signed_in) -> Callable[..., Page]:
    def open_it(user: User) -> Page:
        page = signed_in(open_page(java_script_enabled=request.param), user)
        page.context.set_default_timeout(PATIENCE)
        return page

    return open_it


def test_a_call_becomes_a_locality_case_in_two_minutes_by_keyboard(page_of):
    team = make_team(on=timezone.localdate())
    page = page_of(team.officer)
    began = monotonic()
    reference = log_the_call(page)
    pass_to_the_locality(page)
    assert monotonic() - began < MOST_SECONDS
    assert Case.objects.get().reference == reference


def test_a_decision_is_taken_back_by_keyboard(page_of):
    page = page_of(make_team(on=timezone.localdate()).officer)
    log_the_call(page)
    pass_to_the_locality(page)
    press_enter(page, "button", "Undo the decision on " + NAME)
    expect(page.get_by_text(f"{NAME}: taken back, and in the queue again.")).to_be_visible()
    assert not Case.objects.exists()


@pytest.mark.large
def test_where_is_my_shower_is_answered_in_ninety_seconds_by_keyboard(page_of):
    team, on = make_team(on=timezone.localdate()), timezone.localdate()
    case = make_case(locality=team.worker.memberships.get().localities.get(), opened_on=on)
    actions.allocate(case=case, worker=team.worker, by=team.manager, on=on)
    page = page_of(team.officer)
    began = monotonic()
    page.goto("/referrals/")
    page.get_by_role("searchbox").first.focus()
    page.keyboard.type(case.reference)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    band = page.get_by_label("What this case is waiting for")
    expect(band).to_contain_text(team.worker.name)
    tick_first(page, "The person")
    type_into(page, "What they asked, and what you told them", "Where is my shower?")
    press_enter(page, "button", "Save the call")
    expect(page.get_by_text("The call is written down.")).to_be_visible()
    assert monotonic() - began < MOST_SECONDS_TO_ANSWER
    assert Note.objects.get().text == "Where is my shower?"


def tick_first(page: Page, name: str) -> None:
    """Choose in a group of radio buttons, none of which is chosen yet."""
    tab_to(page, page.get_by_role("radio", name=name).first)
    page.keyboard.press("Space")


def test_the_least_that_is_asked_takes_sixty_stops_at_most(open_page, signed_in):
    page = signed_in(open_page(), make_team(on=timezone.localdate()).officer)
    page.goto("/referrals/log/")
    stops = page.locator(".lb-form-section").evaluate_all(STOPS)
    assert 0 < stops <= MOST_STOPS_TO_SEND


def test_a_call_is_kept_while_it_is_told(open_page, signed_in):
    page = signed_in(open_page(), make_team(on=timezone.localdate()).officer)
    page.goto("/referrals/log/")
    type_into(page, "Last name", "Candlewick")
    page.keyboard.press("Tab")
    expect(page.get_by_text("as a draft only you see")).to_be_visible()
    page.goto("/referrals/log/")
    page.get_by_text("1 call saved half-done").click()
    page.get_by_role("link", name="Candlewick").click()
    expect(page.get_by_label("Last name", exact=True)).to_have_value("Candlewick")
