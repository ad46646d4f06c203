"""Pages for people with a role in force: everybody else is told who can give them one."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.access import why_not_work_here
from lightbulb.core.staff.models import Membership
from lightbulb.core.web.context import memberships_of

View = Callable[..., HttpResponse]
GIVES_ROLES = (RoleCode.HUB_MANAGER, RoleCode.SERVICE_MANAGER)
MOST_NAMED = 3


def members_only(view: View) -> View:
    """Refuse whoever has no membership in force today, naming people who can help."""

    @wraps(view)
    def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reason := why_not_work_here(memberships_of(request)):
            raise PermissionDenied(reason, who_gives_roles(timezone.localdate()))
        return view(request, *args, **kwargs)

    return refusing


def who_gives_roles(on: date) -> str:
    """The first managers by name, as "Asha Lampwright, Hub manager, 01632 960 001"."""
    managers = Membership.objects.in_force(on).filter(role__in=GIVES_ROLES, user__is_active=True)
    found = managers.select_related("user").order_by("user__name", "id")[:MOST_NAMED]
    people = (
        ", ".join(filter(None, (each.user.name, each.role_name, each.user.phone))) for each in found
    )
    return "; ".join(people) or "the person who looks after Lightbulb at your council"
