"""`make pictures`: every page, wide and narrow, into var/pictures.

Runs by itself on engines of its own, with the demonstration county, and leaves nothing
but the pictures.
"""

import os
import sys

from tests import engines  # starts them, migrated, for as long as this runs

os.environ |= {"LIGHTBULB_MODE": "demonstration", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
os.environ.pop(engines.STARTED_BY)

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Page  # noqa: E402

from lightbulb.core.access.roles import RoleCode  # noqa: E402
from lightbulb.core.models import Locality, User  # noqa: E402
from lightbulb.core.staff.demonstration import people_to_sign_in_as  # noqa: E402
from tests.browser.pages import PAGES  # noqa: E402
from tests.browser.serving import chromium, served_in_transaction  # noqa: E402
from tests.browser.windows import Windows, look_at  # noqa: E402
from tests.browser.world import World  # noqa: E402
from tests.core.factories import make_membership  # noqa: E402
from tests.kept import undone  # noqa: E402

PICTURES = engines.ROOT / "var" / "pictures"
WIDTHS = (1280, 390)
ROLE = "hsc"  # whose day the pictures show


def main() -> int:
    call_command("seed")
    world = seeded_world()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, served_in_transaction() as (address, door):
        windows = Windows(browser, address)
        for name, row in PAGES.items():
            with undone():
                take(look_at(row, world, windows.page(), door), name)
                windows.leave()
                door.shut()
        windows.close()
    say(f"{len(PAGES) * len(WIDTHS)} pictures in {PICTURES.relative_to(engines.ROOT)}")
    return 0


def seeded_world() -> World:
    """The first co-ordinator who can sign in, and somebody of the same locality."""
    emails = {person["email"] for person in people_to_sign_in_as()}
    people = User.objects.filter(email__in=emails, memberships__role=ROLE).order_by("email")
    person = people.first()
    locality = Locality.objects.filter(memberships__user=person).first()
    others = User.objects.filter(memberships__localities=locality).exclude(pk=person.pk)
    manager = User.objects.filter(memberships__role="service_manager").first()
    for role in (RoleCode.RECORD_STEWARD, RoleCode.AUDITOR):  # as in the tests' own world
        make_membership(user=manager, role=role)
    desk = User.objects.filter(memberships__role="adult_safeguarding").first()
    triage = User.objects.filter(memberships__role="triage_officer").first()
    return World(person, others.order_by("email").first(), manager, desk, triage, locality)


def take(page: Page, name: str) -> None:
    """Photograph a page whole at every width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=PICTURES / f"{name.replace(':', '-')}-{width}.png", full_page=True)


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    sys.exit(main())
