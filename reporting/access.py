"""Who may ask for reports and read them: None when allowed, otherwise the sentence to show."""

from datetime import date

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, allows


def why_not_see_figures(user: Looker, *, on: date) -> str | None:
    """Whether somebody may see the dashboard and what stands behind its figures."""
    if allows(user, Permission.SEE_FIGURES, on=on):
        return None
    return "Your role does not include the figures of the service."


def why_not_ask_for_report(user: Looker, *, on: date) -> str | None:
    """Whether somebody may ask for a monthly pack."""
    if allows(user, Permission.ASK_FOR_PACKS, on=on):
        return None
    return "Managers, Senior Housing Support Co-ordinators and administrators ask for packs."


def why_not_read_reports(user: Looker, *, on: date) -> str | None:
    """Whether somebody may read monthly packs."""
    if allows(user, Permission.READ_PACKS, on=on):
        return None
    return (
        "Packs are for managers, administrators, auditors and the partners’ representatives. "
        "The dashboard under Reports shows the same figures to everybody."
    )
