"""A page of a case with a few questions and one button."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.forms.steps import StepForm
from cases.presenters import case_frame


@dataclass(frozen=True)
class Words:
    """What stands above the questions, and on the button."""

    title: str
    lead: str
    button: str


def show_form(
    request: HttpRequest, form: StepForm, words: Words, *, back: str = "", **more: Any
) -> HttpResponse:
    """The page, with what was typed and what is wrong with it. `back` leads away unsaved."""
    context = {
        **case_frame(form.case, user=request.user, on=form.on, current="next"),
        "form": form,
        "step": words,
        "back": back or form.case.get_absolute_url(),
        "fields": [
            {"field": field, "component": component_of(field)} for field in form.visible_fields()
        ],
        **more,
    }
    return render(request, "cases/step.html", context, status=422 if form.errors else 200)


def component_of(field: BoundField) -> str:
    if field.widget_type == "radioselect":
        return "radios"
    kinds = {"select": "select", "textarea": "textarea"}
    return kinds.get(field.widget_type, "text-input")


def add_refusal(form: StepForm, error: ValidationError) -> None:
    """What the verb refused, beside its question where the page asks it, else above all."""
    for name, sentences in by_field(error).items():
        form.add_error(name if name in form.fields else None, ValidationError(sentences))


def by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {name: list(sentences) for name, sentences in error.message_dict.items()}
    return {"": list(error.messages)}
