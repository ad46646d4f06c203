"""Who may restrict records and lift that again: None, or the sentence to show."""

from datetime import date

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
