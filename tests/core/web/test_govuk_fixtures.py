"""Every example GOV.UK ships comes out of our tag as GOV.UK shows it."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from lightbulb import assets

# Fixtures whose HTML may differ, each with the reason. None does.
ALLOWED_DIFFERENCES: dict[tuple[str, str], str] = {}
BOOLEAN = {"checked", "disabled", "hidden", "multiple", "open", "required", "selected"}


class Shape(HTMLParser):
    """HTML as a list of tags, sorted attributes and texts, so that spaces do not matter."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, sorted((name, self.value(name, value)) for name, value in attrs)))

    def handle_endtag(self, tag):
        self.parts.append(f"/{tag}")

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.parts.append(words)

    @staticmethod
    def value(name, value):
        if name in BOOLEAN:
            return ""
        return " ".join((value or "").split())


def fixtures():
    for path in sorted((assets.GOVUK / "components").glob("*/fixtures.json")):
        component = path.parent.name
        for fixture in json.loads(path.read_text())["fixtures"]:
            yield pytest.param(component, fixture, id=f"{component}: {fixture['name']}")


def trusted(value):
    """The fixture's options with its HTML marked safe, as a caller of the tag would."""
    if isinstance(value, dict):
        return {key: html(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return [trusted(each) for each in value]
    return value


def html(key, value):
    is_markup = key in ("html", "attributes") or key.endswith("Html")
    return mark_safe(value) if is_markup and isinstance(value, str) else trusted(value)


def design_system_name(component):
    return "text-input" if component == "input" else component


TAG = Engine(builtins=["lightbulb.core.templatetags.components"]).from_string(
    "{% govuk component params=params %}"
)


@pytest.mark.parametrize(("component", "fixture"), list(fixtures()))
def test_a_shipped_example_comes_out_the_same(component, fixture):
    context = {
        "component": design_system_name(component),
        "params": trusted(fixture["options"]),
    }
    ours = Shape(TAG.render(Context(context))).parts
    if (component, fixture["name"]) in ALLOWED_DIFFERENCES:
        assert ours != Shape(fixture["html"]).parts
    else:
        assert ours == Shape(fixture["html"]).parts


def test_the_examples_are_all_there():
    assert len(list(fixtures())) == 657
    package = json.loads((Path(assets.PACKAGES) / "govuk-frontend" / "package.json").read_text())
    assert package["version"] == "6.3.0"
