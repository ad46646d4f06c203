"""Layouts, and the pages for when something is wrong, without any database or person."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from lightbulb.core.web import gallery
from lightbulb.core.web.components import samples

NOBODY = {
    "person_name": None,
    "person_role": None,
    "account_url": None,
    "sign_out_url": None,
    "home_url": "/",
    "navigation": [],
    "footer": [],
    "demonstration": False,
    "static_scale": "staff",
    "shortcuts": False,
}
MEERA = NOBODY | {
    "person_name": "Meera Chauhan",
    "person_role": "Housing Support Co-ordinator, Charnwood",
    "account_url": "/account/",
    "sign_out_url": "/sign-out/",
    "navigation": [
        {"label": "My day", "url": "/", "current": True, "count": None},
        {"label": "Caseload", "url": "/cases/", "current": False, "count": 31},
    ],
}
REASONS = {"400.html", "403.html", "405.html"}
WRONG = ["400", "403", "404", "405", "410", "413", "429", "500", "503"]


@pytest.fixture(autouse=True)
def plain_static(settings):
    """Static files under their own names: no collected manifest is needed here."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


def sample(name, *, page, wrong=False, messages=()):
    form = samples.form(wrong=wrong)
    context = {**samples.EVERYTHING, "form": form, "page": page, "messages": list(messages)}
    return render_to_string(gallery.SAMPLE_PAGES[name], context)


@pytest.mark.parametrize("code", WRONG)
def test_a_page_for_something_wrong_needs_nothing_but_its_reason(code):
    name = f"{code}.html"
    context = {"reason": "The second person must approve.", "who_can": ""}
    html = render_to_string(name, context if name in REASONS else {})
    assert html.count("<h1") == 1
    assert ("The second person must approve." in html) == (name in REASONS)


@pytest.mark.parametrize("code", WRONG)
def test_a_page_for_something_wrong_offers_a_next_step_without_code_or_sorrow(code):
    html = render_to_string(f"{code}.html", {"reason": "Because.", "who_can": "Alison Freer"})
    words = html.split("<main", 1)[1]
    assert 'href="/"' in words
    assert not any(word in words.lower() for word in ("sorry", "oops", "!</", f"error {code}"))


def test_a_refusal_names_who_can():
    html = render_to_string("403.html", {"reason": "No.", "who_can": "Alison Freer"})
    assert "Who can: Alison Freer." in html


@pytest.mark.parametrize(("why", "words"), [("idle", "30 minutes"), ("absolute", "12 hours")])
def test_being_signed_out_says_when_and_why(why, words):
    at = datetime(2026, 11, 23, 11, 42, tzinfo=UTC)
    html = render_to_string(
        "core/signed_out.html", {"at": at, "why": why, "sign_in_url": "/sign-in/"}
    )
    assert "You were signed out at 11:42am" in html
    assert words in html


@pytest.mark.parametrize("name", gallery.SAMPLE_PAGES)
@pytest.mark.parametrize("page", [NOBODY, MEERA], ids=["nobody", "Meera"])
def test_a_page_has_one_heading_and_one_main_part(name, page):
    html = sample(name, page=page)
    assert html.count("<h1") == 1
    assert html.count('id="main-content"') == 1
    assert html.index("govuk-skip-link") < html.index("<header")


def test_who_is_signed_in_sees_name_role_and_the_way_out():
    html = sample("case", page=MEERA)
    for part in ("Meera Chauhan</a>", "Housing Support Co-ordinator, Charnwood", "Sign out"):
        assert part in html
    assert html.count('aria-current="page"') == 2  # the navigation's and the case's own


def test_nobody_signed_in_sees_no_navigation_and_nothing_to_hide():
    html = sample("stop", page=NOBODY)
    assert "lb-navigation" not in html
    assert "hide_screen" not in html


def test_the_demonstration_says_so_on_every_page():
    assert "Every person and address here is invented" in sample(
        "stop", page=NOBODY | {"demonstration": True}
    )
    assert "invented" not in sample("stop", page=NOBODY)


def test_the_title_of_a_form_with_errors_says_so():
    assert "<title>Error: Sample form – Lightbulb</title>" in sample("form", page=MEERA, wrong=True)
    assert "<title>Sample form – Lightbulb</title>" in sample("form", page=MEERA)


def test_a_public_page_takes_the_larger_type():
    html = sample("stop", page=NOBODY | {"static_scale": "public"})
    assert "build/public.css" in html
    assert "build/staff.css" not in html
