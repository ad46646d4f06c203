"""Who may be given a case, and how much each of them has already."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cases.access import TAKES_CASES
from cases.enums import Stage
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import Membership, User


def may_take(locality: Locality | None, *, on: date) -> QuerySet[User]:
    """Everybody with a role that takes cases and a post in the locality, by name.

    A case without a locality, or a post without one, belongs everywhere. The same rule
    as `cases.access.why_not_take`, asked of everybody at once.
    """
    posts = Membership.objects.in_force(on).filter(user=OuterRef("pk"), role__in=TAKES_CASES)
    if locality is not None:
        posts = posts.filter(Q(localities=locality) | Q(localities=None))
    return with_open_cases(User.objects.working_on(on).filter(Exists(posts)))


def with_open_cases(users: QuerySet[User]) -> QuerySet[User]:
    """Each with `open_cases`, the open cases they lead."""
    is_open = Q(cases_led__isnull=False) & ~Q(cases_led__stage=Stage.CLOSED)
    return users.annotate(open_cases=Count("cases_led", filter=is_open)).order_by(
        F("name").asc(), "id"
    )
