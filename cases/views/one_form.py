"""A page of a case with a few questions and one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases.forms.steps import StepForm
from cases.presenters import case_frame
from lightbulb.core.record.revisions import EditConflict


@dataclass(frozen=True)
class Words:
    """What stands above the questions, and on the button."""

    title: str
    lead: str
    button: str


def ask(
    request: HttpRequest,
    form: StepForm,
    words: Words,
    act: Callable[[], str],
    *,
    back: str = "",
    then: str = "",
    **more: Any,
) -> HttpResponse:
    """The page of one form: asked, and once it is right, done.

    `act` calls the verb and says in a sentence what was saved. What the verb refuses is said
    on the page, where nothing typed is lost. `back` leads away unsaved and `then` after it was
    saved: back where only that is given, to the case where neither is.
    """
    if request.method == "POST" and form.is_valid() and (said := done(form, act)):
        messages.success(request, said)
        return redirect(then or back or form.case)
    return show_form(request, form, words, back=back, **more)


def done(form: StepForm, act: Callable[[], str]) -> str:
    """What was saved, in a sentence; nothing when it was refused, and then the form says why."""
    try:
        return act()
    except EditConflict as conflict:
        show_theirs(form, conflict)
    except ValidationError as error:
        add_refusal(form, error)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
    return ""


def show_theirs(form: StepForm, conflict: EditConflict) -> None:
    """Say what is saved now, and let the next press save over it knowingly."""
    current: Any = conflict.current
    form.add_error(None, CHANGED_MEANWHILE.format(now=form.told(current)))
    form.data = form.data.copy()
    form.data["version"] = str(current.version)


CHANGED_MEANWHILE = (
    "Somebody changed this while you were writing: it is now “{now}”. Yours is still here. Save "
    "again to keep yours"
)


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
    kinds = {"select": "select", "textarea": "textarea", "checkboxselectmultiple": "checkboxes"}
    return kinds.get(field.widget_type, "text-input")


def add_refusal(form: StepForm, error: ValidationError) -> None:
    """What the verb refused, beside its question where the page asks it, else above all."""
    for name, sentences in by_field(error).items():
        form.add_error(name if name in form.fields else None, ValidationError(sentences))


def by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {name: list(sentences) for name, sentences in error.message_dict.items()}
    return {"": list(error.messages)}
