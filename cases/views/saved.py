"""One's saved views of the caseload: named, and removed again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import why_not_read_cases
from cases.filters import CaseFilter
from cases.models import CaseloadView
from cases.views.caseload import sort_asked, tags
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as
from lightbulb.core.web.members import members_only
from lightbulb.core.web.saved import SavedViews

SAVED = SavedViews(
    CaseloadView,
    title="Caseload",
    list_words="the caseload",
    rows="cases",
    example="Orders to chase",
    list_url="cases:caseload",
    views_url="cases:caseload_views",
    remove_url="cases:remove_caseload_view",
)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The name of your view")
def views(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    filters = CaseFilter(request.GET, user=request.user, on=on)
    asked = address_of(request, filters)
    return SAVED.page(request, asked=asked, tags=tags(request.GET, filters))


def address_of(request: HttpRequest, filters: CaseFilter) -> str:
    """What applies, with the order where it is not the usual one; nothing for the whole list."""
    chosen: dict[str, Any] = dict(filters.chosen())
    sort = sort_asked(request.GET)
    if sort != "next":
        chosen["sort"] = sort
    return urlencode(chosen, doseq=True)


@require_POST
@members_only
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    return SAVED.remove(request, pk)
