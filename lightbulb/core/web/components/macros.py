"""The GOV.UK Design System's macros, and the shape of what they take."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"
# The Design System calls a component by another name than its macro's file.
FILES = {"text-input": "input"}
# Parameters that may be given as plain words and become {"text": words}: those of the
# component itself, and those of its parts (a tab's label, say, is plain words already).
WORDS = {"label", "hint", "errorMessage", "prefix", "suffix", "tag"}
WORDS_OF_PARTS = {"hint", "legend"}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """One environment for the process: its templates are compiled once."""
    return Environment(
        loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=False,
    )


@lru_cache(maxsize=64)
def macro(component: str) -> Any:
    """The macro of a component, by its Design System name ("text-input", "radios")."""
    name = FILES.get(component, component)
    module = environment().get_template(f"{PACKAGE}/components/{name}/macro.html").module
    return getattr(module, "govuk" + "".join(part.title() for part in name.split("-")))


def render(component: str, params: Mapping[str, Any]) -> SafeString:
    """The HTML of a component; parameters as the Design System documents them."""
    html = macro(component)(shaped(params, words=WORDS))
    # Every text was escaped by the macro, every html by shaped().
    return mark_safe(str(html).strip())


def shaped(params: Mapping[str, Any], *, words: Collection[str] = WORDS_OF_PARTS) -> dict[str, Any]:
    """Parameters in the macro's own form: camelCase, words wrapped, html made safe."""
    names = {camel(key): value for key, value in params.items()}
    return {name: value_of(name, value, words=words) for name, value in names.items()}


def value_of(name: str, value: Any, *, words: Collection[str]) -> Any:
    if name == "attributes":
        return checked_attributes(value)
    if name == "html" or name.endswith("Html"):
        return conditional_escape(value) if isinstance(value, str) else value
    if name in words and isinstance(value, str):
        return {"text": value}
    return nested(value)


def nested(value: Any) -> Any:
    if isinstance(value, Mapping):
        return shaped(value)
    if isinstance(value, (list, tuple)):
        return [nested(item) for item in value]
    return value


def checked_attributes(value: Any) -> Any:
    """Attributes as a dict; a bare string is printed as it is, so it must be safe HTML."""
    if isinstance(value, str) and not isinstance(value, SafeString):
        raise TypeError("attributes must be a dict, or a string marked safe")
    return value


def camel(name: str) -> str:
    """'error_message' → 'errorMessage'; names already in camelCase stay."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
