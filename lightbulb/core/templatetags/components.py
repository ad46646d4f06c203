"""The parts that pages are made of: GOV.UK's through one tag, and our own.

The gallery (`core:gallery`) shows each with the line that makes it. Our own take keyword
arguments and have a template of the same name in `templates/components/`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lightbulb.core.web.components import clock, fields, icons, macros

register = template.Library()
register.simple_tag(icons.icon, name="icon")

Row = Mapping[str, Any]
TAG_TONES = ("teal", "blue", "yellow", "green", "purple", "grey", "orange", "red", "magenta")
NOTICE_ICONS = {
    "plain": "note",
    "good": "tick",
    "warning": "warning",
    "danger": "warning",
}


def filled(rows: Iterable[Row], **defaults: Any) -> list[dict[str, Any]]:
    """Rows with every key the template reads, so that a caller may leave some out."""
    return [defaults | dict(row) for row in rows]


def part(name: str, /, **context: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


# --- GOV.UK ------------------------------------------------------------------------------


@register.simple_tag
def govuk(
    component: str,
    *,
    field: BoundField | None = None,
    form: BaseForm | None = None,
    params: Row | None = None,
    **given: Any,
) -> SafeString:
    """A component of the GOV.UK Design System, by its name and parameters there.

    `field` fills in what a bound field knows; `form` fills in an error summary; what is
    given besides wins over both.
    """
    known: dict[str, Any] = dict(params or {})
    if form is not None:
        known = fields.error_summary(form) | known
    if field is not None:
        known = fields.parameters(field, component) | known
    return macros.render(component, joined(component, known, given))


@register.simple_block_tag
def govuk_block(content: SafeString, component: str, **given: Any) -> SafeString:
    """A component whose HTML stands between the tags: details, inset-text, fieldset, panel."""
    return macros.render(component, joined(component, {"html": content}, given))


def joined(component: str, known: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Parameters with the given ones laid over.

    `label_classes` and `legend_classes` reach into the label and legend; a legend belongs to
    the component's fieldset, unless the component is one.
    """
    params = known | {macros.camel(key): value for key, value in given.items()}
    own = params.setdefault("fieldset", {}) if holds_fieldset(component, params) else params
    if own is not params and "legend" in params:
        own = params["fieldset"] = {**own, "legend": params.pop("legend")}
    for name, holder in (("label", params), ("legend", own)):
        if classes := params.pop(f"{name}Classes", None):
            holder[name] = wrapped(holder.get(name)) | {"classes": classes}
    return params


def holds_fieldset(component: str, params: dict[str, Any]) -> bool:
    """Whether a legend was given or is known, to a component that is no fieldset itself."""
    named = "legend" in params or "legendClasses" in params
    return component != "fieldset" and (named or bool(params.get("fieldset")))


def wrapped(words: Any) -> dict[str, Any]:
    return {"text": words} if isinstance(words, str) else dict(words or {})


# --- Words and signs ---------------------------------------------------------------------


@register.simple_tag
def state_tag(text: str, *, tone: str) -> SafeString:
    """A state in words on its tint; a state has one tone everywhere."""
    if tone not in TAG_TONES:
        raise ValueError(f"A tag's tone is one of {TAG_TONES}, not {tone!r}.")
    return part("state_tag", text=text, tone=tone)


@register.simple_tag
def kept(text: str, *, bold: str = "", bare: bool = False) -> SafeString:
    """What was saved or is kept, with a tick; `bold` is its first words."""
    return part("kept", text=text, bold=bold, bare=bare)


@register.simple_tag
def copy_button(text: str, *, what: str) -> SafeString:
    """A button that copies `text`; `what` is said to screen readers ("case reference")."""
    return part("copy_button", text=text, what=what)


@register.simple_block_tag
def notice(content: SafeString, *, title: str, tone: str = "plain") -> SafeString:
    """Something to know before going on; tones plain, good, warning, danger."""
    return part("notice", content=content, title=title, tone=tone, icon_name=NOTICE_ICONS[tone])


# --- Headings and panels -----------------------------------------------------------------


@register.simple_block_tag
def page_heading(content: SafeString, *, title: str, above: str = "", lead: str = "") -> SafeString:
    """The page's one h1, a line above, what to do next in a sentence; actions between the tags."""
    actions = content if content.strip() else ""
    return part("page_heading", actions=actions, title=title, above=above, lead=lead)


@register.simple_tag
def section_heading(
    title: str,
    *,
    count: str | int = "",
    link_url: str = "",
    link_text: str = "",
    ruled: bool = False,
) -> SafeString:
    """A heading with its small count and one link; ruled when no table head follows."""
    return part(
        "section_heading",
        title=title,
        count=str(count),
        link_url=link_url,
        link_text=link_text,
        ruled=ruled,
    )


@register.simple_block_tag
def card(
    content: SafeString,
    *,
    title: str,
    count: str | int = "",
    link_url: str = "",
    link_text: str = "",
    white: bool = False,
) -> SafeString:
    """A panel of the side column."""
    return part(
        "card",
        content=content,
        title=title,
        count=str(count),
        link_url=link_url,
        link_text=link_text,
        white=white,
    )


