"""Who may do what to a case: None when allowed, otherwise the sentence to show."""

from datetime import date

from cases.enums import Stage
from cases.models import Case
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User

GIVES_OUT = frozenset(
    {RoleCode.SENIOR_HSC, RoleCode.HUB_MANAGER, RoleCode.SERVICE_MANAGER, RoleCode.ADMINISTRATOR}
)
WORKS_CASES = frozenset(
    {
        RoleCode.HSC,
        RoleCode.TECHNICAL_HSC,
        RoleCode.SENIOR_HSC,
        RoleCode.OT,
        RoleCode.CHILDRENS_OT,
        RoleCode.TECHNICAL_OFFICER,
        RoleCode.ADMINISTRATOR,
        RoleCode.HUB_MANAGER,
        RoleCode.SERVICE_MANAGER,
    }
)
SENDS_LETTERS = WORKS_CASES | {RoleCode.TRIAGE_OFFICER}
TAKES_CASES = frozenset({RoleCode.HSC, RoleCode.TECHNICAL_HSC, RoleCode.SENIOR_HSC})


def roles_of(user: User, *, on: date) -> frozenset[str]:
    return frozenset(membership.role for membership in user.memberships_on(on))


def why_not_work(user: User, case: Case, *, on: date) -> str | None:
    """Whether somebody may move a case on."""
    if not roles_of(user, on=on) & WORKS_CASES:
        return "Your role can read this case and not change it."
    return None


def why_not_send_letters(user: User, *, on: date) -> str | None:
    """Whether somebody may see letters and say that they were sent."""
    if not roles_of(user, on=on) & SENDS_LETTERS:
        return "Letters are sent by triage, administrators and whoever works on the case."
    return None


def why_not_take_back(case: Case) -> str | None:
    """Whether a case may be removed as if it had not been opened: only while it is untouched."""
    if case.stage != Stage.OPENED or case.version != 1:
        return "Somebody has taken the case up. Ask them to close it instead."
    return None


def why_not_give_out(user: User, *, on: date) -> str | None:
    """Whether somebody may give cases to workers."""
    if not roles_of(user, on=on) & (GIVES_OUT | TAKES_CASES):
        return "A manager, administrator or Housing Support Co-ordinator gives cases out."
    return None


def why_not_take(worker: User, case: Case, *, on: date) -> str | None:
    """Whether a worker may be given a case: their role, and a membership in its locality."""
    for membership in worker.memberships_on(on):
        if membership.role not in TAKES_CASES:
            continue
        localities = {locality.pk for locality in membership.localities.all()}
        if case.locality_id is None or case.locality_id in localities or not localities:
            return None
    return f"{worker} does not work in {case.locality or 'the hospital team'} on that day."
