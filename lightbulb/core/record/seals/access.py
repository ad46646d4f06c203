"""Who may say that part of the record is lost."""

from datetime import date

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, allows


def why_not_restore_sealing(user: Looker, *, on: date) -> str | None:
    """Whether somebody may sign for what was lost, and let sealing begin again."""
    if allows(user, Permission.SIGN_FOR_RECORD, on=on):
        return None
    return (
        "The Service Manager, an auditor or an information governance officer signs for "
        "what was lost in a restore."
    )
