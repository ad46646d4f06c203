"""Who may be given a case, and how much each of them has already."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cases.access import FOR_HOSPITALS
from cases.enums import CaseKind, Stage
from cases.models import Case
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import Reach, with_permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.organisations.enums import Function
from lightbulb.core.organisations.models import Agreement, Locality
from lightbulb.core.staff.enums import Basis
from lightbulb.core.staff.models import Membership, MembershipQuerySet, User

TAKES = Permission.TAKE_CASES


def may_take(case: Case, *, on: date) -> QuerySet[User]:
    """Everybody who may be given a case, by name: the same rule as
    `cases.access.why_not_take`, asked of everybody at once."""
    posts = Membership.objects.in_force(on).allowing(TAKES).filter(user=OuterRef("pk"))
    if case.locality is not None:
        posts = under_agreement(posts.filter(reaching(case)), case.locality, on=on)
    return with_open_cases(User.objects.working_on(on).filter(Exists(posts)))


def may_assess(case: Case, *, on: date) -> QuerySet[User]:
    """Every Occupational Therapist who may assess in a case, by name: the same rule as
    `cases.access.why_not_assess`, asked of everybody at once."""
    assesses = Permission.ASSESS
    posts = Membership.objects.in_force(on).allowing(assesses).filter(user=OuterRef("pk"))
    there = Exists(posts.filter(reaching(case, assesses)))
    return User.objects.working_on(on).filter(there).order_by("name", "id")


def reaching(case: Case, may: Permission = TAKES) -> Q:
    """Memberships that are for where the case lies."""
    found = Q(role__in=with_permission(may, Reach.COUNTY))
    found |= Q(role__in=with_permission(may, Reach.LOCALITIES), localities=case.locality)
    if case.kind == CaseKind.HOSPITAL:
        found |= Q(role__in=with_permission(may, *FOR_HOSPITALS))
    return found


def under_agreement(
    posts: MembershipQuerySet, locality: Locality, *, on: date
) -> MembershipQuerySet:
    """Those of the locality's own council, or of one that an agreement lets work for it."""
    agreed = Agreement.objects.in_force(on).covering(locality)
    agreed = agreed.filter(giver=locality.organisation_id, receiver=OuterRef("organisation"))
    covering, working = Function.COVER, Function.CASEWORK
    return posts.filter(
        Q(organisation=locality.organisation_id)
        | Q(Exists(agreed.filter(function=covering)), basis=Basis.COVER)
        | (Q(Exists(agreed.filter(function=working))) & ~Q(basis=Basis.COVER))
    )


def with_open_cases(users: QuerySet[User]) -> QuerySet[User]:
    """Each with `open_cases`, the open cases they lead."""
    is_open = Q(cases_led__isnull=False) & ~Q(cases_led__stage=Stage.CLOSED)
    return users.annotate(open_cases=Count("cases_led", filter=is_open)).order_by(
        F("name").asc(), "id"
    )


def supervised_by(user: User, *, on: date) -> QuerySet[User]:
    """Everybody else who takes cases where somebody supervises, by name: the same rule as
    `cases.access.why_not_keep_competence`, asked of everybody at once."""
    scope = Scope.of(user, Permission.SUPERVISE, on=on)
    posts = Membership.objects.in_force(on).allowing(TAKES).filter(user=OuterRef("pk"))
    if not scope.everywhere:
        posts = posts.filter(localities__in=scope.localities)
    found = User.objects.working_on(on).filter(Exists(posts)).exclude(pk=user.pk)
    return found.order_by("name", "id")
