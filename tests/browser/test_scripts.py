"""The small scripts in a browser: menu, hide screen, copy. Pages are served from memory."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string

from lightbulb.core.web import gallery
from lightbulb.core.web.components import samples

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
HERE = "https://lightbulb.example"
PAGE = {
    "person_name": "Meera Chauhan",
    "person_role": "Housing Support Co-ordinator, Charnwood",
    "account_url": "/account/",
    "sign_out_url": "/sign-out/",
    "home_url": "/",
    "navigation": [{"label": "My day", "url": "/", "current": True, "count": None}],
    "footer": [],
    "demonstration": True,
    "static_scale": "staff",
    "shortcuts": False,
}
SENDING = '<form action="/sent/" method="post"><button>Go on</button></form></main>'
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@pytest.fixture
def plain_static(settings):
    """Static files under their own names, so that they can be read from the tree."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


@pytest.fixture
def open_page(browser, plain_static):
    """Opens a sample page at a width, with or without JavaScript."""
    contexts = []

    def opened(*, width=1280, scripts=True):
        html = render_to_string(
            gallery.SAMPLE_PAGES["case"], {"page": PAGE, "messages": [], **samples.EVERYTHING}
        )
        html = html.replace("</main>", SENDING)
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.clock.install()
        page.route("**/*", lambda route: answer(route, html))
        page.goto(f"{HERE}/case/")
        return page

    yield opened
    for context in contexts:
        context.close()


def answer(route, html):
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        kind = TYPES.get(Path(path).suffix, "application/octet-stream")
        route.fulfill(body=(ROOT / path[1:]).read_bytes(), content_type=kind)
    else:
        route.fulfill(body=html, content_type="text/html")


def test_hide_screen_covers_the_page_until_a_key_is_pressed(open_page):
    page = open_page()
    page.get_by_role("button", name="Hide screen").click()
    assert page.get_by_text("Press any key, then your password").is_visible()
    assert page.title() == "Screen hidden – Lightbulb"
    page.keyboard.press("a")
    assert not page.get_by_text("Press any key, then your password").is_visible()
    assert page.title() == "Sample case – Lightbulb"


def test_loading_the_page_again_does_not_uncover_it(open_page):
    page = open_page()
    page.get_by_role("button", name="Hide screen").click()
    page.reload()
    assert page.get_by_text("Press any key, then your password").is_visible()


def five_minutes_hidden(page):
    page.get_by_role("button", name="Hide screen").click()
    page.clock.run_for(4 * 60 * 1000 + 59_000)
    assert page.url == f"{HERE}/case/"
    page.clock.run_for(2_000)
    page.wait_for_url("**?next=%2Fcase%2F")


def test_after_five_minutes_the_password_is_asked(open_page):
    page = open_page()
    five_minutes_hidden(page)
    page.goto(f"{HERE}/other/")
    page.clock.run_for(10)
    page.wait_for_url("**?next=%2Fother%2F")


def test_a_password_that_was_sent_frees_the_screen(open_page):
    page = open_page()
    five_minutes_hidden(page)
    page.locator("main form button").first.click()
    page.wait_for_url(f"{HERE}/sent/")
    page.goto(f"{HERE}/other/")
    page.clock.run_for(10)
    assert page.url == f"{HERE}/other/"
    assert page.get_by_role("button", name="Hide screen").is_visible()


def test_without_scripts_there_is_no_button_that_does_nothing(open_page):
    page = open_page(scripts=False)
    assert page.get_by_role("button", name="Hide screen").count() == 0
    assert page.get_by_role("button", name="Copy").count() == 0


def test_the_phone_menu_opens_and_escape_closes_it(open_page):
    page = open_page(width=390)
    menu = page.get_by_role("button", name="Menu")
    assert not page.get_by_role("navigation", name="Main").is_visible()
    menu.click()
    assert page.get_by_role("navigation", name="Main").is_visible()
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not page.get_by_role("navigation", name="Main").is_visible()


def test_without_scripts_the_phone_shows_a_plain_list(open_page):
    page = open_page(width=390, scripts=False)
    assert page.get_by_role("navigation", name="Main").is_visible()
    assert page.get_by_role("link", name="Meera Chauhan").is_visible()
    assert page.get_by_role("button", name="Menu").count() == 0


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(open_page, width):
    page = open_page(width=width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
