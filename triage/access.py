"""Who may take and decide referrals: None when allowed, otherwise the sentence to show."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from cases.access import roles_of
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User
from triage.models import TriageDecision

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
# Whoever works on what a referral leads to, and whoever watches over records. Others, such as
# a handyperson, see the job, the address and the risks, not the call.
READS_REFERRALS = (
    TAKES_REFERRALS
    | DECIDES_REFERRALS
    | {
        RoleCode.OT,
        RoleCode.CHILDRENS_OT,
        RoleCode.TECHNICAL_OFFICER,
        RoleCode.RECORD_STEWARD,
        RoleCode.ADULT_SAFEGUARDING,
        RoleCode.CHILD_SAFEGUARDING,
        RoleCode.AUDITOR,
        RoleCode.INFORMATION_GOVERNANCE,
    }
)


def why_not_read_referrals(roles: AbstractSet[str]) -> str | None:
    """Whether somebody with these roles may read what was told on a call."""
    if not roles & READS_REFERRALS:
        return "Your role does not read referrals. Ask the person's worker what you need to know."
    return None


def why_not_log_referral(user: User, *, on: date) -> str | None:
    if not roles_of(user, on=on) & TAKES_REFERRALS:
        return "Your role does not take referrals. Triage does, and every locality team."
    return None


def why_not_decide_referral(user: User, *, on: date) -> str | None:
    if not roles_of(user, on=on) & DECIDES_REFERRALS:
        return "A triage officer decides referrals."
    return None


def why_not_undo(
    user: User, decision: TriageDecision | None, *, until: timedelta, at: datetime, on: date
) -> str | None:
    """Whether a decision may be taken back: by whoever decides, within the minute."""
    if decision is None:
        return "Nothing is decided here, so there is nothing to take back."
    if at > decision.decided_at + until:
        return "The minute is over. Open the referral and say what should change."
    return why_not_decide_referral(user, on=on)
