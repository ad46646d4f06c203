"""Who speaks for somebody, with what authority, and what of it was seen."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import Authority
from cases.models.people import Person
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order


class RepresentativeQuerySet(DatedQuerySet):
    def of(self, person: Person) -> Self:
        """Who speaks or spoke for somebody, under any record of theirs; in one question."""
        kept = person.merged_into_id or person.pk
        return self.filter(Q(person=kept) | Q(person__merged_into=kept))

    def speaking(self, on: date) -> Self:
        """Who speaks for them on a day; whoever ended on it does no more."""
        return self.started_by(on).filter(Q(ends_on=None) | Q(ends_on__gt=on))


class Representative(Keyed, Versioned, Dated):
    """Somebody who speaks for a person. What they say they may do counts once it was seen.

    `cases.rules.capacity` says which authority decides what.
    """

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # for whom they speak
        related_name="representatives",
    )
    name = models.CharField(max_length=150)
    relation = models.CharField("who they are to the person", max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    authority = models.CharField(max_length=20, choices=Authority, default=Authority.INFORMAL)
    evidence = models.CharField("what was seen", max_length=300, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who saw the evidence is part of the record
        related_name="evidence_seen",
    )

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        constraints = [
            days_in_order("representative_days_in_order"),
            models.CheckConstraint(
                name="representative_evidence_seen_by_somebody",
                condition=Q(evidence="", seen_on=None, seen_by=None)
                | (~Q(evidence="") & Q(seen_on__isnull=False, seen_by__isnull=False)),
                violation_error_message="Say what was seen, when and by whom, or none of it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.relation}" if self.relation else self.name

    @property
    def is_informal(self) -> bool:
        return self.authority == Authority.INFORMAL

    @property
    def standing(self) -> str:
        """The authority, and whether anything of it was seen."""
        label = self.get_authority_display()
        if self.is_informal:
            return label
        return f"{label}, {'evidence seen' if self.evidence else 'no evidence seen yet'}"
