"""What was agreed, what was ordered for it, and how it turned out."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.enums import SolutionKind, SolutionState, Theme
from cases.models.capacity import CapacityDecision
from cases.models.case import Case
from cases.models.photos import VisitPhoto
from cases.models.visit import Visit
from cases.mot.catalogue import catalogue, recipient_of
from cases.rules.competence import area_of
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User


class SolutionQuerySet(models.QuerySet["Solution"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def undecided(self) -> Self:
        return self.filter(state=SolutionState.OFFERED)

    def with_orders(self) -> Self:
        """With every order made for each, the last one first."""
        return self.prefetch_related("orders")

    def for_plan(self) -> Self:
        """With their orders, the photo each is marked on, and what somebody has to agree to."""
        return self.with_orders().select_related("photo").prefetch_related("sign_offs")

    def to_put_right(self) -> Self:
        """What does not suit, or was to be ordered again after its order was cancelled."""
        again = Q(state=SolutionState.ACCEPTED, orders__cancelled_on__isnull=False)
        return self.filter(Q(state=SolutionState.UNSUITABLE) | again).distinct()

    def delivered(self) -> Self:
        return self.filter(state__in=(SolutionState.DELIVERED, SolutionState.CHECKED))


class Solution(Keyed, Versioned):
    """One thing that may help, from which answers, and what the person decided."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="solutions")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="solutions")
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=SolutionKind)
    domain = models.CharField(max_length=30)
    from_answers = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    because = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=SolutionState, default=SolutionState.OFFERED)
    size = models.CharField(max_length=40, blank=True, db_default="", default="")
    place = models.CharField("where", max_length=80, blank=True, db_default="", default="")
    side = models.CharField("which side", max_length=20, blank=True, db_default="", default="")
    detail = models.CharField(
        "height or other detail", max_length=150, blank=True, db_default="", default=""
    )
    photo = models.ForeignKey(
        VisitPhoto, null=True, blank=True, on_delete=models.SET_NULL, related_name="solutions"
    )
    mark_x = models.PositiveSmallIntegerField(
        "across the photo, in its pixels", null=True, blank=True
    )
    mark_y = models.PositiveSmallIntegerField(
        "down the photo, in its pixels", null=True, blank=True
    )
    reason = models.CharField(max_length=300, blank=True)
    cost = models.DecimalField(
        "about what it costs, in pounds", max_digits=8, decimal_places=2, null=True, blank=True
    )
    next_step = models.CharField(max_length=200, blank=True, db_default="", default="")
    who = models.CharField(
        "who takes the next step", max_length=120, blank=True, db_default="", default=""
    )
    may_tell = models.BooleanField(
        "they agree that whoever it is passed on to is told", null=True, blank=True
    )
    decided_under = models.ForeignKey(
        CapacityDecision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who decided is part of the record
        related_name="solutions",
    )
    ask_again_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    objects = SolutionQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "code", "label"],
                name="solution_once_a_visit",
                violation_error_message="This is in the plan already.",
            ),
            models.CheckConstraint(
                name="solution_declined_has_a_day_to_ask_again",
                condition=~Q(state="declined") | Q(ask_again_on__isnull=False),
                violation_error_message="Say when to ask again.",
            ),
            models.CheckConstraint(
                name="solution_decided_exactly_with_its_day",
                condition=Q(state="offered", decided_on__isnull=True)
                | (~Q(state="offered") & Q(decided_on__isnull=False)),
                violation_error_message="A decision has its day.",
            ),
            models.CheckConstraint(
                name="solution_marked_at_a_point",
                condition=Q(mark_x=None, mark_y=None)
                | Q(mark_x__isnull=False, mark_y__isnull=False),
                violation_error_message="A mark lies at a point.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_taken_out_easily(self) -> bool:
        """Added by hand, accepted, and nothing ordered for it yet."""
        by_hand = not self.from_answers and self.state == SolutionState.ACCEPTED
        return by_hand and not self.orders.all()

    @property
    def recipient(self) -> str:
        """Whom it is passed on to, where it is a referral; empty where nobody is named."""
        known = catalogue().get(self.code)
        return recipient_of(known) if known and self.kind == SolutionKind.REFERRAL_OUT else ""

    @property
    def shown_on(self) -> VisitPhoto | None:
        """The photo on which its place is marked, as long as that is kept."""
        return self.photo if self.photo and self.photo.removed_on is None else None

    @property
    def goes_to(self) -> str:
        """The short sign of whoever receives it, as `RECIPIENTS` has it; empty where nobody is."""
        known = catalogue().get(self.code)
        return known.who if known and self.kind == SolutionKind.REFERRAL_OUT else ""

    @property
    def area(self) -> str:
        """The competence that recommending it takes; empty where it takes none."""
        known = catalogue().get(self.code)
        return area_of(self.kind, known.who if known else "") or ""

    @property
    def waits_for_agreement(self) -> bool:
        """Recommended above somebody's competence, and nobody has agreed yet. Of `for_plan`."""
        return any(each.answered_on is None for each in self.sign_offs.all())

    @property
    def order(self) -> "Order | None":
        """The last order made for it, cancelled ones too. Of `with_orders`."""
        return next(iter(self.orders.all()), None)


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(solution__case__in=Case.objects.visible_to(user, on=on))

    def outstanding(self) -> Self:
        """Neither here nor cancelled."""
        return self.filter(delivered_on=None, cancelled_on=None)

    def to_chase(self, on: date) -> Self:
        """Outstanding, with no day promised or one that has come, and not asked again since."""
        due = Q(expected_on=None) | Q(expected_on__lte=on)
        again = Q(chase_on=None) | Q(chase_on__lte=on)
        return self.outstanding().filter(due & again)


class Order(Keyed, Versioned):
    """Something ordered for a solution, until it is there or will not come."""

    solution = models.ForeignKey(
        Solution,
        on_delete=models.PROTECT,  # what was ordered stays known
        related_name="orders",
    )
    supplier = models.CharField(max_length=120)
    detail = models.CharField("size, place and detail", max_length=300, blank=True)
    ordered_on = models.DateField()
    expected_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_because = models.CharField("why it will not come", max_length=300, blank=True)
    chase_on = models.DateField("ask the supplier again on", null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    chased_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who asked is part of the record
        related_name="orders_chased",
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ("-ordered_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["solution"],
                condition=Q(delivered_on__isnull=True, cancelled_on__isnull=True),
                name="order_one_outstanding",
                violation_error_message="This is on order already.",
            ),
            models.CheckConstraint(
                name="order_delivered_or_cancelled",
                condition=Q(delivered_on__isnull=True) | Q(cancelled_on__isnull=True),
                violation_error_message="What came was not cancelled.",
            ),
            models.CheckConstraint(
                name="order_cancelled_with_its_reason",
                condition=Q(cancelled_on__isnull=True, cancelled_because="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancelled_because="")),
                violation_error_message="Say why it will not come.",
            ),
            models.CheckConstraint(
                name="order_delivered_after_ordered",
                condition=Q(delivered_on__isnull=True)
                | Q(delivered_on__gte=models.F("ordered_on")),
                violation_error_message="Nothing is delivered before it is ordered.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.solution} from {self.supplier}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))


class FollowUp(Keyed, Versioned):
    """Going back to see whether it helped, with the same six scores as before."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    suits = models.BooleanField("what was provided suits", null=True, blank=True)
    falls_since = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("due_on",)
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(done_on__isnull=True),
                name="follow_up_one_open",
                violation_error_message="A follow-up is already due.",
            ),
        ]

    def __str__(self) -> str:
        return f"Follow-up of {self.case}"


class OutcomeScore(models.Model):
    """What the person gave a theme at a follow-up."""

    id = models.BigAutoField(primary_key=True)
    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="scores")
    theme = models.CharField(max_length=20, choices=Theme)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "theme"], name="outcome_score_once_a_theme"
            ),
            models.CheckConstraint(
                name="outcome_score_from_1_to_10",
                condition=Q(value__gte=1, value__lte=10),
                violation_error_message="A score is from 1 to 10.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.value}"
