"""A visit in the wrong case: name the right one, see what moves, say why."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access import why_not_leave, why_not_move_visit, why_not_move_visit_to
from cases.actions import move_visit
from cases.forms.moving import MoveVisitForm
from cases.models import Case, Visit
from cases.presenters import case_frame
from cases.references import read_reference
from cases.views.case import case_for
from cases.views.visit import visit_in_sight
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed

NOT_IN_SIGHT = "There is no case with this reference that you may see"
CHANGED_MEANWHILE = (
    "Somebody else changed this visit while you were writing. Nothing has moved. Look again, "
    "then press once more."
)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your reason to move a visit")
@shows_people(Showing.PAGE)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`to` is the reference of the right case; sending the reason moves the visit."""
    on = timezone.localdate()
    visit = visit_in_sight(request, pk, on=on)
    require(why_not_move_visit(request.user, on=on))
    answers = sent(request)
    asked = (answers or request.GET).get("to", "")
    to = case_with(asked, request, on=on)
    form = MoveVisitForm(answers, initial={"version": visit.version, "to": asked})
    if request.method == "POST" and form.is_valid() and done(request, visit, to, form, on):
        messages.success(request, "The visit is in this case now.")
        return redirect("cases:visits", visit.case_id if to is None else to.pk)
    return show(request, visit, to, form, asked, on=on)


def case_with(asked: str, request: HttpRequest, *, on: date) -> Case | None:
    visible = Case.objects.visible_to(request.user, on=on).with_people()
    return visible.filter(reference=read_reference(asked) or "").first()


def done(
    request: HttpRequest, visit: Visit, to: Case | None, form: MoveVisitForm, on: date
) -> bool:
    """Whether it moved; if not, the form says why."""
    said = form.cleaned_data
    if to is None:
        form.add_error("to", NOT_IN_SIGHT)
        return False
    try:
        move_visit(
            visit=visit,
            to=to,
            reason=said["reason"],
            version=said["version"],
            by=request.user,
            on=on,
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    except EditConflict as conflict:
        form.add_error(None, CHANGED_MEANWHILE)
        form.data = form.data.copy()
        form.data["version"] = str(conflict.current.version)
    return form.is_valid()


def show(
    request: HttpRequest,
    visit: Visit,
    to: Case | None,
    form: MoveVisitForm,
    asked: str,
    *,
    on: date,
) -> HttpResponse:
    if to:
        say_shown(request, to.person.keys, case_id=to.pk)
    case = case_for(request, visit.case_id, on=on)
    context = case_frame(case, user=request.user, on=on, current="visits") | {
        "visit": visit,
        "to": to,
        "form": form,
        "asked": asked,
        "stays": why_not_leave(visit),
        "refusal": why_not_move_visit_to(visit, to) if to else "",
        "not_found": NOT_IN_SIGHT if asked and to is None else "",
        "offered": visit.solutions.count(),
    }
    return render(request, "cases/move_visit.html", context, status=422 if form.errors else 200)
