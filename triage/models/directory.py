"""The directory of services that people are told of: who offers what, where, to whom.

Fields carry the names that Open Referral UK gives them, so that entries can be exchanged.
"""

from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from triage.enums import Need, ServiceStatus

# An example, to be confirmed by the partnership: after so long an entry is marked as old.
GOOD_FOR = timedelta(days=183)


class DirectoryOrganisation(Keyed):
    """Whoever offers a service."""

    name = models.CharField(max_length=200, unique=True)
    website = models.URLField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class DirectoryServiceQuerySet(models.QuerySet["DirectoryService"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """All of it, for everybody who works here: it holds nothing of any person."""
        return self

    def offered(self) -> Self:
        return self.filter(status=ServiceStatus.ACTIVE)

    def for_need(self, need: str) -> Self:
        return self.filter(needs__contains=[need])

    def in_locality(self, locality: Locality) -> Self:
        """Services for a locality, or for the whole county because they name none."""
        areas = DirectoryService.areas.through.objects.filter(directoryservice=OuterRef("pk"))
        here = Exists(areas.filter(locality=locality))
        return self.filter(here | ~Exists(areas))

    def telling_of(self, words: str) -> Self:
        """Services that tell of each word, anywhere in the entry."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(description__icontains=word)
                | Q(eligibility_description__icontains=word)
                | Q(organization__name__icontains=word)
                | Q(needs__overlap=needs_named(word))
            )
        return found

    def for_display(self) -> Self:
        return self.select_related("organization", "assured_by").prefetch_related(
            "areas", "locations", "schedules"
        )


def needs_named(word: str) -> list[str]:
    """Needs whose label has the word in it."""
    return [need.value for need in Need if word.casefold() in str(need.label).casefold()]


class DirectoryService(Keyed, Versioned):
    """One service somebody can be told of or referred to."""

    organization = models.ForeignKey(
        DirectoryOrganisation,
        on_delete=models.PROTECT,  # a service without its organisation says too little
        related_name="services",
    )
    name = models.CharField(max_length=200)
    description = models.TextField(max_length=2000)
    url = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    fees_description = models.CharField("what it costs", max_length=300, blank=True)
    eligibility_description = models.CharField("who it is for", max_length=500, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list)
    areas = models.ManyToManyField(Locality, blank=True, related_name="directory_services")
    status = models.CharField(max_length=10, choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    assured_date = models.DateField("last checked", null=True, blank=True)
    assured_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who vouched for it is part of the record
        related_name="services_checked",
    )
    is_example = models.BooleanField("a demonstration entry", default=False)

    objects = DirectoryServiceQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                name="directory_service_ages_in_order",
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=models.F("minimum_age")),
                violation_error_message="The oldest age must not be below the youngest.",
            ),
            models.CheckConstraint(
                name="directory_service_checked_by_somebody",
                condition=Q(assured_by__isnull=True) | Q(assured_date__isnull=False),
                violation_error_message="A check has its day.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("triage:service", args=[self.pk])

    def is_old(self, on: date) -> bool:
        """Whether nobody has checked it for so long that it may be wrong."""
        return self.assured_date is None or on - self.assured_date > GOOD_FOR


class ServiceLocation(Keyed):
    """A place where a service is given."""

    service = models.ForeignKey(
        DirectoryService, on_delete=models.CASCADE, related_name="locations"
    )
    name = models.CharField(max_length=150, blank=True)
    address_1 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.address_1, self.city, self.postal_code)))


class ServiceSchedule(Keyed):
    """When a service is open, a line each: "Monday to Friday, 9am to 5pm"."""

    service = models.ForeignKey(
        DirectoryService, on_delete=models.CASCADE, related_name="schedules"
    )
    description = models.CharField(max_length=150)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.description
