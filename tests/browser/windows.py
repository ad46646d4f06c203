"""Browser windows, and what the pages in them complained of.

To open a window takes longer than to look at a page, so tests that only look share theirs.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from lightbulb.core.models import User
from tests.browser.faults import watch
from tests.browser.pages import Row
from tests.browser.serving import OneAtATime
from tests.browser.world import World

WIDE = {"width": 1280, "height": 900}
PATIENCE = 15_000  # milliseconds
FORGET = "try { sessionStorage.clear(); localStorage.clear() } catch {}"


@dataclass
class Window:
    """A page in a browser context of its own, and its faults so far."""

    page: Page
    faults: list[str]

    def close(self) -> None:
        self.page.context.close()

    def leave(self) -> list[str]:
        """Forget who was here and what they left, and say what went wrong meanwhile."""
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        found, self.faults[:] = list(self.faults), []
        return found


def open_window(browser: Browser, address: str, **options: Any) -> Window:
    context = browser.new_context(
        base_url=address,
        extra_http_headers={"X-Forwarded-Proto": "https"},
        locale="en-GB",
        timezone_id="Europe/London",
        **{"viewport": WIDE, **options},
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    return Window(page, watch(page, scripts=bool(options.get("java_script_enabled", True))))


@dataclass
class Windows:
    """Windows kept open from test to test, one for each way of looking."""

    browser: Browser
    address: str
    kept: dict[str, Window] = field(default_factory=dict)

    def page(self, **options: Any) -> Page:
        way = repr(sorted(options.items()))
        if way not in self.kept:
            self.kept[way] = open_window(self.browser, self.address, **options)
        page = self.kept[way].page
        page.set_viewport_size(options.get("viewport", WIDE))
        return page

    def leave(self) -> list[str]:
        return [fault for window in self.kept.values() for fault in window.leave()]

    def close(self) -> None:
        for window in self.kept.values():
            window.close()


def let_in(page: Page, user: User) -> Page:
    """Put somebody's session into the page's browser, without the sign-in form."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "secure": True}
    # The driver takes a secure cookie for an https address alone; the port does not count.
    page.context.add_cookies([cookie | {"url": "https://localhost/"}])
    return page


def look_at(row: Row, world: World, page: Page, door: OneAtATime, *, status: int = 200) -> Page:
    """Open a row's page as whoever it is for; it must answer as expected."""
    if row.signed_in:
        let_in(page, row.who(world))
    path = row.path(world)
    door.open()
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status, path
    assert not (row.signed_in and urlsplit(page.url).path == reverse("account_login"))
    return page
