"""What somebody answered, to be read once more before it is sent."""

from collections.abc import Sequence

from django.forms import ChoiceField, MultipleChoiceField
from django.http import QueryDict

from triage.public.forms import OutsideForm


def answers_of(form: OutsideForm) -> list[tuple[str, str]]:
    """Each question that was answered, and the answer in words."""
    said = ((form[name].label, in_words(form, name)) for name in form.asked)
    return [(str(label), words) for label, words in said if words]


def in_words(form: OutsideForm, name: str) -> str:
    field, typed = form.fields[name], form[name].value()
    if isinstance(field, MultipleChoiceField):
        return ", ".join(label for key, label in labels(field) if key in (typed or ()))
    if isinstance(field, ChoiceField):
        return dict(labels(field)).get(str(typed), "")
    return str(typed or "").strip()


def labels(field: ChoiceField) -> Sequence[tuple[str, str]]:
    return [(str(key), str(label)) for key, label in field.choices]


def carried(form: OutsideForm) -> list[tuple[str, str]]:
    """Everything as it was typed, for the page that sends it or changes it."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    return [(name, value) for name in form.asked for value in typed.getlist(name)]
