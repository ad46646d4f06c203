"""What every page shows around its content."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.kept.keeping import shown_by, waiting
from lightbulb.core.keys import new_key
from lightbulb.core.staff.demonstration import PASSWORD, people_to_sign_in_as
from lightbulb.core.staff.models import Membership

FOOTER = [
    {"label": "Accessibility", "url_name": "core:accessibility"},
    {"label": "Service status", "url_name": "core:status"},
]
PUBLIC_FOOTER = [
    {"label": "Privacy", "url_name": "core:privacy"},
    {"label": "Cookies", "url_name": "core:cookies"},
    {"label": "Accessibility", "url_name": "core:accessibility"},
]


def page(request: HttpRequest) -> dict[str, Any]:
    """The `page` of every template; what needs the database is asked for when shown."""
    memberships = memberships_of(request)
    is_public = getattr(request, "is_public", False)
    footer = PUBLIC_FOOTER if is_public else FOOTER
    return {
        "page": {
            **identity(request, memberships),
            "navigation": [],  # the top of the house adds the links of the role, and Find
            "find_url": None,
            "footer": [
                {"label": link["label"], "url": reverse(link["url_name"])} for link in footer
            ],
            "once": new_key(),
            "emergencies": emergencies_of(request),
            "kept_forms": partial(waiting, request),
            "kept": shown_by(request),
            "static_scale": "public" if is_public else "staff",
            "demonstration": settings.DEMONSTRATION,
            "demonstration_people": people_to_sign_in_as if settings.DEMONSTRATION else [],
            "demonstration_password": PASSWORD if settings.DEMONSTRATION else None,
        }
    }


def memberships_of(request: HttpRequest) -> list[Membership]:
    """The memberships in force today of whoever is signed in, asked for once a request."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    if not hasattr(request, "memberships"):
        request.memberships = user.memberships_on(timezone.localdate())
    return list(request.memberships)


def emergencies_of(request: HttpRequest) -> list[EmergencyAccess]:
    """What the person has open in an emergency, on every page that looked for records."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    now = timezone.now()
    return [each for each in user.emergencies_asked_for() if each.is_open(now)]


def identity(request: HttpRequest, memberships: list[Membership]) -> dict[str, Any]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "person_name": user.name if signed_in else None,
        "person_role": str(memberships[0]) if memberships else None,
        "shortcuts": signed_in and user.shortcuts,
        "account_url": reverse("core:account") if signed_in else None,
        "sign_out_url": reverse("account_logout") if signed_in else None,
        "home_url": reverse("core:home"),
    }
