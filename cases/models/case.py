"""A case: what is being done for a person, whose turn it is, and since when."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.enums import (
    AssignmentBasis,
    CaseKind,
    Complexity,
    MilestoneKind,
    Outcome,
    Stage,
    Urgency,
    WaitingOn,
)
from cases.models.people import Home, Person
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, Scope
from lightbulb.core.access.sight import Through, not_hidden, opened
from lightbulb.core.access.subjects import CASE, PERSON, Subject
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap

PARTS = {
    PERSON: ("person_id", Through("person_id", Person, "merged_into_id")),
    CASE: ("pk",),
}


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        """Cases of the localities somebody reads cases in, and their own; all, for county
        roles; and what they opened in an emergency. Never what is kept from them."""
        scope = Scope.of(user, Permission.READ_CASES, on=on)
        within = self if scope.everywhere else self.filter(inside(scope) | opened(user, PARTS))
        return within.not_hidden_from(user, on=on)

    def told_to(self, user: Looker, *, on: date) -> Self:
        """Cases of which somebody may say where they stand, as whoever picks up the phone."""
        scope = Scope.of(user, Permission.ANSWER_CALLS, on=on)
        within = self if scope.everywhere else self.filter(inside(scope) | opened(user, PARTS))
        return within.not_hidden_from(user, on=on)

    def counted_for(self, user: Looker, *, on: date) -> Self:
        """Cases whose number somebody may know, as a line manager does, unread."""
        scope = Scope.of(user, Permission.SEE_LOAD, on=on)
        within = self if scope.everywhere else self.filter(inside(scope))
        return within.not_hidden_from(user, on=on)

    def not_hidden_from(self, user: Looker, *, on: date) -> Self:
        """Cases that no restriction keeps from somebody, wherever they lie."""
        return self.filter(not_hidden(user, PARTS, on=on))

    def reached_by(self, user: Looker, *, on: date) -> Self:
        """Cases where somebody reads cases, hidden ones among them: to name colleagues by,
        never to show."""
        scope = Scope.of(user, Permission.READ_CASES, on=on)
        return self if scope.everywhere else self.filter(inside(scope))

    def open(self) -> Self:
        return self.exclude(stage=Stage.CLOSED)

    def led_by(self, user: User) -> Self:
        return self.filter(lead_worker=user)

    def not_given_out(self) -> Self:
        return self.filter(stage=Stage.OPENED)

    def overdue(self, on: date) -> Self:
        """Open cases whose next step should have been done before the day."""
        return self.open().filter(next_action_on__lt=on)

    def with_people(self) -> Self:
        """What a list or a header shows of each case."""
        return self.select_related("person__merged_into", "home", "locality", "lead_worker")


def inside(scope: Scope) -> Q:
    """The same as `Scope.covers`, asked of every case."""
    found = Q(locality__in=scope.localities)
    if scope.hospital:
        found |= Q(kind=CaseKind.HOSPITAL)
    if scope.worker_id:
        found |= Q(lead_worker=scope.worker_id)
    return found


class Case(Keyed, Versioned):
    """One piece of help for one person, from being passed on to being closed.

    The last group of fields is worked out by `cases.clock.refresh` from milestones and
    stage, and written by nothing else.
    """

    reference = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # a case without its person means nothing
        related_name="cases",
    )
    home = models.ForeignKey(
        Home,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # works belong to a home
        related_name="cases",
    )
    kind = models.CharField(max_length=10, choices=CaseKind, default=CaseKind.LOCALITY)
    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # cases are counted by it
        related_name="cases",
    )
    funder = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # money was spent in its name
        related_name="cases_funded",
    )
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NOT_URGENT)
    complexity = models.CharField(max_length=10, choices=Complexity, default=Complexity.SIMPLE)
    what_matters = models.JSONField(default=list, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    lead_worker = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who led is part of the record
        related_name="cases_led",
    )

    stage = models.CharField(max_length=20, choices=Stage, default=Stage.OPENED)
    stage_since = models.DateField()
    waiting_on = models.CharField(max_length=10, choices=WaitingOn, default=WaitingOn.LOCALITY)
    waiting_since = models.DateField()
    next_action_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["locality", "next_action_on", "id"],
                name="case_open_by_next_action",
                condition=~Q(stage="closed"),
            ),
            models.Index(
                fields=["lead_worker", "next_action_on", "id"],
                name="case_led_by_next_action",
                condition=~Q(stage="closed"),
            ),
            # The caseload's orders, of open cases and of all; names are the people's own index.
            models.Index(
                fields=["next_action_on", "id"],
                name="case_open_in_order_of_next",
                condition=~Q(stage="closed"),
            ),
            models.Index(fields=["next_action_on", "id"], name="case_in_order_of_next"),
            models.Index(
                fields=["opened_on", "id"],
                name="case_open_in_order_of_age",
                condition=~Q(stage="closed"),
            ),
            models.Index(fields=["opened_on", "id"], name="case_in_order_of_age"),
            # How many there are is counted from the index alone.
            models.Index(fields=["locality", "stage"], name="case_counted_by_place"),
            models.Index(fields=["closed_on", "locality"], name="case_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_closed_with_day_and_outcome",
                condition=(Q(stage="closed") & Q(closed_on__isnull=False) & ~Q(outcome=""))
                | (~Q(stage="closed") & Q(closed_on__isnull=True) & Q(outcome="")),
                violation_error_message="A closed case has a day and an outcome.",
            ),
            models.CheckConstraint(
                name="case_place_or_hospital_with_funder",
                condition=Q(locality__isnull=False) | Q(kind="hospital", funder__isnull=False),
                violation_error_message="A case has a locality, or a hospital and a funder.",
            ),
            models.CheckConstraint(
                name="case_given_out_has_a_worker",
                condition=Q(stage="opened") | Q(stage="closed") | Q(lead_worker__isnull=False),
                violation_error_message="A case that is given out has a worker.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage != Stage.CLOSED

    def as_subject(self) -> Subject:
        """What access asks of it."""
        return Subject(
            parts=((CASE, self.pk), *self.person.as_parts()),
            locality_id=self.locality_id,
            is_hospital=self.kind == CaseKind.HOSPITAL,
            worker_id=self.lead_worker_id,
        )


class Milestone(models.Model):
    """A dated fact of a case. Correcting one adds another that supersedes it."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=30, choices=MilestoneKind)
    happened_on = models.DateField()
    event_id = models.BigIntegerField()
    superseded_by = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the chain of corrections is the record
        related_name="supersedes",
    )

    class Meta:
        ordering = ("happened_on", "id")
        indexes = [
            models.Index(
                fields=["kind", "happened_on"],
                name="milestone_kind_day",
                include=["case"],
                condition=Q(superseded_by__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Assignment(Keyed, Dated):
    """Who works on a case, as what, from when to when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    worker = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who worked on it is part of the record
        related_name="assignments",
    )
    basis = models.CharField(max_length=10, choices=AssignmentBasis, default=AssignmentBasis.LEAD)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("assignment_days_in_order"),
            no_overlap("assignment_once_at_a_time", "case", "worker", "basis"),
        ]

    def __str__(self) -> str:
        return f"{self.worker} on {self.case}"


UNITS = {
    "working_days": " working day, working days",
    "days": " day, days",
    "months": " month, months",
    "percent": "%,%",
}


def one_of(*names: str) -> Q:
    """Exactly one of these columns holds something."""
    return reduce(or_, (Q(**{f"{each}__isnull": each != name for each in names}) for name in names))


class Target(Keyed, Dated):
    """How long something should take, or from when an alert is raised, in one unit: the column
    that holds the figure says which. Policy, so dated, with its source."""

    code = models.CharField(max_length=40)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField("calendar days", null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField("percent of the target", null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("target_days_in_order"),
            no_overlap("target_once_at_a_time", "code"),
            models.CheckConstraint(
                name="target_in_one_unit",
                condition=one_of(*UNITS),
                violation_error_message="A target has one figure, in one unit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.in_words}"

    @property
    def figure(self) -> int:
        """The number, in the unit of the column that holds it."""
        return next(held for name in UNITS if (held := getattr(self, name)) is not None)

    @property
    def in_words(self) -> str:
        """ "20 working days", "1 month", "75%"."""
        unit = next(name for name in UNITS if getattr(self, name) is not None)
        one, many = UNITS[unit].split(",")
        return f"{self.figure}{one if self.figure == 1 else many}"
