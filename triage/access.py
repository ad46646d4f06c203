"""Who may take and decide referrals: None when allowed, otherwise the sentence to show."""

from datetime import date, datetime, timedelta

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, allows
from triage.models import TriageDecision


def why_not_read_referrals(user: Looker, *, on: date) -> str | None:
    """Whether somebody may read what was told on a call."""
    if allows(user, Permission.READ_REFERRALS, on=on):
        return None
    return "Your role does not read referrals. Ask the person's worker what you need to know."


def why_not_log_referral(user: Looker, *, on: date) -> str | None:
    """Whether somebody may take a referral and write down what was told."""
    if allows(user, Permission.LOG_REFERRALS, on=on):
        return None
    return "Your role does not take referrals. Triage does, and every locality team."


def why_not_decide_referral(user: Looker, *, on: date) -> str | None:
    """Whether somebody may decide what happens with a referral."""
    if allows(user, Permission.DECIDE_REFERRALS, on=on):
        return None
    return "A triage officer decides referrals."


def why_not_keep_directory(user: Looker, *, on: date) -> str | None:
    """Whether somebody may add, change and check services of the directory."""
    if allows(user, Permission.KEEP_DIRECTORY, on=on):
        return None
    return "Triage, managers and administrators keep the directory. Tell one of them."


def why_not_undo(
    user: Looker, decision: TriageDecision | None, *, until: timedelta, at: datetime, on: date
) -> str | None:
    """Whether a decision may be taken back: by whoever decides, within the minute."""
    if decision is None:
        return "Nothing is decided here, so there is nothing to take back."
    if at > decision.decided_at + until:
        return "The minute is over. Open the referral and say what should change."
    return why_not_decide_referral(user, on=on)
