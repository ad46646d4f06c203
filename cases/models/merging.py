"""Two records of one person: the pairs that may be, and the merges that were made of them."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.enums import MatchState
from cases.models.people import Person
from cases.rules.one_person import BY_CODE
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import allows
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class PersonMerge(Keyed):
    """Somebody said that two records are one person. Nothing is moved: `Person.merged_into`
    is worked out from the merges that stand, and taking one back parts the records again."""

    kept = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # whose record the other is shown with
        related_name="merges_kept",
    )
    merged = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # the history of a record stays with it
        related_name="merges",
    )
    merged_on = models.DateField()
    merged_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who decided is part of the record
        related_name="people_merged",
    )
    parted_on = models.DateField(null=True, blank=True)
    parted_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who took it back is part of the record
        related_name="people_parted",
    )

    class Meta:
        ordering = ("-merged_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(parted_on__isnull=True),
                name="person_merged_once_at_a_time",
                violation_error_message="This record is merged already.",
            ),
            models.CheckConstraint(
                name="person_not_merged_with_itself",
                condition=~Q(kept=F("merged")),
                violation_error_message="A record is not merged with itself.",
            ),
            models.CheckConstraint(
                name="person_parted_by_somebody",
                condition=Q(parted_on__isnull=True, parted_by__isnull=True)
                | Q(parted_on__isnull=False, parted_by__isnull=False),
                violation_error_message="Parting has a day and somebody who did it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} in {self.kept_id}"


class PossibleMatchQuerySet(models.QuerySet["PossibleMatch"]):
    def waiting(self) -> Self:
        return self.filter(state=MatchState.WAITING)

    def visible_to(self, user: User, *, on: date) -> Self:
        """Pairs both of whom somebody may see; those for the desk only by the desk."""
        people = Person.objects.visible_to(user, on=on)
        seen = self.filter(first__in=people, second__in=people)
        keeps = allows(user, Permission.MANAGE_RESTRICTED, on=on)
        return seen.filter(for_desk=keeps)

    def told_apart(self) -> Self:
        return self.filter(state=MatchState.TWO_PEOPLE).order_by("-decided_on", "-id")

    def oldest_first(self) -> Self:
        return self.order_by("found_on", "id")

    def with_people(self) -> Self:
        return self.select_related(
            *("first__home__locality", "second__home__locality"),
            *("first__merged_into", "second__merged_into", "decided_by"),
        )


class PossibleMatch(Keyed):
    """Two records that may be of one person, found when the first was saved.

    A pair for the desk has a restricted record in it, and nobody else sees that it is there.
    """

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="matches_found")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="matches_met")
    because = ArrayField(models.CharField(max_length=30))
    found_on = models.DateField()
    for_desk = models.BooleanField("for the safeguarding desk alone", default=False)
    state = models.CharField(max_length=12, choices=MatchState, default=MatchState.WAITING)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who decided is part of the record
        related_name="matches_decided",
    )

    objects = PossibleMatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "possible matches"
        indexes = [
            models.Index(
                fields=["for_desk", "found_on", "id"],
                name="match_waiting",
                condition=Q(state="waiting"),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="match_once_a_pair"),
            models.CheckConstraint(
                name="match_decided_by_somebody",
                condition=Q(state="waiting", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(state="waiting") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                violation_error_message="A decision has a day and somebody who made it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    @property
    def reasons(self) -> list[str]:
        return [BY_CODE[code].words for code in self.because]
