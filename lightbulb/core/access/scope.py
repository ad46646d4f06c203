"""Where a person's memberships let them look on a day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from lightbulb.core.access.roles import ROLES

if TYPE_CHECKING:
    from lightbulb.core.staff.models import User


@dataclass(frozen=True)
class Scope:
    """The localities somebody works in today, or everywhere."""

    everywhere: bool
    localities: frozenset[UUID]

    @classmethod
    def of(cls, user: "User", *, on: date) -> Self:
        memberships = user.memberships_on(on)
        everywhere = any(ROLES[membership.role].county_wide for membership in memberships)
        localities = {
            locality.pk for membership in memberships for locality in membership.localities.all()
        }
        return cls(everywhere=everywhere, localities=frozenset(localities))
