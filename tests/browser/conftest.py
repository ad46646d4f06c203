"""Chromium, the service behind a real address, and pages that fail on any fault they report.

Loopback counts as secure in Chromium, so the service's own secure cookies work here over
plain HTTP; the header that a proxy in front would send says that the request came by TLS.
"""

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from lightbulb.core.models import User
from tests.browser.pages import Row
from tests.browser.serving import OneAtATime, chromium, served, served_in_transaction
from tests.browser.windows import Windows, let_in, look_at, open_window
from tests.browser.world import World, make_world
from tests.kept import undone

HERE = Path(__file__).parent

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
        opened.append(open_window(browser, site, **options))
        return opened[-1].page

    yield open_it
    for window in opened:
        window.close()
    assert [fault for window in opened for fault in window.faults] == []


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
    return let_in


# --- Pages that are only looked at: one world for all of a module's tests -----------------


@pytest.fixture(scope="module")
def made_once(browser: Browser, kept_database: None) -> World:
    """After the browser: its driver's event loop gives this thread a connection of its own."""
    return make_world(on=timezone.localdate())


@pytest.fixture(scope="module")
def shown(made_once: World) -> Iterator[tuple[str, OneAtATime]]:
    with served_in_transaction() as address_and_door:
        yield address_and_door


@pytest.fixture(scope="module")
def windows(browser: Browser, shown: tuple[str, OneAtATime]) -> Iterator[Windows]:
    windows = Windows(browser, shown[0])
    yield windows
    windows.close()


@pytest.fixture
def world(made_once: World, shown: tuple[str, OneAtATime], settings: object) -> Iterator[World]:
    """The world as it was made: whatever a test does to it is undone."""
    address, door = shown
    settings.CSRF_TRUSTED_ORIGINS = [address]
    with undone():
        yield deepcopy(made_once)
        door.shut()


@pytest.fixture
def show(world: World, windows: Windows, shown: tuple[str, OneAtATime]) -> Iterator[Opener]:
    """Opens a row's page as whoever it is for, and at the end fails on what it complained of."""

    def show_it(row: Row, *, status: int = 200, **options: object) -> Page:
        return look_at(row, world, windows.page(**options), shown[1], status=status)

    yield show_it
    assert windows.leave() == []
