"""Who does housing support where, and for whom: all of it dated, none of it fixed.

Seven districts are today's data. Boundaries, hosts and agreements change, and what was
true on a day must stay readable.
"""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.enums import Function, OrganisationKind
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap


class OrganisationQuerySet(DatedQuerySet):
    def hub_on(self, day: date) -> "Organisation | None":
        """The hub in force on a day, which signs what the service writes."""
        return self.in_force(day).filter(kind=OrganisationKind.HUB).first()

    def districts(self) -> Self:
        return self.filter(kind=OrganisationKind.DISTRICT)


class Organisation(Keyed, Dated):
    """A council, the hub, a hospital trust or a partner."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    hosted_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a host cannot go while it hosts
        related_name="hosts",
    )
    letter_lines = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name="address on letters",
    )
    phone = models.CharField(max_length=30, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            days_in_order("organisation_days_in_order"),
            no_overlap("organisation_code_once_at_a_time", "code"),
            models.CheckConstraint(
                name="organisation_hub_has_a_host",
                condition=~Q(kind=OrganisationKind.HUB) | Q(hosted_by__isnull=False),
                violation_error_message="A hub needs the council that hosts it.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LocalityQuerySet(DatedQuerySet):
    def of_lad(self, lad_code: str, *, on: date) -> Self:
        """The locality that a local authority district code means on a day."""
        return self.in_force(on).filter(lad_code=lad_code)


class Locality(Keyed, Dated):
    """An area with its own team: today, a district."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,  # cases name their locality for ever
        related_name="localities",
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    lad_code = models.CharField("local authority district code", max_length=9)

    objects = LocalityQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "localities"
        constraints = [
            days_in_order("locality_days_in_order"),
            no_overlap("locality_code_once_at_a_time", "code"),
            no_overlap("locality_lad_code_once_at_a_time", "lad_code"),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(DatedQuerySet):
    def for_display(self) -> Self:
        return self.select_related("giver", "receiver", "locality")

    def allowing(
        self,
        function: Function,
        *,
        giver: Organisation,
        receiver: Organisation,
        on: date,
    ) -> Self:
        """Agreements under which `receiver` may do `function` for `giver` on a day."""
        return self.in_force(on).filter(function=function, giver=giver, receiver=receiver)

    def covering(self, locality: "Locality") -> Self:
        """Those for the whole area of the giver, or for this part of it."""
        return self.filter(Q(locality=None) | Q(locality=locality))


class Agreement(Keyed, Dated):
    """One organisation does a function for another, in an area, for a time.

    Work crosses a council boundary only under one of these. `source` says where the
    agreement is written down; an invented one says "example".
    """

    function = models.CharField(max_length=20, choices=Function)
    giver = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,  # past work rests on it
        related_name="agreements_given",
    )
    receiver = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,  # past work rests on it
        related_name="agreements_received",
    )
    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # past work rests on it
        related_name="agreements",
        help_text="Empty means the whole area of the organisation that gives it.",
    )
    power = models.CharField("legal power", max_length=200, blank=True)
    source = models.CharField(max_length=300)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("giver__name", "receiver__name", "function")
        constraints = [
            days_in_order("agreement_days_in_order"),
            models.CheckConstraint(
                name="agreement_between_two",
                condition=~Q(giver=models.F("receiver")),
                violation_error_message="An agreement is between two organisations.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receiver.short_name} for {self.giver.short_name}: {self.function}"
