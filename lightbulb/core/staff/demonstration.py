"""Who can sign in to the demonstration: one invented person for each role."""

from django.db.models import Min
from django.utils import timezone

from lightbulb.core.access.roles import ROLES
from lightbulb.core.staff.models import Membership

# No secret: demonstration mode runs on one machine, holds nobody real, and shows it.
PASSWORD = "a lamp in the window"


def people_to_sign_in_as() -> list[dict[str, str]]:
    """The first person of each role, in the order of the roles."""
    in_force = Membership.objects.in_force(timezone.localdate()).filter(user__is_active=True)
    first = in_force.values("role").annotate(email=Min("user__email")).values_list("role", "email")
    email_of = dict(first)
    chosen = in_force.filter(user__email__in=email_of.values()).for_display()
    member_of = {(m.role, m.user.email): m for m in chosen.select_related("user", "organisation")}
    return [
        {"name": member.user.name, "role": str(member), "email": member.user.email}
        for role in ROLES
        if (member := member_of.get((role, email_of.get(role, ""))))
    ]
