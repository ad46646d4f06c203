"""One's saved views of the queue: named, and removed again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.person import too_long
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.web.members import members_only
from triage.access import why_not_read_referrals
from triage.filters import ReferralFilter, address, tags
from triage.models import QueueView, Referral

MOST = 12


class ViewForm(forms.Form):
    name = forms.CharField(
        label="Name of the view",
        max_length=40,
        error_messages={"required": "Enter a name, like Morning sweep", **too_long("A name", 40)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The name of your view")
def views(request: HttpRequest) -> HttpResponse:
    """Those there are, and the filters of the address under a name."""
    require(why_not_read_referrals(request.user, on=timezone.localdate()))
    filters = ReferralFilter(request.GET, queryset=Referral.objects.none())
    asked = address(filters.chosen())
    form = ViewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        unsaved = QueueView(user=request.user, name=form.cleaned_data["name"], address=asked)
        if problem := why_not_kept(unsaved):
            form.add_error("name", problem)
        else:
            unsaved.save(force_insert=True)
            messages.success(request, f"{unsaved.name} stands above the queue from now on.")
            return redirect(f"{reverse('triage:queue')}?{asked}")
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "tags": tags(filters),
        "views": QueueView.objects.of(request.user),
    }
    return render(request, "triage/views.html", context, status=422 if form.errors else 200)


def why_not_kept(unsaved: QueueView) -> str:
    """What is wrong with a view to be kept; nothing, when it may be."""
    if not unsaved.address:
        return "Choose filters in the queue first: this view would be the whole queue"
    if QueueView.objects.of(unsaved.user).count() >= MOST:
        return f"You have {MOST} views. Remove one first"
    try:
        unsaved.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@require_POST
@members_only
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    QueueView.objects.of(request.user).filter(pk=pk).delete()
    messages.success(request, "The view is removed. The referrals in it are where they were.")
    return redirect("triage:queue_views")
