"""One's saved views of the queue: named, and removed again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as
from lightbulb.core.web.members import members_only
from lightbulb.core.web.saved import SavedViews
from triage.access import why_not_read_referrals
from triage.filters import ReferralFilter, address, tags
from triage.models import QueueView, Referral

SAVED = SavedViews(
    QueueView,
    title="Triage queue",
    list_words="the queue",
    rows="referrals",
    example="Morning sweep",
    list_url="triage:queue",
    views_url="triage:queue_views",
    remove_url="triage:remove_queue_view",
)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The name of your view")
def views(request: HttpRequest) -> HttpResponse:
    require(why_not_read_referrals(request.user, on=timezone.localdate()))
    filters = ReferralFilter(request.GET, queryset=Referral.objects.none())
    return SAVED.page(request, asked=address(filters.chosen()), tags=tags(filters))


@require_POST
@members_only
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    return SAVED.remove(request, pk)