@register.simple_block_tag
def empty_state(content: SafeString, *, title: str) -> SafeString:
    """An empty list: why it is empty, and when that will change."""
    return part("empty_state", content=content, title=title)


@register.simple_tag
def stop_card(
    *,
    title: str,
    text: str,
    things: Iterable[Row] = (),
    safe_url: str,
    safe_text: str,
    other_url: str = "",
    other_text: str = "",
) -> SafeString:
    """Stop and check. The safe choice is the button; things: name, state, url, action."""
    return part(
        "stop_card",
        title=title,
        text=text,
        things=list(things),
        safe_url=safe_url,
        safe_text=safe_text,
        other_url=other_url,
        other_text=other_text,
    )


@register.simple_tag
def facts(rows: Iterable[Row]) -> SafeString:
    """Names and values in two columns; rows: name, value, note (quiet, may be left out)."""
    return part("facts", rows=filled(rows, note=""))


# --- The case ----------------------------------------------------------------------------


@register.simple_tag
def identity_bar(
    *,
    name: str,
    lines: Iterable[Iterable[str]] = (),
    risks: Iterable[str] = (),
    no_risks: str = "",
    talk_title: str = "",
    talk: Iterable[Row] = (),
    restricted: str = "",
) -> SafeString:
    """Who this is; what to mind apart from how to talk; absence of risk is said in words."""
    return part(
        "identity_bar",
        name=name,
        lines=[list(line) for line in lines],
        risks=list(risks),
        no_risks=no_risks,
        talk_title=talk_title,
        talk=filled(talk, icon="message"),
        restricted=restricted,
    )


@register.simple_tag
def waiting_band(
    *,
    waiting_on: Row,
    since: Row,
    next_step: Row,
    by: Row,
    act: Row | None = None,
    change: Row | None = None,
    late: bool = False,
) -> SafeString:
    """On whom, since when, what next, by when; each part: text, after (not bold), note.

    `act` and `change` are links: url, text.
    """
    named = zip(
        ("Now waiting on", "Since", "Next", "By"),
        (waiting_on, since, next_step, by),
        strict=True,
    )
    return part(
        "waiting_band",
        parts=filled(({"title": title, **each} for title, each in named), after="", note=""),
        act=act,
        change=change,
        late=late,
    )


@register.simple_tag
def sub_navigation(items: Iterable[Row], *, name: str) -> SafeString:
    """Pages of one thing; items: label, url, current, count. `name` names it to screen readers."""
    return part("sub_navigation", items=filled(items, current=False, count=None), name=name)


@register.simple_tag
def filter_links(items: Iterable[Row], *, name: str) -> SafeString:
    """One choice of few, as links in the address; items: label, url, current."""
    return part("filter_links", items=filled(items, current=False), name=name)


@register.simple_tag
def timeline(entries: Iterable[Row]) -> SafeString:
    """What happened, newest first; entries: date, time, icon, title, by, text, url, link."""
    blank = {"by": "", "text": "", "time": "", "url": "", "link": ""}
    return part("timeline", entries=filled(entries, icon="note", **blank))


@register.simple_tag
def clock_bar(*, ours: int, held: int, target: int, sentence: str) -> SafeString:
    """Working days used of the target: solid ours, hatched on hold, dashed at 75%."""
    return part(
        "clock_bar",
        bar=clock.bar(ours=ours, held=held, target=target),
        used=ours + held,
        target=target,
        sentence=sentence,
    )


@register.simple_tag
def milestones(steps: Iterable[Row]) -> SafeString:
    """The path of a case; steps: name, date (nothing: not yet)."""
    return part("milestones", steps=filled(steps, date=""))


# --- Lists -------------------------------------------------------------------------------


@register.simple_tag
def filter_panel(groups: Iterable[Row], *, action: str, clear_url: str = "") -> SafeString:
    """Filters of a list as a plain GET form; groups: kind ("ticks", "select"), label, name, items.

    Items: value, text, count, chosen. Apply stands at both ends.
    """
    shown = [
        {
            "kind": "ticks",
            **group,
            "items": filled(group["items"], count=None, chosen=False),
        }
        for group in groups
    ]
    return part("filter_panel", groups=shown, action=action, clear_url=clear_url)


@register.simple_tag
def filter_tags(tags: Iterable[Row], *, clear_url: str) -> SafeString:
    """Filters that apply, each a link that takes it away; tags: label, url."""
    return part("filter_tags", tags=list(tags), clear_url=clear_url)


@register.simple_tag
def column_head(
    text: str, *, sort_url: str = "", direction: str = "", number: bool = False
) -> SafeString:
    """A column's heading; with `sort_url` a link, `direction` is ascending or descending."""
    return part("column_head", text=text, sort_url=sort_url, direction=direction, number=number)


@register.simple_tag
def pager(*, previous_url: str = "", next_url: str = "", summary: str = "") -> SafeString:
    """Previous and next of a list without page numbers, and what is shown."""
    return part("pager", previous_url=previous_url, next_url=next_url, summary=summary)


# --- The page ----------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def error_prefix(context: template.Context) -> str:
    """'Error: ' at the start of a page's title while its form has something to mend."""
    form = context.get("form")
    return "Error: " if form is not None and form.errors else ""
