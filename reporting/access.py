"""Who may ask for reports and read them: None when allowed, otherwise the sentence to show."""

from datetime import date

from cases.access import roles_of
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User

ASKS = frozenset(
    {
        RoleCode.HUB_MANAGER,
        RoleCode.SERVICE_MANAGER,
        RoleCode.SENIOR_HSC,
        RoleCode.ADMINISTRATOR,
    }
)
READS = ASKS | frozenset(
    {
        RoleCode.AUDITOR,
        RoleCode.INFORMATION_GOVERNANCE,
        RoleCode.DISTRICT_APPROVER,
        RoleCode.DISTRICT_FINANCE,
        RoleCode.DELIVERY_GROUP,
        RoleCode.OPERATIONAL_GROUP,
    }
)


def why_not_ask_for_report(user: User, *, on: date) -> str | None:
    if roles_of(user, on=on) & ASKS:
        return None
    return "Managers, Senior Housing Support Co-ordinators and administrators ask for packs."


def why_not_read_reports(user: User, *, on: date) -> str | None:
    if roles_of(user, on=on) & READS:
        return None
    return (
        "Packs are for managers, administrators, auditors and the partners’ representatives. "
        "The dashboard under Reports shows the same figures to everybody."
    )
