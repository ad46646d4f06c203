"""Who decided one thing for somebody, and under which authority."""

from django.db import models
from django.db.models import Q

from cases.enums import Authority, DecidedBy, DecisionKind
from cases.models.case import Case
from cases.models.representing import Representative
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class CapacityDecision(Keyed):
    """Of one decision: whether the person can make it, and who decides if not.

    It is never changed: what was found later is another one beside it. `authority` is what
    the representative had at the time. `cases.rules.capacity` says what may be written down.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="capacity_decisions")
    about = models.CharField("what is decided", max_length=200)
    kind = models.CharField("what it is about", max_length=10, choices=DecisionKind)
    has_capacity = models.BooleanField(null=True, blank=True)  # None under 16
    how_found = models.TextField("how it was found", max_length=2000, blank=True)
    decided_by = models.CharField("who decides", max_length=15, choices=DecidedBy)
    representative = models.ForeignKey(
        Representative,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # under whose authority it was decided
        related_name="decisions",
    )
    authority = models.CharField(max_length=20, choices=Authority, blank=True)
    consulted = models.CharField("who was consulted", max_length=500, blank=True)
    reasons = models.TextField("why", max_length=2000, blank=True)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who wrote it down is part of the record
        related_name="capacity_decisions_recorded",
    )

    class Meta:
        ordering = ("-decided_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="capacity_never_by_a_relatives_word",
                condition=~Q(decided_by=DecidedBy.RELATIVE),
                violation_error_message="A relative’s word alone is no authority.",
            ),
            models.CheckConstraint(
                name="capacity_representative_when_one_decides",
                condition=Q(decided_by=DecidedBy.REPRESENTATIVE, representative__isnull=False)
                & ~Q(authority="")
                | ~Q(decided_by=DecidedBy.REPRESENTATIVE) & Q(representative=None, authority=""),
                violation_error_message="Name who decides, and nobody where nobody else does.",
            ),
            models.CheckConstraint(
                name="capacity_with_it_they_decide_themselves",
                condition=Q(has_capacity=None)
                | Q(has_capacity=True, decided_by=DecidedBy.PERSON)
                | (Q(has_capacity=False) & ~Q(decided_by=DecidedBy.PERSON) & ~Q(how_found="")),
                violation_error_message="Whoever can decide does; of who cannot, say why.",
            ),
        ]

    def __str__(self) -> str:
        return self.about
