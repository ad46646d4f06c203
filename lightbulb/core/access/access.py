"""Who may restrict records, open them in an emergency, and review that: None, or why not."""

from datetime import date

from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, allows


def why_not_restrict(by: Looker, *, on: date) -> str | None:
    """Whether somebody may restrict a record they can open."""
    if allows(by, Permission.RESTRICT, on=on):
        return None
    return "Your role does not restrict records. Ask the person’s worker or a safeguarding desk."


def why_not_manage_restricted(by: Looker, *, on: date) -> str | None:
    """Whether somebody may lift a restriction and say who is named in it."""
    if allows(by, Permission.MANAGE_RESTRICTED, on=on):
        return None
    return "A safeguarding desk says who may see a restricted record, and when it ends."


def why_not_open_in_emergency(by: Looker, *, on: date) -> str | None:
    """Whether somebody may open a record they cannot see, in an emergency."""
    if allows(by, Permission.OPEN_IN_EMERGENCY, on=on):
        return None
    return "Your role does not open records in an emergency. Ring a safeguarding desk."


def why_not_review_emergencies(by: Looker, *, on: date) -> str | None:
    """Whether somebody may review what was opened in an emergency."""
    if allows(by, Permission.REVIEW_EMERGENCIES, on=on):
        return None
    return "The safeguarding desks and information governance review emergency access."


def why_not_review(by: Looker, opening: EmergencyAccess, *, on: date) -> str | None:
    """Whether somebody may review this opening: never one's own."""
    if reason := why_not_review_emergencies(by, on=on):
        return reason
    if by.staff_id == opening.user_id:
        return "Somebody else must review what you opened."
    return None


def why_not_close_emergency(by: Looker, opening: EmergencyAccess, *, on: date) -> str | None:
    """Whether somebody may end an opening before its time."""
    if by.staff_id == opening.user_id:
        return None
    return why_not_review_emergencies(by, on=on)
