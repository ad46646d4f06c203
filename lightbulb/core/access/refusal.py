"""Saying no, with the reason."""

from django.core.exceptions import PermissionDenied


def require(reason: str | None) -> None:
    """Raise PermissionDenied with the reason, if there is one."""
    if reason:
        raise PermissionDenied(reason)
