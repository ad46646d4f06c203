"""Chromium, the service behind a real address, and pages that fail on any fault they report.

Loopback counts as secure in Chromium, so the service's own secure cookies work here over
plain HTTP; the header that a proxy in front would send says that the request came by TLS.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from lightbulb.core.models import User
from tests.browser.faults import watch
from tests.browser.serving import chromium, served

HERE = Path(__file__).parent
WIDE = {"width": 1280, "height": 900}
PATIENCE = 15_000  # milliseconds

Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def sync_driver_is_allowed() -> Iterator[None]:
    """The driver keeps an event loop in this thread, which Django would take for async code."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def site(server: str, transactional_db: None, settings: object) -> str:
    """The address to open. A form's origin is http here, which nothing else may be."""
    settings.CSRF_TRUSTED_ORIGINS = [server]
    return server


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Opener]:
    """Opens pages in contexts of their own, and at the end fails on what they complained of."""
    opened = []

    def open_it(**options: object) -> Page:
        context = browser.new_context(
            base_url=site,
            extra_http_headers={"X-Forwarded-Proto": "https"},
            locale="en-GB",
            timezone_id="Europe/London",
            **{"viewport": WIDE, **options},
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        scripts = options.get("java_script_enabled", True)
        opened.append((context, watch(page, scripts=bool(scripts))))
        return page

    yield open_it
    for context, _ in opened:
        context.close()
    assert [fault for _, faults in opened for fault in faults] == []


@pytest.fixture
def page(open_page: Opener) -> Page:
    return open_page()


@pytest.fixture
def page_without_javascript(open_page: Opener) -> Page:
    return open_page(java_script_enabled=False)


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def either_page(request: pytest.FixtureRequest, open_page: Opener) -> Page:
    """The same journey twice: nothing that a journey needs may need JavaScript."""
    return open_page(java_script_enabled=request.param == "with JavaScript")


@pytest.fixture
def signed_in(site: str) -> Callable[[Page, User], Page]:
    """Put somebody's session into the page's browser, without the sign-in form."""

    def sign_in(page: Page, user: User) -> Page:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "secure": True}
        # The driver takes a secure cookie for an https address alone; the port does not count.
        page.context.add_cookies([cookie | {"url": "https://localhost/"}])
        return page

    return sign_in
