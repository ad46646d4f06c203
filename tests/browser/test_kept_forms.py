"""A sign-in that ends while somebody types: signed in again, all of it is still there."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from cases.models import VisitAnswers
from lightbulb.core.models import KeptForm, User
from tests.browser.accessibility import axe
from tests.browser.test_own_details import sign_in
from tests.browser.test_visit import SAVED, TABLET, ask, choose, status
from tests.cases.visit_rows import make_hsc, make_visit
from tests.core.factories import PASSWORD
from triage.models import Referral

WORDS = "The side gate sticks, and the ferret is out in the mornings."


def fill_in_a_referral(page: Page) -> None:
    page.goto("/referrals/log/")
    page.get_by_label("Who is calling").select_option(label="Family, friend or carer")
    page.get_by_label("Last name").fill("Tallowfield")
    page.get_by_label("Bath or shower").check()
    page.get_by_label("In their words, why now").fill(WORDS)
    page.wait_for_timeout(700)  # a script sums up what was typed


def sign_in_on_this_page(page: Page, user: User) -> None:
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def nothing(page: Page) -> None:
    """Without scripts no rules of accessibility can be asked."""


def half_told(page: Page, *, look: Callable[[Page], object]) -> None:
    user = make_hsc()
    sign_in(page, user.email)
    fill_in_a_referral(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Send to triage").click()
    expect(page.get_by_text("Your referral is kept")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Sign in and carry on").click()
    expect(page.get_by_text("Your referral is kept")).to_be_visible()
    sign_in_on_this_page(page, user)

    expect(page.get_by_text("Your referral is back as you typed it")).to_be_visible()
    expect(page.get_by_label("In their words, why now")).to_have_value(WORDS)
    expect(page.get_by_label("Bath or shower")).to_be_checked()
    look(page)
    assert not Referral.objects.filter(words=WORDS).exists()
    page.get_by_role("button", name="Send to triage").click()
    expect(page.get_by_role("heading", name="Logged: Tallowfield")).to_be_visible()
    assert Referral.objects.filter(words=WORDS).count() == 1
    assert not KeptForm.objects.exists()


def test_a_referral_half_told_outlives_the_sign_in(page: Page):
    half_told(page, look=axe)


def test_it_does_so_without_javascript(page_without_javascript: Page):
    half_told(page_without_javascript, look=nothing)


def test_an_open_visit_goes_on_after_signing_in_in_another_window(open_page):
    user = make_hsc()
    visit = make_visit(worker=user)
    page = open_page(**TABLET)
    sign_in(page, user.email)
    page.goto(f"/visits/{visit.pk}/")
    page.clock.install()
    Session.objects.all().delete()
    ask(page, "P13")
    choose(page, "Using the bath or shower", "A lot of difficulty")
    expect(status(page)).to_have_text(
        "Not saved yet: sign in again in another window, and keep this page open"
    )
    other = page.context.new_page()
    other.goto("/sign-in/")
    expect(other.get_by_text("Your record of the visit is kept")).to_be_visible()
    sign_in_on_this_page(other, user)
    expect(other.get_by_text("back as you typed")).to_be_visible()
    page.clock.fast_forward(10_000)  # tried again, with the token of the sign-in before
    expect(status(page)).to_have_text(SAVED)
    assert VisitAnswers.objects.get(visit=visit).answers == {"P13": {"value": "lot"}}
    assert not KeptForm.objects.exists()
