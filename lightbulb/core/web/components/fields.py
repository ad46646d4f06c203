"""What a bound form field says about itself, as parameters of a GOV.UK component."""

from collections.abc import Callable, Iterator
from typing import Any

from django.forms import BoundField, CheckboxInput, PasswordInput, SelectDateWidget
from django.forms.forms import BaseForm

Params = dict[str, Any]

# Widget attributes that the input macros take by name; the others go to `attributes`.
TAKEN = ("autocomplete", "autocapitalize", "spellcheck", "inputmode", "pattern", "rows")
# Attributes of no use here: the macro sets the first two; GOV.UK asks for neither `required`
# nor a placeholder.
DROPPED = ("aria-describedby", "aria-invalid", "required", "id", "cols", "placeholder")


def parameters(field: BoundField, component: str) -> Params:
    """Everything the component needs to show the field with what was typed and what is wrong."""
    params = FROM_FIELD.get(component, from_text)(field)
    if field.help_text:
        params["hint"] = {"text": field.help_text}
    if field.errors:
        params["errorMessage"] = {"text": " ".join(str(error) for error in field.errors)}
    return params


def from_text(field: BoundField) -> Params:
    taken, others = widget_attributes(field)
    kind = {"type": field.widget_type} if field.widget_type in ("email", "tel", "url") else {}
    return {
        "id": field.auto_id,
        "name": field.html_name,
        "label": {"text": field.label},
        "attributes": others,
        **shown_value(field),
        **kind,
        **taken,
    }


def from_file(field: BoundField) -> Params:
    return {key: value for key, value in from_text(field).items() if key != "value"}


def from_select(field: BoundField) -> Params:
    chosen = chosen_values(field)
    items = [
        {"value": value, "text": text, "selected": value in chosen}
        for value, text in choices(field)
    ]
    return {
        "id": field.auto_id,
        "name": field.html_name,
        "label": {"text": field.label},
        "items": items,
        "attributes": widget_attributes(field)[1],
    }


def from_choices(field: BoundField) -> Params:
    if isinstance(field.field.widget, CheckboxInput):
        return from_tick(field)
    chosen = chosen_values(field)
    return {
        "idPrefix": field.auto_id,
        "name": field.html_name,
        "fieldset": {"legend": {"text": field.label}},
        "items": [
            {"value": value, "text": text, "checked": value in chosen}
            for value, text in choices(field)
        ],
    }


def from_tick(field: BoundField) -> Params:
    """One tick for yes or no: its label is the item's own, and there is no legend."""
    item = {
        "id": field.auto_id,
        "value": "on",
        "text": field.label,
        "checked": bool(field.value()),
    }
    return {"idPrefix": field.auto_id, "name": field.html_name, "items": [item]}


def from_date(field: BoundField) -> Params:
    """Three boxes whose names Django's SelectDateWidget reads back."""
    value = typed_date(field)
    items = [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.capitalize(),
            "value": value[part],
            "classes": f"govuk-input--width-{width}"
            + (" govuk-input--error" if field.errors else ""),
        }
        for part, width in (("day", 2), ("month", 2), ("year", 4))
    ]
    return {
        "id": field.auto_id,
        "fieldset": {"legend": {"text": field.label}},
        "items": items,
    }


def typed_date(field: BoundField) -> dict[str, str]:
    """Day, month and year as typed, words and all, or those of the date that is known."""
    parts: dict[str, Any] = SelectDateWidget().format_value(field.value())
    if field.form.is_bound:
        parts = {part: field.form.data.get(f"{field.html_name}_{part}") for part in parts}
    return {part: "" if value is None else str(value) for part, value in parts.items()}


FROM_FIELD: dict[str, Callable[[BoundField], Params]] = {
    "select": from_select,
    "radios": from_choices,
    "checkboxes": from_choices,
    "date-input": from_date,
    "file-upload": from_file,
}


def widget_attributes(field: BoundField) -> tuple[Params, Params]:
    """The widget's attributes: those the macro takes by name, and the rest."""
    attributes = field.build_widget_attrs(dict(field.field.widget.attrs))
    taken = {key: attributes.pop(key) for key in TAKEN if key in attributes}
    for key in DROPPED:
        attributes.pop(key, None)
    if "spellcheck" in taken:
        taken["spellcheck"] = str(taken["spellcheck"]).lower() == "true"
    return taken, {key: value for key, value in attributes.items() if value is not False}


def shown_value(field: BoundField) -> Params:
    """What was typed, kept as typed; a password is never sent back."""
    if isinstance(field.field.widget, PasswordInput):
        return {}
    value = field.field.widget.format_value(field.value())
    return {} if value is None else {"value": value}


def chosen_values(field: BoundField) -> set[str]:
    value = field.value()
    values = value if isinstance(value, (list, tuple, set)) else [value]
    return {"" if each is None else str(each) for each in values}


def choices(field: BoundField) -> Iterator[tuple[str, str]]:
    """The choices as value and text, groups laid flat."""
    for value, text in field.field.widget.choices:
        if isinstance(text, (list, tuple)):
            yield from ((str(key), str(words)) for key, words in text)
        else:
            yield ("" if value is None else str(value)), str(text)


def error_summary(form: BaseForm) -> Params:
    """The summary of a form's errors: each line leads to its field, in the same words."""
    lines: list[Params] = [{"text": str(error)} for error in form.non_field_errors()]
    wrong = [field for field in form if field.errors]
    for field in wrong:
        lines += [{"text": str(error), "href": f"#{first_id(field)}"} for error in field.errors]
    answers = "1 answer" if len(wrong) == 1 else f"{len(wrong)} answers"
    title = f"There is a problem with {answers}" if wrong else "There is a problem"
    return {"titleText": title, "errorList": lines}


def first_id(field: BoundField) -> str:
    """The id of the field's first control; a date has three boxes."""
    return (
        f"{field.auto_id}_day"
        if isinstance(field.field.widget, SelectDateWidget)
        else (field.auto_id)
    )
