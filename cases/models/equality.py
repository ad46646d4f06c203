"""What somebody chose to tell about themselves for fairness figures. Never part of a case."""

from django.db import models

from cases.equality import Disability, Ethnicity, Religion, Sex
from cases.models.people import Person
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class EqualityAnswers(Keyed):
    """Asked for figures by group alone; each answer may be kept back. Read by no case page."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="equality_answers")
    sex = models.CharField(max_length=20, choices=Sex, default=Sex.NOT_ASKED)
    ethnicity = models.CharField(max_length=20, choices=Ethnicity, default=Ethnicity.NOT_ASKED)
    religion = models.CharField(max_length=20, choices=Religion, default=Religion.NOT_ASKED)
    disability = models.CharField(max_length=20, choices=Disability, default=Disability.NOT_ASKED)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who asked is part of the record
        related_name="+",
    )

    class Meta:
        verbose_name_plural = "equality answers"

    def __str__(self) -> str:
        return f"answers of {self.asked_on}"
