"""What was said and seen, and what somebody has to do: the notes and tasks of a case."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import NoteKind, NoteLevel, SpokeTo
from cases.models.case import Case
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User

HEARD = (SpokeTo.PERSON, SpokeTo.FAMILY)


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        """That there is a note; what a safeguarding note says is for its readers alone."""
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def standing(self) -> Self:
        """Those no correction replaced."""
        return self.filter(corrected_by=None)

    def heard(self) -> Self:
        """Contacts in which the person, or somebody for them, had word from the service."""
        return self.standing().filter(spoke_to__in=HEARD)


class Note(Keyed):
    """A contact or a remark. It is never changed: a correction is another note beside it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField("how", max_length=10, choices=NoteKind, default=NoteKind.PHONE)
    spoke_to = models.CharField("with whom", max_length=10, choices=SpokeTo, blank=True)
    who = models.CharField("who exactly", max_length=120, blank=True)
    level = models.CharField(
        "who may read it", max_length=12, choices=NoteLevel, default=NoteLevel.STANDARD
    )
    text = models.TextField("what was said", max_length=5000)
    happened_on = models.DateField()
    written_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who wrote it is part of the record
        related_name="notes_written",
    )
    written_at = models.DateTimeField(auto_now_add=True)
    corrects = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what it said before stays
        related_name="corrected_by",
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "-id")
        indexes = [
            models.Index(
                fields=["case", "-happened_on"],
                name="note_last_heard",
                condition=Q(spoke_to__in=HEARD),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="note_says_something",
                condition=~Q(text=""),
                violation_error_message="Write what was said.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.happened_on}"


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def to_do(self) -> Self:
        """Not done yet, in an open case, the most pressing first."""
        return self.filter(done_on=None, case__closed_on=None).order_by("due_on", "id")


class Task(Keyed, Versioned):
    """Something to do in a case, by somebody, by a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField("what is to be done", max_length=200)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # whose task it was is part of the record
        related_name="tasks",
    )
    due_on = models.DateField("by when")
    set_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who asked for it is part of the record
        related_name="tasks_set",
    )
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who did it is part of the record
        related_name="tasks_done",
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = [
            models.Index(fields=["owner", "due_on"], name="task_to_do", condition=Q(done_on=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="task_done_by_somebody",
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                violation_error_message="Say who did it.",
            )
        ]

    def __str__(self) -> str:
        return self.text
