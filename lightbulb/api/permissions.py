"""Whom the API lets in at all: what they may see and do there is the same as on the pages."""

from typing import TYPE_CHECKING

from django.utils import timezone
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from lightbulb.core.staff.access import why_not_work_here

# DRF reads its settings, and so this, before it has that module.
if TYPE_CHECKING:
    from rest_framework.views import APIView


class WorksHere(BasePermission):
    """Somebody, or some system, with a role in force today."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        reason = why_not_work_here(request.user.memberships_on(timezone.localdate()))
        self.message = reason
        return reason is None
