"""`make pictures`: every page, wide and narrow, into var/pictures.

Runs by itself on engines of its own, with the demonstration county, and leaves nothing
but the pictures.
"""

import os
import sys
from pathlib import Path

from tests import engines  # starts them, migrated, for as long as this runs

os.environ |= {"LIGHTBULB_MODE": "demonstration", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
os.environ.pop(engines.STARTED_BY)

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402

from lightbulb.core.models import Locality, User  # noqa: E402
from lightbulb.core.staff.demonstration import people_to_sign_in_as  # noqa: E402
from tests.browser.pages import PAGES, Row, World  # noqa: E402
from tests.browser.serving import chromium, served  # noqa: E402

PICTURES = engines.ROOT / "var" / "pictures"
WIDTHS = (1280, 390)
ROLE = "hsc"  # whose day the pictures show


def main() -> int:
    call_command("seed")
    world = seeded_world()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as address, chromium() as browser:
        for width in WIDTHS:
            for name, row in PAGES.items():
                take(open_page(browser, address, width, row, world), row.path(world), name, width)
    say(f"{len(PAGES) * len(WIDTHS)} pictures in {PICTURES.relative_to(engines.ROOT)}")
    return 0


def seeded_world() -> World:
    """The first co-ordinator who can sign in, and somebody of the same locality."""
    emails = {person["email"] for person in people_to_sign_in_as()}
    people = User.objects.filter(email__in=emails, memberships__role=ROLE).order_by("email")
    person = people.first()
    locality = Locality.objects.filter(memberships__user=person).first()
    others = User.objects.filter(memberships__localities=locality).exclude(pk=person.pk)
    managers = User.objects.filter(memberships__role="service_manager")
    return World(person, others.order_by("email").first(), managers.first(), locality)


def open_page(browser: Browser, address: str, width: int, row: Row, world: World) -> Page:
    page = browser.new_page(base_url=address, viewport={"width": width, "height": 900})
    if row.signed_in:
        client = Client()
        client.force_login(row.who(world))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
        page.context.add_cookies([cookie])
    return page


def take(page: Page, path: str, name: str, width: int) -> Path:
    """Photograph a page whole; a page that is not there ends the run."""
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        sys.exit(f"{name} at {path} did not open")
    picture = PICTURES / f"{name.replace(':', '-')}-{width}.png"
    page.screenshot(path=picture, full_page=True)
    page.context.close()
    return picture


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    sys.exit(main())
