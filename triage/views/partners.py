"""The links by which partners refer people."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.person import too_long
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.templatetags.display import long_date
from lightbulb.core.web.members import members_only
from triage.access import why_not_keep_partner_links
from triage.actions import end_partner_link, make_partner_link
from triage.enums import Source
from triage.models import PartnerLink

A_YEAR = timedelta(days=365)  # an example, to be confirmed by the partnership
NOT_PARTNERS = (Source.SELF, Source.FAMILY)


class LinkForm(forms.Form):
    """For whom a link is, and until when."""

    name = forms.CharField(
        label="Organisation",
        max_length=150,
        error_messages={"required": "Enter the organisation", **too_long("The name", 150)},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    source = forms.ChoiceField(
        label="What it is",
        choices=[("", "Choose"), *(each for each in Source.choices if each[0] not in NOT_PARTNERS)],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose from the list what it is"
        ),
    )
    ends_on = DateAsTyped(
        label="Last day",
        help_text="After a year at most it is looked at again",
        error_messages={"required": "Enter the last day of the link"},
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, initial={"ends_on": long_date(on + A_YEAR)}, **options)
        self.on = on

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if not self.on <= day <= self.on + A_YEAR:
            raise ValidationError("The last day is today or later, within a year")
        return day


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The link for a partner")
def partners(request: HttpRequest) -> HttpResponse:
    """Every link with what came by it, and a form for another.

    Where a new link leads is shown once, to whoever made it: it lets in whoever has it, so it
    is not left on a page. One that is lost is ended and made anew.
    """
    on = timezone.localdate()
    require(why_not_keep_partner_links(request.user, on=on))
    form, made = LinkForm(sent(request), on=on), None
    if request.method == "POST" and form.is_valid():
        try:
            link = PartnerLink(**form.cleaned_data)
            make_partner_link(link=link, by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            made, form = link, LinkForm(on=on)
    links = PartnerLink.objects.visible_to(request.user, on=on).for_display()
    rows = [(each, each.is_usable(on)) for each in links]
    address = request.build_absolute_uri(made.address) if made else ""
    context = {"on": on, "form": form, "rows": rows, "made": made, "address": address}
    return render(request, "triage/partners.html", context, status=422 if form.errors else 200)


@require_POST
@members_only
def end_partner(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_keep_partner_links(request.user, on=on))
    visible = PartnerLink.objects.visible_to(request.user, on=on)
    link = end_partner_link(link=get_object_or_404(visible, pk=pk), by=request.user, on=on)
    messages.success(request, f"The link of {link.name} is ended. Whoever opens it is told so.")
    return redirect("triage:partners")
