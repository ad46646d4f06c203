"""A day's beginning: sign in, put one's details right, record days away, sign out."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from lightbulb.core.models import Event, OutboxRow, User
from tests.browser.world import make_world
from tests.core.factories import PASSWORD


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def change_phone(page: Page, phone: str) -> None:
    page.goto("/account/")
    page.get_by_label("Work phone number").fill(phone)
    with page.expect_navigation():
        page.get_by_role("button", name="Save your details").click()
    expect(page.get_by_label("Work phone number")).to_have_value(phone)


def record_days_away(page: Page, first: str, last: str, cover: str) -> None:
    page.goto("/absences/")
    page.get_by_label("First day away").fill(first)
    page.get_by_label("Last day away").fill(last)
    page.get_by_label("Who covers").select_option(label=cover)
    page.get_by_role("button", name="Save days away").click()
    expect(page.get_by_label("First day away")).to_have_value("")


def sign_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_details_and_days_away(either_page: Page):
    page, on = either_page, timezone.localdate()
    world = make_world(on=on)
    before = Event.objects.order_by("id").last().pk
    sign_in(page, world.person.email)
    expect(page.get_by_text("The partnership's hosts have changed.").first).to_be_visible()
    change_phone(page, "01632 960 777")
    first, last = on + timedelta(days=100), on + timedelta(days=104)
    record_days_away(page, f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}", world.colleague.name)
    sign_out(page)

    assert User.objects.get(pk=world.person.pk).phone == "01632 960 777"
    assert world.person.absences.filter(starts_on=first, ends_on=last).count() == 1
    assert OutboxRow.objects.filter(effect="tell_staff").count() == 1
    verbs = Event.objects.filter(actor_id=world.person.pk, pk__gt=before).order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == [
        "signed_in",
        "own_details_changed",
        "absence_recorded",
        "signed_out",
    ]


def test_a_stranger_is_asked_to_sign_in_and_a_wrong_password_is_refused(either_page: Page):
    page = either_page
    make_world(on=timezone.localdate())
    page.goto("/colleagues/")
    page.get_by_label("Email address").fill("asha@partner.example")
    page.get_by_label("Password", exact=True).fill("quite another heron")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert "/sign-in/" in page.url
