"""What the browser gets: no government branding, little weight, nothing inline."""

import gzip
import re

import pytest
from django.conf import settings

from lightbulb import assets

ROOT = assets.ROOT
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
LARGEST_PAGE = 60_000  # bytes of style and script, gzipped


def gzipped(text):
    return len(gzip.compress(text.encode()))


@pytest.mark.parametrize("scale", assets.SCALES)
@pytest.mark.parametrize("mark", ["gds transport", "crest", "crown", "govuk-header", "@font-face"])
def test_a_style_sheet_holds_no_government_branding(scale, mark):
    assert mark not in assets.stylesheet(scale).lower()


@pytest.mark.parametrize("scale", assets.SCALES)
def test_style_and_script_of_a_page_stay_light(scale):
    scripts = (assets.GOVUK / "govuk-frontend.min.js").read_text()
    scripts += "".join(path.read_text() for path in SCRIPTS)
    assert gzipped(assets.stylesheet(scale)) + gzipped(scripts) <= LARGEST_PAGE


def test_staff_pages_are_set_in_sixteen_pixels_and_public_ones_in_nineteen():
    body = re.compile(
        r"\.govuk-body,\.govuk-body-m\{[^}]*font-size:([\d.]+)rem;line-height:([\d.]+)"
    )
    assert body.search(assets.stylesheet("staff")).groups() == ("1", "1.5")
    assert body.search(assets.stylesheet("public")).groups() == ("1.1875", "1.3157894737")


def test_page_titles_of_staff_are_thirty_pixels_over_thirty_six():
    staff = assets.stylesheet("staff")
    # 1.875 rem of 16 pixels are 30, and 1.2 times that are 36.
    assert "font-size:1.875rem;line-height:1.2" in staff
    assert "font-size:3rem" not in staff


@pytest.mark.parametrize(
    ("name", "colour"), [("brand", "#0b3c49"), ("success", "#00703c"), ("error", "#d4351c")]
)
def test_govuk_parts_take_our_colours(name, colour):
    assert f"--govuk-{name}-colour:{colour}" in assets.stylesheet("staff")


def test_a_rule_keeps_the_selectors_that_are_wanted():
    css = ".govuk-header a,.govuk-body{color:red}.govuk-footer__crown{margin:0}"
    assert assets.without_brand(css) == ".govuk-body{color:red}"


def test_a_media_block_left_empty_goes():
    css = "@media print{.govuk-logo{color:red}}.govuk-body{margin:0}"
    assert assets.without_brand(css) == ".govuk-body{margin:0}"


def test_style_sheets_ask_nothing_of_another_place():
    for scale in assets.SCALES:
        assert "url(" not in assets.stylesheet(scale)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_names_no_other_site(path):
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_stays_short(path):
    assert len(path.read_text().splitlines()) <= 100


def test_every_own_style_sheet_is_built_in():
    found = {path.stem for path in assets.OWN_STYLES.glob("*.css")}
    assert found - {"pack", "letter_paper"} == set(assets.OWN_ORDER)  # on paper they stand in it


def test_every_script_is_named_by_a_page():
    pages = "".join(path.read_text() for path in TEMPLATES)
    assert [path.name for path in SCRIPTS if f"js/{path.name}" not in pages] == []


def test_the_lock_names_no_registry():
    lock = assets.LOCK.read_text()
    assert '"resolved"' not in lock
    assert "://" not in lock


def test_the_content_policy_needs_no_exception_for_our_pages():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]


def test_npm_that_is_nowhere_is_said_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(assets.shutil, "which", lambda _: None)
    monkeypatch.setattr(assets.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(assets.AssetsError, match=r"npm was not found\."):
        assets.npm()


def test_npm_beside_python_serves_where_the_system_has_none(monkeypatch, tmp_path):
    (tmp_path / "npm").touch()
    monkeypatch.setattr(assets.shutil, "which", lambda _: None)
    monkeypatch.setattr(assets.sys, "executable", str(tmp_path / "python"))
    assert assets.npm() == str(tmp_path / "npm")
