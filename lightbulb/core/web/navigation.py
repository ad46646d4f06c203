"""The row of links under the header: what a role comes here to do."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lightbulb.core.staff.models import Membership


def navigation(
    request: HttpRequest, memberships: Sequence[Membership]
) -> list[dict[str, Any]]:
    """Links for a signed-in person, with the page they are on marked; else none."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    home_title = memberships[0].details.home_title if memberships else "Home"
    links = [
        (home_title, "core:home"),
        ("Days away", "core:absences"),
        ("Colleagues", "core:colleagues"),
        ("Partnership", "core:partnership"),
    ]
    current = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {
            "label": label,
            "url": reverse(name),
            "current": name == current,
            "count": None,
        }
        for label, name in links
    ]
