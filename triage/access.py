"""Who may take and decide referrals: None when allowed, otherwise the sentence to show."""

from datetime import date, datetime
from uuid import UUID

from cases.models import Person
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, Scope, allows
from lightbulb.core.staff.models import User
from triage.enums import ReferralState
from triage.models import Referral, TriageDecision


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


def why_not_keep_sharing(user: Looker, *, on: date) -> str | None:
    """Whether somebody may say what is passed on, to whom and on which basis."""
    if allows(user, Permission.KEEP_SHARING, on=on):
        return None
    return "Managers and information governance say what is passed on, and why."


def why_not_own_mail(user: User, *, on: date) -> str | None:
    """Whether a mail may be somebody's to see to."""
    if allows(user, Permission.DECIDE_REFERRALS, on=on):
        return None
    return f"{user.name} does not work the mailbox. Triage and managers do."


def why_not_keep_lists(user: Looker, *, on: date) -> str | None:
    """Whether somebody may take a practice's list, read it, and write down what people answer."""
    if allows(user, Permission.DECIDE_REFERRALS, on=on):
        return None
    return "Lists from practices are for triage and its managers."


def why_not_keep_partner_links(user: Looker, *, on: date) -> str | None:
    """Whether somebody may let a partner refer by a link, and end that."""
    if allows(user, Permission.KEEP_ACCOUNTS, on=on):
        return None
    return "Managers let partners in by a link. Tell one of them who asks for one."


def why_not_take_on(user: User, referral: Referral, *, on: date) -> str | None:
    """Whether somebody may open the case of a referral they took and lead it at once."""
    if referral.logged_by_id != user.pk or referral.received_on != on:
        return "Only whoever took the referral today takes it on at once. Triage decides it."
    if referral.locality is None:
        return "Nobody knows yet where they live, so triage decides who helps."
    if not takes_cases_in(user, referral.locality_id, on=on):
        return f"You take no cases in {referral.locality}, so triage decides who helps."
    if not Referral.objects.filter(pk=referral.pk).not_hidden_from(user, on=on).exists():
        return "Triage decides this one."  # says nothing of a record that is kept from them
    return None


def takes_cases(user: User, *, on: date) -> bool:
    return bool(Scope.of(user, Permission.TAKE_CASES, on=on).localities)


def takes_cases_in(user: User, locality: UUID | None, *, on: date) -> bool:
    return locality in Scope.of(user, Permission.TAKE_CASES, on=on).localities


def why_not_move_referral(user: Looker, *, on: date) -> str | None:
    """Whether somebody may put a referral under another person."""
    if allows(user, Permission.MOVE_RECORDS, on=on):
        return None
    return "Record stewards and managers move referrals. Tell one of them whom it is about."


def why_not_move_to(referral: Referral, to: Person | None) -> str | None:
    """Whether a referral may stand under this person; of nobody, whether it may move at all."""
    if referral.state == ReferralState.DECIDED:
        return (
            "It is decided, and what followed was done for the person it stands under. Log it "
            "again for the right person, and tell the worker of the case."
        )
    if to is None:
        return None
    if to.pk == referral.person_id:
        return "It stands under this person already."
    if to.died_on:
        return f"{to.full_name} has died, so nothing can be asked for them."
    return None


def why_not_undo(
    user: Looker, decision: TriageDecision | None, *, at: datetime, on: date
) -> str | None:
    """Whether a decision may be taken back: by whoever decides, as long as nothing followed."""
    if decision is None:
        return "Nothing is decided here, so there is nothing to take back."
    if at > decision.undo_until:
        return "The minute is over. Open the referral and say what should change."
    return why_not_decide_referral(user, on=on)
