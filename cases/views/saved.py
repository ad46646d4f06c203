"""One's saved views of the caseload: named, and removed again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import why_not_read_cases
from cases.filters import CaseFilter
from cases.models import CaseloadView
from cases.views.caseload import sort_asked, tags
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.web.members import members_only

MOST = 12


class ViewForm(forms.Form):
    name = forms.CharField(
        label="Name of the view",
        max_length=40,
        error_messages={
            "required": "Enter a name, like Orders to chase",
            "max_length": "A name can have up to 40 characters here",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The name of your view")
def views(request: HttpRequest) -> HttpResponse:
    """Those there are, and the filters of the address under a name."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    filters = CaseFilter(request.GET, user=request.user, on=on)
    asked = address_of(request, filters)
    form = ViewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        unsaved = CaseloadView(user=request.user, name=form.cleaned_data["name"], address=asked)
        if problem := why_not_kept(unsaved):
            form.add_error("name", problem)
        else:
            unsaved.save(force_insert=True)
            messages.success(request, f"{unsaved.name} stands above the caseload from now on.")
            return redirect(f"{reverse('cases:caseload')}?{asked}")
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "tags": tags(request.GET, filters),
        "views": CaseloadView.objects.of(request.user),
    }
    return render(request, "cases/caseload_views.html", context, status=422 if form.errors else 200)


def address_of(request: HttpRequest, filters: CaseFilter) -> str:
    """What applies, with the order where it is not the usual one; nothing for the whole list."""
    chosen: dict[str, Any] = dict(filters.chosen())
    sort = sort_asked(request.GET)
    if sort != "next":
        chosen["sort"] = sort
    return urlencode(chosen, doseq=True)


def why_not_kept(unsaved: CaseloadView) -> str:
    """What is wrong with a view to be kept; nothing, when it may be."""
    if not unsaved.address:
        return "Choose filters in the caseload first: this view would be the whole list"
    if CaseloadView.objects.of(unsaved.user).count() >= MOST:
        return f"You have {MOST} views. Remove one first"
    try:
        unsaved.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@require_POST
@members_only
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    CaseloadView.objects.of(request.user).filter(pk=pk).delete()
    messages.success(request, "The view is removed. The cases in it are where they were.")
    return redirect("cases:caseload_views")
