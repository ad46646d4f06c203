"""Who acts in the stories: a triage officer, and the workers of each locality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.staff.models import Membership, User


class NobodyToAct(LookupError):
    """The county has no triage officer, or a locality without workers."""


@dataclass(frozen=True)
class Cast:
    """Staff by what they do in the stories; workers by their locality's LAD code."""

    officer: User
    localities: Mapping[str, Locality]
    workers: Mapping[str, Sequence[User]]
    funder: Organisation | None = None  # who pays for hospital cases

    def worker(self, lad_code: str, number: int) -> User:
        team = self.workers[lad_code]
        return team[number % len(team)]


def cast_on(day: date) -> Cast:
    """The staff in force on a day. Raises NobodyToAct when somebody is missing."""
    in_force = Membership.objects.in_force(day).select_related("user").order_by("user__email")
    officers = in_force.filter(role=RoleCode.TRIAGE_OFFICER)
    localities = {place.lad_code: place for place in Locality.objects.in_force(day)}
    workers = {
        lad_code: [
            member.user
            for member in in_force.allowing(Permission.TAKE_CASES).filter(localities=place)
        ]
        for lad_code, place in localities.items()
    }
    funders = Organisation.objects.in_force(day).filter(kind=OrganisationKind.NHS)
    funder = funders.filter(hosted_by=None).order_by("name").first()
    if not officers or not all(workers.values()):
        raise NobodyToAct("The stories need a triage officer and workers in every locality")
    return Cast(officers[0].user, localities, workers, funder)
