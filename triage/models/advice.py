"""Answers to common questions, and calls that needed no more than one."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from triage.enums import Door, Need


class AdviceQuerySet(models.QuerySet["AdviceEntry"]):
    def offered(self) -> Self:
        return self.filter(withdrawn_on=None)

    def fitting_first(self, needs: list[str]) -> Self:
        """Answers to any of these needs before the others."""
        fits = (
            models.Case(models.When(needs__overlap=needs, then=0), default=1)
            if needs
            else models.Value(0)
        )
        return self.alias(fits=fits).order_by("fits", "title")


class AdviceEntry(Keyed, Versioned):
    """One answer of the library, in words that can be read out. Staff keep it right."""

    title = models.CharField(max_length=120)
    words = models.TextField("what to say", max_length=2000)
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list)
    is_pack = models.BooleanField("is a self-help pack to send", default=False)
    source = models.CharField("where it is from", max_length=200)
    checked_on = models.DateField("last checked on")
    checked_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who stands for what is said
        related_name="advice_checked",
    )
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        verbose_name_plural = "advice entries"
        constraints = [
            models.UniqueConstraint(
                fields=["title"],
                name="advice_title_once",
                condition=Q(withdrawn_on=None),
                violation_error_message="There is an answer with this title already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Enquiry(Keyed):
    """Somebody was only asking: what about, and what they were told. Nobody is named."""

    need = models.CharField("what about", max_length=20, choices=Need)
    advice = models.ForeignKey(
        AdviceEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what was said is part of the record
        related_name="enquiries",
    )
    door = models.CharField(max_length=10, choices=Door)
    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # enquiries are counted by it
        related_name="enquiries",
    )
    answered_on = models.DateField()
    answered_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who answered is part of the record
        related_name="enquiries_answered",
    )

    class Meta:
        verbose_name_plural = "enquiries"
        indexes = [models.Index(fields=["answered_on", "need"], name="enquiry_day")]

    def __str__(self) -> str:
        return f"{self.need} {self.answered_on}"
