"""Views of the caseload that somebody comes back to."""

from typing import Self

from django.db import models

from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class CaseloadViewQuerySet(models.QuerySet["CaseloadView"]):
    def of(self, user: User) -> Self:
        """One's own alone."""
        return self.filter(user=user)


class CaseloadView(Keyed):
    """The filters of the caseload under a name, for the one who named them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="caseload_views")
    name = models.CharField(max_length=40)
    address = models.CharField("filters, as they stand in the address", max_length=1000)

    objects = CaseloadViewQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="caseload_view_once_a_name",
                violation_error_message="You have a view of this name. Choose another.",
            )
        ]

    def __str__(self) -> str:
        return self.name
