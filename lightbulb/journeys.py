"""The few pages that join apps side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from lightbulb.core.web.context import memberships_of
from lightbulb.navigation import links_of


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where a role's day begins: the first of its links."""
    return redirect(links_of(memberships_of(request))[0][1])
