"""A practice's list of 200 rows, 12 of them bad: from the file to the day it is forgotten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lightbulb.core.record.actors import System
from lightbulb.core.templatetags.display import long_date
from tests.browser.test_thread import PATIENCE, make_team
from triage.actions import purge_list
from triage.models import PracticeList

pytestmark = pytest.mark.large
HEADING = "first name,last name,address,town,postcode"
GOOD, BAD, ANSWERED = 188, 12, 20


def rows() -> str:
    good = [f"Ann,Wick{n},{n} Lantern Row,Sileby,LE13 9ZZ" for n in range(GOOD)]
    bad = [f"Bo,Bad{n},{n} Lantern Row,Sileby,NOT ONE" for n in range(BAD)]
    return "\n".join([HEADING, *good, *bad])


def take(page: Page, forgotten: date) -> None:
    """From the empty page of lists to one that is taken."""
    page.goto("/referrals/lists/")
    page.get_by_role("button", name="Take a list").click()
    page.get_by_role("textbox", name="Practice").fill("Sileby surgery")
    page.get_by_label("Agreement it comes under").fill("Example of an agreement")
    page.get_by_label("Yes, by the practice").check()
    page.get_by_label("Forget who has not answered on").fill(long_date(forgotten))
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": rows().encode()}
    page.get_by_label("The list, as a CSV file").set_input_files(file)
    page.get_by_role("button", name="Look at the rows").click()
    expect(page.get_by_text("188 people")).to_be_visible()
    expect(page.get_by_text("NOT ONE is not a whole postcode")).to_have_count(BAD)
    page.get_by_role("button", name="Take the list and leave out the 12").click()


def answer(page: Page) -> None:
    """Nineteen do not want a visit, one does."""
    page.get_by_role("button", name="The letters are sent").click()
    for box in page.get_by_role("checkbox").all()[: ANSWERED - 1]:
        box.check()
    page.get_by_role("button", name="Ticked: does not want a visit").click()
    expect(page.get_by_text("Written down for 19")).to_be_visible()
    page.get_by_role("link", name="Ann Wick187 wants a visit").click()
    page.get_by_label("Bath or shower").check()
    page.get_by_role("button", name="Make the referral").click()
    expect(page.get_by_role("heading", name="Logged: Ann Wick187")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_list_is_taken_answered_and_forgotten(script, open_page, signed_in):
    on = timezone.localdate()
    page = signed_in(open_page(java_script_enabled=script), make_team(on=on).officer)
    page.context.set_default_timeout(PATIENCE)
    forgotten = on + timedelta(days=90)
    take(page, forgotten)
    answer(page)
    found = PracticeList.objects.get()
    page.goto(found.get_absolute_url())
    expect(page.get_by_text("20 of 188 invited (11%)")).to_be_visible()
    purge_list(practice_list=found, by=System("purge lists"), on=forgotten)
    page.reload()
    expect(page.get_by_text("20 of 188 invited (11%)")).to_be_visible()
    expect(page.get_by_text("Ann Wick")).to_have_count(0)
