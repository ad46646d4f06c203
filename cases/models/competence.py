"""Who may recommend what, and what waits for somebody who may."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import CompetenceArea
from cases.models.case import Case
from cases.models.plan import Solution
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap


class CompetenceQuerySet(DatedQuerySet):
    def of(self, worker: User, *, on: date) -> set[str]:
        """The areas somebody is signed off for on a day."""
        return set(self.in_force(on).filter(worker=worker).values_list("area", flat=True))


class Competence(Keyed, Dated):
    """An area in which somebody may recommend without another's agreement, and on what ground.

    It lapses after its last day; what was recommended until then stands.
    """

    worker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="competences")
    area = models.CharField(max_length=20, choices=CompetenceArea)
    ground = models.CharField("certificate, or what was seen", max_length=300)
    given_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who answers for it is part of the record
        related_name="competences_given",
    )

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        ordering = ("area", "starts_on")
        constraints = [
            days_in_order("competence_days_in_order"),
            no_overlap(
                "competence_once",
                "worker",
                "area",
                message="They are signed off for this on some of these days already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()}, {self.worker}"


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(solution__case__in=Case.objects.visible_to(user, on=on))

    def waiting(self) -> Self:
        return self.filter(answered_on=None)

    def to_answer(self) -> Self:
        """Waiting, in cases that are still open: of a closed one nothing is ordered."""
        return self.waiting().filter(solution__case__closed_on=None)


class SignOff(Keyed):
    """What somebody recommended above their competence, until an Occupational Therapist has
    agreed to it or not."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="sign_offs")
    area = models.CharField(max_length=20, choices=CompetenceArea)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who recommended is part of the record
        related_name="sign_offs_asked",
    )
    agreed = models.BooleanField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who answers for it is part of the record
        related_name="sign_offs_answered",
    )

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ("asked_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["solution"],
                condition=Q(answered_on=None),
                name="sign_off_asked_once",
                violation_error_message="It waits for an Occupational Therapist already.",
            ),
            models.CheckConstraint(
                name="sign_off_answered_by_somebody",
                condition=Q(answered_on=None, answered_by=None, agreed=None)
                | Q(answered_on__isnull=False, answered_by__isnull=False, agreed__isnull=False),
                violation_error_message="Say who agreed, or did not.",
            ),
            models.CheckConstraint(
                name="sign_off_refused_with_a_reason",
                condition=~Q(agreed=False) | ~Q(remark=""),
                violation_error_message="Say why you do not agree.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.solution)
