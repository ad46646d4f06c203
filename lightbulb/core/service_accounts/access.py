"""Who may let another system in: None, or the sentence to show."""

from datetime import date

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import allows
from lightbulb.core.record.actors import Actor, System
from lightbulb.core.staff.models import User


def why_not_keep_accounts(by: Actor, *, on: date) -> str | None:
    """Whether somebody may let another system in or shut it out: managers, and whoever may
    run commands where the service runs."""
    if isinstance(by, System):
        return None
    if isinstance(by, User) and allows(by, Permission.KEEP_ACCOUNTS, on=on):
        return None
    return "Only a hub manager or the Service Manager can let another system in."
