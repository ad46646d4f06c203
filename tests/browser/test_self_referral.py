"""From a phone, without an account: a request sent, decided, and followed to its status page."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.test_thread import PATIENCE, make_team
from triage.actions import decide
from triage.actions.deciding import Choice
from triage.enums import TriageOutcome
from triage.models import Referral

pytestmark = pytest.mark.large
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def ask_for_help(page: Page) -> tuple[str, str]:
    """Everything Dorothy fills in on her phone; returns the reference and the PIN."""
    page.goto("/help/")
    page.get_by_role("button", name="Ask for help").click()
    page.get_by_label("I do").check()
    page.get_by_role("textbox", name="First name").fill("Dorothy")
    page.get_by_role("textbox", name="Last name").fill("Pearse")
    page.get_by_label("Bath or shower").check()
    page.get_by_label("In your words").fill("I cannot get into the bath")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_role("textbox", name="Phone number", exact=True).fill("01632 960 123")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="We have your request")).to_be_visible()
    text = page.locator("main").inner_text()
    reference, pin = re.search(r"LB-\w{4}-\w{4}", text), re.search(r"\b\d{6}\b", text)
    assert reference
    assert pin
    return reference.group(), pin.group()


def look(page: Page, reference: str, pin: str) -> None:
    page.goto("/help/status/")
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_request_is_followed_to_its_status_page(script, open_page):
    cache.clear()
    team = make_team(on=timezone.localdate())
    page = open_page(java_script_enabled=script, **PHONE)
    page.context.set_default_timeout(PATIENCE)
    reference, pin = ask_for_help(page)
    look(page, reference, pin)
    expect(page.get_by_text("are finding out who can help")).to_be_visible()
    choice = Choice(outcome=TriageOutcome.ADVICE, note="A bath board", override_reason="Enough")
    referral = Referral.objects.get(reference=reference)
    decide(referral=referral, choice=choice, by=team.officer, on=timezone.localdate())
    look(page, reference, pin)
    expect(page.get_by_role("heading", name="We have sent you advice.")).to_be_visible()
    look(page, reference, "000000" if pin != "000000" else "111111")
    expect(page.get_by_text("We cannot show you anything for these")).to_be_visible()
