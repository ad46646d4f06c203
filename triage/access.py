"""Who may take and decide referrals: None when allowed, otherwise the sentence to show."""

from datetime import date

from cases.access import roles_of
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User

TAKES_REFERRALS = frozenset(
    {
        RoleCode.TRIAGE_OFFICER,
        RoleCode.HSC,
        RoleCode.TECHNICAL_HSC,
        RoleCode.SENIOR_HSC,
        RoleCode.ADMINISTRATOR,
        RoleCode.HUB_MANAGER,
        RoleCode.SERVICE_MANAGER,
        RoleCode.HOSPITAL_ENABLER,
    }
)
DECIDES_REFERRALS = frozenset(
    {
        RoleCode.TRIAGE_OFFICER,
        RoleCode.SENIOR_HSC,
        RoleCode.HUB_MANAGER,
        RoleCode.SERVICE_MANAGER,
    }
)


def why_not_log_referral(user: User, *, on: date) -> str | None:
    if not roles_of(user, on=on) & TAKES_REFERRALS:
        return "Your role does not take referrals. Triage does, and every locality team."
    return None


def why_not_decide_referral(user: User, *, on: date) -> str | None:
    if not roles_of(user, on=on) & DECIDES_REFERRALS:
        return "A triage officer decides referrals."
    return None
