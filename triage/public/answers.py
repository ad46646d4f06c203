"""What somebody answered, to be read once more before it is sent."""

from collections.abc import Sequence

from django.forms import ChoiceField, MultipleChoiceField
from django.http import QueryDict

from triage.public.forms import LABELS, AskForm

ORDER = (
    *("for_whom", "caller_name", "caller_relation", "caller_phone"),
    *("given_name", "family_name", "date_of_birth", "phone"),
    *("needs", "words", "urgency_facts"),
    *("address", "town", "postcode"),
    *("contact_by", "letters_in", "language", "call_first"),
)


def answers_of(form: AskForm) -> list[tuple[str, str]]:
    """Each question that was answered, and the answer in words."""
    said = ((form[name].label, in_words(form, name)) for name in ORDER)
    return [(str(label), words) for label, words in said if words]


def in_words(form: AskForm, name: str) -> str:
    field, typed = form.fields[name], form[name].value()
    if isinstance(field, MultipleChoiceField):
        return ", ".join(label for key, label in labels(field) if key in (typed or ()))
    if isinstance(field, ChoiceField):
        return dict(labels(field)).get(str(typed), "")
    return str(typed or "").strip()


def labels(field: ChoiceField) -> Sequence[tuple[str, str]]:
    return [(str(key), str(label)) for key, label in field.choices]


def carried(typed: QueryDict) -> list[tuple[str, str]]:
    """Everything as it was typed, for the page that sends it or changes it."""
    return [(name, value) for name, values in typed.lists() for value in values if name in KNOWN]


KNOWN = frozenset({*LABELS, "for_whom", "website", "postcode"})
