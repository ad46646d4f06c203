"""What follows from a decision at triage."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from cases.actions import write_letter
from cases.enums import CaseKind
from cases.models import Case
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import Reach, RoleCode, with_permission
from lightbulb.core.access.sight import is_hidden
from lightbulb.core.record.actors import System
from lightbulb.core.record.effects import Effect
from lightbulb.core.staff.models import Membership, Notice, User
from triage.acknowledging import acknowledgement, why_no_letter
from triage.actions.status import THE_PERSON, give_pin
from triage.models import ReferralMove, TriageDecision

# Those who sit in a locality; who leads all of them is not told of every case.
TOLD = with_permission(Permission.GIVE_OUT_CASES, Reach.LOCALITIES)


def tell_team(payload: Mapping[str, Any], key: str) -> None:
    """Tell whoever gives out or takes the case that triage opened it."""
    decision = TriageDecision.objects.filter(pk=payload["decision"]).first()
    case = Case.objects.filter(referral__decision=decision).first() if decision else None
    if decision is None or case is None:
        return
    text = f"{case.get_kind_display()} {case.reference} was passed on by triage."
    Notice.objects.bulk_create(
        Notice(to=user, text=text, url=reverse("cases:case", args=[case.pk]))
        for user in team_of(case, decision)
    )


def team_of(case: Case, decision: TriageDecision) -> list[User]:
    """The locality's workers and administrators, or the hospital team; of those, whoever no
    restriction keeps from it."""
    on = decision.decided_on
    in_force = Membership.objects.in_force(on)
    if case.kind == CaseKind.HOSPITAL:
        members = in_force.filter(role=RoleCode.HOSPITAL_ENABLER)
    else:
        members = in_force.filter(localities=case.locality, role__in=TOLD)
    team = User.objects.filter(memberships__in=members).distinct().order_by("pk")
    return [user for user in team if not is_hidden(user, case.as_subject(), on=on)]


def tell_of_move(payload: Mapping[str, Any], key: str) -> None:
    """Tell the lead workers of both people that a referral moved between them."""
    move = ReferralMove.objects.select_related("referral").filter(pk=payload["move"]).first()
    if move is None:
        return
    text = f"Referral {move.referral} stood under the wrong person and was moved to another."
    url = reverse("triage:referral", args=[move.referral_id])
    told = (
        user
        for user in leads_of(move)
        if not is_hidden(user, move.after.as_subject(), on=move.moved_on)
    )
    Notice.objects.bulk_create(Notice(to=user, text=text, url=url) for user in told)


def leads_of(move: ReferralMove) -> list[User]:
    """Whoever leads an open case of either, but not whoever moved it."""
    cases = Case.objects.open().filter(person__in=[move.before_id, move.after_id])
    leads = User.objects.filter(pk__in=cases.values("lead_worker")).exclude(pk=move.moved_by_id)
    return list(leads.order_by("pk"))


def acknowledge(payload: Mapping[str, Any], key: str) -> None:
    """Write to the person what happens next, unless the decision is gone or nobody may write."""
    chosen = TriageDecision.objects.select_related("referral__person__home", "advice", "entry")
    decision = chosen.filter(pk=payload["decision"]).first()
    if decision is None or why_no_letter(decision):
        return
    referral, on = decision.referral, decision.decided_on
    by = decision.decided_by or System("acknowledge")
    pin = give_pin(referral=referral, for_whom=THE_PERSON, by=by, on=on)
    write_letter(
        said=acknowledgement(decision, pin=pin),
        person=referral.person.canonical,
        case=referral.case,
        reference=referral.reference,
        by=by,
        on=on,
    )


EFFECTS = {
    "acknowledge": Effect(acknowledge),
    "tell_team": Effect(tell_team),
    "tell_of_move": Effect(tell_of_move),
}
