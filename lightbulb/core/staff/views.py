"""Pages about the people who work here, and about oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff import actions
from lightbulb.core.staff.forms import AbsenceForm, DetailsForm
from lightbulb.core.staff.models import Absence, Notice, User


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own details. Saved twice at once, the later press is shown what changed."""
    shown = ("name", "phone", "shortcuts", "version")
    initial = {name: getattr(request.user, name) for name in shown}
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_details(
                user=request.user,
                changes=form.changes(),
                version=form.cleaned_data["version"],
                by=request.user,
                on=timezone.localdate(),
            )
        except EditConflict as conflict:
            context = {"form": form, "current": conflict.current}
            return render(request, "core/account_conflict.html", context, status=409)
        messages.success(request, "Your details are saved.")
        return redirect("core:account")
    status = 422 if form.errors else 200
    return render(request, "core/account.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """One's own days away, and a form for more."""
    form = AbsenceForm(request.POST or None, user=request.user)
    on = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        actions.record_absence(absence=form.absence(), by=request.user, on=on)
        messages.success(request, "Your days away are saved.")
        return redirect("core:absences")
    context = {
        "form": form,
        "absences": request.user.absences.not_over(on).for_display(),
        "covering": request.user.covering.not_over(on).for_display(),
    }
    return render(
        request, "core/absences.html", context, status=422 if form.errors else 200
    )


@require_POST
def withdraw_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    absence = get_object_or_404(request.user.absences, pk=pk)
    actions.withdraw_absence(absence=absence, by=request.user, on=timezone.localdate())
    messages.success(request, "These days away are taken back.")
    return redirect("core:absences")


@require_POST
def read_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.filter(to=request.user), pk=pk)
    actions.read_notice(
        notice=notice, by=request.user, on=timezone.localdate(), at=timezone.now()
    )
    return redirect("core:home")


@require_GET
def colleagues(request: HttpRequest) -> HttpResponse:
    """Everybody with a membership in force, by organisation and name."""
    on = timezone.localdate()
    context = {
        "groups": User.objects.by_organisation(
            on=on, words=request.GET.get("q", "")[:80]
        ),
        "words": request.GET.get("q", "")[:80],
    }
    return render(request, "core/colleagues.html", context)


@require_GET
def colleague(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    user = get_object_or_404(User.objects.working_on(on), pk=pk)
    context = {
        "colleague": user,
        "memberships": user.memberships_on(on),
        "absences": Absence.objects.filter(user=user).not_over(on).for_display(),
    }
    return render(request, "core/colleague.html", context)
