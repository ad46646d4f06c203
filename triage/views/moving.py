"""A referral under the wrong person: find the right one, see what moves, say why."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import find as finding
from cases.finding.query import LONGEST
from cases.models import Person
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed
from triage.access import why_not_move_referral, why_not_move_to
from triage.actions import move_referral, moved
from triage.forms.move import MoveForm
from triage.models import Referral
from triage.views.log import person_of
from triage.views.referral import seen

CHANGED_MEANWHILE = (
    "Somebody else changed this referral while you were writing. Nothing has moved. Look again, "
    "then press once more."
)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your reason to move a referral")
@shows_people(Showing.PAGE)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`q` finds people, `to` is the one chosen; sending the reason moves it."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    require(why_not_move_referral(request.user, on=on))
    answers = sent(request)
    to = person_of(request.user, (answers or request.GET).get("to", ""), on=on)
    form = MoveForm(answers, initial={"version": found.version})
    if request.method == "POST" and to and form.is_valid() and done(request, found, to, form, on):
        messages.success(request, f"The referral is under {to.full_name} now.")
        return redirect("triage:referral", found.pk)
    return show(request, found, to, form, on=on)


def done(request: HttpRequest, found: Referral, to: Person, form: MoveForm, on: date) -> bool:
    """Whether it moved; if not, the form says why."""
    said = form.cleaned_data
    try:
        move_referral(referral=found, to=to, **said, by=request.user, on=on)
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
    request: HttpRequest, found: Referral, to: Person | None, form: MoveForm, *, on: date
) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    matches = finding.find_people(text, user=request.user, on=on).matches if text else []
    say_shown(request, [each.pk for each in (found.person, to, *matches) if each])
    refusal = why_not_move_to(found, to)
    context: dict[str, Any] = {
        "on": on,
        "referral": found,
        "person": found.person,
        "to": to,
        "refusal": refusal,
        "form": form,
        "text": text,
        "matches": [each for each in matches if each.pk != found.person_id],
        "what_moves": what_moves(found, to, on=on) if to and not refusal else [],
    }
    return render(request, "triage/move.html", context, status=422 if form.errors else 200)


def what_moves(found: Referral, to: Person, *, on: date) -> list[tuple[str, str, str]]:
    """Each thing that changes: what, as it is, as it will be."""
    after = moved(found, to, on=on)
    rows = [
        ("Person", found.person.full_name, to.full_name),
        ("Home", str(found.home or "Not known yet"), str(after["home"] or "Not known yet")),
        (
            "Locality",
            str(found.locality or "Not known yet"),
            str(after["locality"] or "Not known yet"),
        ),
        ("Points", str(found.score), str(after["score"])),
    ]
    return [row for row in rows if row[0] == "Person" or row[1] != row[2]]
