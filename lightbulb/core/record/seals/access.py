"""Who may say that part of the record is lost."""

from datetime import date

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User

ANSWERS_FOR_THE_RECORD = frozenset(
    {RoleCode.SERVICE_MANAGER, RoleCode.AUDITOR, RoleCode.INFORMATION_GOVERNANCE}
)


def why_not_restore_sealing(user: User, *, on: date) -> str | None:
    """None for somebody who answers for the record, otherwise the sentence to show."""
    if not {each.role for each in user.memberships_on(on)} & ANSWERS_FOR_THE_RECORD:
        return (
            "The Service Manager, an auditor or an information governance officer signs for "
            "what was lost in a restore."
        )
    return None
