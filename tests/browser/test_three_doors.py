"""One person by three doors, a letter wrong in each, is found as one and keeps three contacts."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Person
from lightbulb.core.access.roles import RoleCode
from tests.browser.test_thread import PATIENCE, make_team
from tests.cases.factories import make_worker
from tests.core.factories import make_locality
from triage.actions import make_partner_link
from triage.models import PartnerLink, Referral

pytestmark = pytest.mark.large
BORN = "14/3/1941"


def who(page: Page, family_name: str) -> None:
    page.get_by_role("textbox", name="First name").fill("Dorothy")
    page.get_by_role("textbox", name="Last name").fill(family_name)
    page.get_by_role("textbox", name="Date of birth").fill(BORN)
    page.get_by_label("Bath or shower").check()


def by_phone(page: Page, family_name: str) -> None:
    page.goto("/referrals/log/")
    page.get_by_label("Who is calling").select_option(label="Family, friend or carer")
    who(page, family_name)
    page.get_by_role("button", name="Send to triage").click()
    expect(page.get_by_text("The reference is")).to_be_visible()


def send(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="We have your request")).to_be_visible()


def by_the_surgery(page: Page, link: PartnerLink, family_name: str) -> None:
    page.goto(link.address)
    page.get_by_role("textbox", name="Your name").fill("Dr Ida Wick")
    page.get_by_role("textbox", name="Your phone number").fill("01632 960 444")
    who(page, family_name)
    send(page)


def by_herself(page: Page, family_name: str) -> None:
    page.goto("/help/ask/")
    page.get_by_label("I do").check()
    who(page, family_name)
    page.get_by_role("textbox", name="Phone number", exact=True).fill("01632 960 123")
    send(page)


def merge_all(page: Page) -> None:
    page.goto("/matches/")
    for _ in range(2):
        page.get_by_role("link", name="Compare").or_(
            page.get_by_role("button", name="Compare")
        ).first.click()
        page.get_by_role("button", name="Merge").first.click()
        expect(page.get_by_text("now stands for both records")).to_be_visible()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def test_one_person_by_three_doors_is_found_as_one(open_page, signed_in):
    cache.clear()
    on = timezone.localdate()
    team = make_team(on=on)
    steward = make_worker(
        locality=make_locality(), role=RoleCode.RECORD_STEWARD, name="Stella Sconce"
    )
    unsaved = PartnerLink(name="Sileby surgery", source="gp", ends_on=on + timedelta(days=9))
    link = make_partner_link(link=unsaved, by=team.manager, on=on)
    desk, outside = signed_in(open_page(), team.officer), open_page()
    for page in (desk, outside):
        page.context.set_default_timeout(PATIENCE)
    by_phone(desk, "Carlisle")
    by_the_surgery(outside, link, "Carlysle")
    by_herself(outside, "Carlilse")
    records = signed_in(open_page(), steward)
    merge_all(records)
    kept = Person.objects.canonical().get()
    assert len(kept.all_ids()) == 3
    assert Referral.objects.filter(person__in=kept.all_ids()).count() == 3
    desk.goto(f"{reverse('cases:find')}?q=carlisle")
    expect(desk.get_by_role("main").get_by_text("Dorothy Carl")).to_have_count(1)
