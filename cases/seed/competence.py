"""What each worker of the demonstration may recommend on their own."""

from collections.abc import Iterator
from datetime import date

from cases.enums import CompetenceArea
from cases.models import Competence
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import Membership, User

EVERYBODY = (CompetenceArea.EQUIPMENT, CompetenceArea.MINOR_ADAPTATIONS)
TECHNICAL = (*EVERYBODY, CompetenceArea.SIMPLE_MAJOR)
MORE = {RoleCode.TECHNICAL_HSC, RoleCode.SENIOR_HSC}


def seed_competence(*, on: date) -> str:
    """Whoever takes cases is a trusted assessor; Technical and Senior ones are for more."""
    therapists = Membership.objects.in_force(on).filter(role=RoleCode.OT).select_related("user")
    giver = therapists.order_by("user__email").first()
    if giver is None:
        return "Nobody is signed off: there is no Occupational Therapist"
    held = Competence.objects.bulk_create(signed_off(giver.user, on=on))
    return f"{len(held)} competences"


def signed_off(giver: User, *, on: date) -> Iterator[Competence]:
    posts = Membership.objects.in_force(on).allowing(Permission.TAKE_CASES)
    begun: dict[tuple[User, CompetenceArea], date] = {}
    for post in posts.select_related("user").order_by("user__email", "-starts_on"):
        for area in TECHNICAL if post.role in MORE else EVERYBODY:
            begun[post.user, area] = post.starts_on
    for (worker, area), since in begun.items():
        ground = "Example: trusted assessor, level 3"
        yield Competence(worker=worker, area=area, ground=ground, given_by=giver, starts_on=since)
