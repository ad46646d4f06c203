"""The page for whoever saved second: both answers of each field that clashes, and a choice.

One page for every record that staff edit. What it sends is the form again, with the
version of now, the chosen answers, and everything else as it was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lightbulb.core.record.conflicts import Clash, Comparison, compare, last_save
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User

WRITTEN_ANEW = "written-anew"  # the choice of neither answer where two clash
ANEW = "_anew"  # ends the name of the field it is written in
NOTHING = "Nothing"
TICKED = {True: "Yes", False: "No"}
NOT_CARRIED = ("csrfmiddlewaretoken", "request_id", "version")


@dataclass(frozen=True, kw_only=True)
class LateEdit:
    """An edit that somebody else was faster than.

    `yours` holds the valid answers by the names that form and record share; `version` is
    the one they began from. `keep_url` leads to the record as it was saved.
    """

    form: forms.Form
    current: Versioned
    yours: Mapping[str, Any]
    version: int
    keep_url: str


def show_conflict(request: HttpRequest, late: LateEdit) -> HttpResponse:
    found = compare(late.current, late.yours, version=late.version)
    who, at = who_saved(late.current)
    context = {
        "who": None if who == request.user else who,
        "saved_at": at,
        "now": timezone.now(),
        "current": late.current,
        "address": request.path,
        "keep_url": late.keep_url,
        "clashes": [clash_in_words(late.form, clash, who) for clash in found.clashes],
        "joined": joined_in_words(late, found),
        "carried": carried(request.POST, found),
        "written_anew": WRITTEN_ANEW,
    }
    return render(request, "core/conflict.html", context, status=409)


def chosen(answers: QueryDict) -> QueryDict:
    """Answers as typed, or as chosen and written anew on the page that shows a conflict."""
    settled = answers.copy()
    for name, value in answers.items():
        if value == WRITTEN_ANEW:
            settled[name] = answers.get(name + ANEW, "")
    return settled


def who_saved(current: Versioned) -> tuple[User | None, datetime | None]:
    save = last_save(current)
    if save is None:
        return None, None
    by_staff = save.by_kind == User.actor_kind
    return (User.objects.filter(pk=save.by_id).first() if by_staff else None), save.at


def carried(typed: QueryDict, found: Comparison) -> list[tuple[str, str]]:
    """Everything else that was typed, so that nothing is typed again."""
    named = {*NOT_CARRIED, *found.joined, *(clash.name for clash in found.clashes)}
    return [
        (name, value)
        for name, values in typed.lists()
        for value in values
        if name not in named and not name.endswith(ANEW)
    ]


def joined_in_words(late: LateEdit, found: Comparison) -> list[dict[str, Any]]:
    """The answers that only one side changed, or neither."""
    return [
        {
            "name": name,
            "label": late.form[name].label,
            "value": sent(value),
            "shown": shown(late.form, name, value),
            "whose": "yours" if value == late.yours[name] else "saved",
            "differs": value != getattr(late.current, name) or value != late.yours[name],
        }
        for name, value in found.joined.items()
    ]


def clash_in_words(form: forms.Form, clash: Clash, who: User | None) -> dict[str, Any]:
    yours, saved = (shown(form, clash.name, value) for value in (clash.yours, clash.saved))
    return {
        "name": clash.name,
        "label": form[clash.name].label,
        "before": shown(form, clash.name, clash.before),
        "yours": {"value": sent(clash.yours), "shown": marked(yours, saved)},
        "saved": {"value": sent(clash.saved), "shown": marked(saved, yours)},
        "joint": joint(form, clash, who),
        "is_long": isinstance(form.fields[clash.name].widget, forms.Textarea),
        "can_be_written_anew": not has_choices(form, clash.name),
    }


def has_choices(form: forms.Form, name: str) -> bool:
    return isinstance(form.fields[name], forms.ChoiceField | forms.BooleanField)


def joint(form: forms.Form, clash: Clash, who: User | None) -> str:
    """Both together, to begin a joint answer from; a single line begins from yours."""
    yours, saved = sent(clash.yours), sent(clash.saved)
    if isinstance(clash.yours, list):
        return sent([*clash.yours, *(line for line in clash.saved if line not in clash.yours)])
    if not isinstance(form.fields[clash.name].widget, forms.Textarea):
        return yours
    return f"{yours}\n{who.name.split()[0] if who else 'Saved'}: {saved}"


def shown(form: forms.Form, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return TICKED[value]
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in field.choices}
        return words.get(str(value), str(value))
    return sent(value) or NOTHING


def sent(value: Any) -> str:
    """The value as the form reads it back."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    return "" if value is None else str(value)


def marked(text: str, other: str) -> SafeString:
    """The text with the words marked that the other one lacks."""
    words, others = text.split(" "), other.split(" ")
    matcher = SequenceMatcher(None, others, words, autojunk=False)
    parts = (
        part(" ".join(words[first:last]), is_same=kind == "equal")
        for kind, _, _, first, last in matcher.get_opcodes()
        if first < last
    )
    return format_html_join(" ", "{}", ((each,) for each in parts))


def part(words: str, *, is_same: bool) -> SafeString:
    if is_same:
        return format_html("{}", words)
    hidden = '<span class="govuk-visually-hidden">changed: </span>'
    return format_html('<mark class="lb-changed">' + hidden + "{}</mark>", words)
