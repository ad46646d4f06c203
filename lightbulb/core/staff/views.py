"""Pages about the people who work here, and about oneself."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.models import Versioned
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff import actions, wording
from lightbulb.core.staff.forms import OWN_DETAILS, AbsenceForm, DetailsForm
from lightbulb.core.staff.models import Absence, Notice, User
from lightbulb.core.verbs import Verb
from lightbulb.core.web.conflicts import LateEdit, chosen, show_conflict
from lightbulb.core.web.context import memberships_of
from lightbulb.core.web.members import members_only

# Words looked for at once: each makes the search in the database wider.
MOST_WORDS, LONGEST_SEARCH = 3, 80


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your change of details")
def account(request: HttpRequest) -> HttpResponse:
    """One's own details. Saved twice at once, the later press is shown what changed."""
    shown = (*OWN_DETAILS, "version")
    initial = {name: getattr(request.user, name) for name in shown}
    answers = sent(request)
    form = DetailsForm(chosen(answers) if answers else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = save_details(request, form)
        except EditConflict as conflict:
            return show_conflict(request, late_edit(form, conflict.current))
        messages.success(request, wording.details_saved(changed))
        return redirect("core:account")
    context = {"form": form, "memberships": memberships_of(request), "on": timezone.localdate()}
    return render(request, "core/account.html", context, status=422 if form.errors else 200)


def save_details(request: HttpRequest, form: DetailsForm) -> list[str]:
    return actions.change_details(
        user=request.user,
        changes=form.changes(),
        version=form.cleaned_data["version"],
        by=request.user,
        on=timezone.localdate(),
    )


def late_edit(form: DetailsForm, current: Versioned) -> LateEdit:
    return LateEdit(
        form=form,
        current=current,
        yours=form.changes(),
        version=form.cleaned_data["version"],
        keep_url=reverse("core:account"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your absence")
def absences(request: HttpRequest) -> HttpResponse:
    """One's own days away, and a form for more."""
    on = timezone.localdate()
    form = AbsenceForm(sent(request), user=request.user, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            absence = actions.record_absence(absence=form.absence(), by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, wording.absence_saved(absence, on=on))
            return redirect("core:absences")
    context = {
        "on": on,
        "form": form,
        "absences": request.user.absences.not_over(on).for_display(),
        "covering": request.user.covering.not_over(on).for_display(),
    }
    return render(request, "core/absences.html", context, status=422 if form.errors else 200)


@require_POST
@members_only
def withdraw_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    absence = request.user.absences.for_display().filter(pk=pk).first()
    if absence is None:
        if actions.has_withdrawn(request.user, pk):
            raise AlreadyDone(Verb.ABSENCE_WITHDRAWN.word)
        raise Http404
    sentence = wording.absence_withdrawn(absence, on=on)
    actions.withdraw_absence(absence=absence, by=request.user, on=on)
    messages.success(request, sentence)
    return redirect("core:absences")


@require_POST
@members_only
def read_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.filter(to=request.user), pk=pk)
    actions.read_notice(notice=notice, by=request.user, on=timezone.localdate(), at=timezone.now())
    return redirect("core:home")


@require_safe
@members_only
def colleagues(request: HttpRequest) -> HttpResponse:
    """Everybody with a membership in force, by organisation and name."""
    typed = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    words = " ".join(dict.fromkeys(typed.lower().split()[:MOST_WORDS]))
    found = User.objects.by_organisation(on=timezone.localdate(), words=words)
    context = {
        "found": found,
        "people": len({member.user_id for member in found}),
        "words": typed,
        "nobody": f"Nobody matches “{typed}”",
        "limits": {"maxlength": str(LONGEST_SEARCH)},
    }
    return render(request, "core/colleagues.html", context)


@require_safe
@members_only
def colleague(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    user = get_object_or_404(User.objects.working_on(on), pk=pk)
    context = {
        "on": on,
        "colleague": user,
        "memberships": user.memberships_on(on),
        "absences": Absence.objects.filter(user=user).not_over(on).for_display(),
    }
    return render(request, "core/colleague.html", context)
