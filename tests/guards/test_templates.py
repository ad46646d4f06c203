"""Templates: all of them used, none with script or style of its own, none too long."""

import re
from pathlib import Path

import allauth
import pytest

from tests.guards.sources import ROOT, TEMPLATES, product_code, short, templates

LONGEST = 150
SHIPPED = Path(allauth.__file__).parent / "templates"  # allauth's views name these
# Shown by Django, and by allauth after too many tries.
SHOWN_BY_NUMBER = {"400.html", "403.html", "404.html", "429.html", "500.html"}
INLINE = {
    "a script of its own": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style of its own": re.compile(r"<style|\sstyle\s*=", re.I),
    "a script in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an address of another site's file": re.compile(
        r"(?:src|srcset)\s*=\s*[\"']?(?:https?:)?//", re.I
    ),
    "a script in an address": re.compile(r"javascript:", re.I),
}
each_template = pytest.mark.parametrize(
    "template", [pytest.param(path, id=short(path)) for path in templates()]
)


def everything_that_names_templates() -> dict[Path, str]:
    return {path: path.read_text() for path in [*product_code(), *templates()]}


def is_used(template: Path, texts: dict[Path, str]) -> bool:
    name = str(template.relative_to(TEMPLATES))
    spelt = [f'"{name}"', f"'{name}'"]
    if template.parent.name == "components":
        spelt.append(f'"{template.stem}"')  # a component's tag names it so
    named = any(word in text for path, text in texts.items() if path != template for word in spelt)
    return named or name in SHOWN_BY_NUMBER or (SHIPPED / name).exists()


def test_every_template_is_used():
    texts = everything_that_names_templates()
    assert [short(path) for path in templates() if not is_used(path, texts)] == []


@each_template
def test_a_template_holds_no_script_or_style(template: Path):
    if template.suffix == ".html":
        text = template.read_text()
        assert [what for what, shape in INLINE.items() if shape.search(text)] == []


@each_template
def test_a_template_is_not_too_long(template: Path):
    assert len(template.read_text().splitlines()) <= LONGEST


def test_there_are_no_templates_elsewhere():
    folders = [ROOT / name for name in ("lightbulb", "cases", "triage", "grants", "reporting")]
    assert [short(path) for folder in folders for path in folder.rglob("*.html")] == []
