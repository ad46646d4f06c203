"""Who may let another system in: None, or the sentence to show."""

from datetime import date

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.actors import Actor, System
from lightbulb.core.staff.models import User

KEEPS_ACCOUNTS = frozenset({RoleCode.HUB_MANAGER, RoleCode.SERVICE_MANAGER})


def why_not_keep_accounts(by: Actor, *, on: date) -> str | None:
    """Managers, and whoever may run commands where the service runs."""
    if isinstance(by, System):
        return None
    roles = {each.role for each in by.memberships_on(on)} if isinstance(by, User) else set()
    if not roles & KEEPS_ACCOUNTS:
        return "Only a hub manager or the Service Manager can let another system in."
    return None
