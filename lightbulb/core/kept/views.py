"""Throwing away what was kept."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from lightbulb.core.kept import keeping
from lightbulb.core.kept.models import KeptForm


@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin with the page as it is, without what was typed."""
    kept = get_object_or_404(KeptForm, pk=pk, user=request.user)
    keeping.forget(request, [kept])
    return redirect(kept.url)
