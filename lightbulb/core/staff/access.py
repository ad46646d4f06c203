"""Who may change what about the people who work here: None, or the sentence to show."""

from collections.abc import Sequence

from lightbulb.core.staff.models import Absence, Membership, Notice, User


def why_not_work_here(memberships: Sequence[Membership]) -> str | None:
    """What somebody may see rests on memberships in force; without one there is nothing."""
    if memberships:
        return None
    return "You are signed in, but you have no role in force today, so there is no work to show."


def why_not_change_details(by: User, user: User) -> str | None:
    """Whether somebody may change these details: only their own."""
    return None if by == user else "Only the person themselves can change these details."


def why_not_record_absence(by: User, user: User) -> str | None:
    """Whether somebody may record these days away: only their own."""
    return None if by == user else "You can record days away only for yourself."


def why_not_withdraw_absence(by: User, absence: Absence) -> str | None:
    """Whether somebody may take back these days away: only their own."""
    return why_not_record_absence(by, absence.user)


def why_not_read_notice(by: User, notice: Notice) -> str | None:
    """Whether somebody may mark a notice as read: only one for them."""
    return None if by == notice.to else "This notice is for somebody else."
