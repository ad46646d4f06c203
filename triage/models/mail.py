"""The shared mailbox, worked as a queue: each mail with an owner and a clock."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import allows
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import Membership, User
from triage.enums import MailState
from triage.models.referral import Referral

LONGEST = 60_000  # some ten thousand words: a long chain of mails


def who_may_own(*, on: date) -> models.QuerySet[User]:
    """Who works the mailbox on a day."""
    held = Membership.objects.in_force(on).allowing(Permission.DECIDE_REFERRALS)
    return User.objects.working_on(on).filter(pk__in=held.values("user"))


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """For whoever decides referrals, and for nobody else: nobody knows yet whom a mail is
        about. Once it is under a referral that is known, so it is read by whoever may read the
        referral, and kept from those from whom the person is kept."""
        if not allows(user, Permission.DECIDE_REFERRALS, on=on):
            return self.none()
        readable = Referral.objects.visible_to(user, on=on).values("pk")
        return self.filter(Q(referral=None) | Q(referral__in=readable))

    def waiting(self) -> Self:
        return self.filter(state=MailState.WAITING).order_by("due_on", "taken_at")

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def without_anybody(self, *, on: date) -> Self:
        """Whose owner no longer works the mailbox, so that nobody sees to them."""
        return self.exclude(owner__in=who_may_own(on=on))

    def for_display(self) -> Self:
        return self.select_related("owner", "taken_by", "closed_by", "referral")


class Mail(Keyed):
    """One mail as it was pasted, whose it is to see to, and what came of it."""

    sender = models.CharField("from", max_length=200)
    subject = models.CharField(max_length=200)
    received_on = models.DateField()
    body = models.TextField("the text", max_length=LONGEST)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # nothing in the mailbox is nobody's
        related_name="mails_owned",
    )
    due_on = models.DateField("to be settled by", null=True, blank=True)
    taken_at = models.DateTimeField(db_default=Now(), editable=False)
    taken_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who took it is part of the record
        related_name="mails_taken",
    )
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    answer = models.CharField("what was done", max_length=1000, blank=True)
    referral = models.ForeignKey(
        Referral,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what came of the mail
        related_name="mails",
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who settled it is part of the record
        related_name="mails_closed",
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("-taken_at", "-id")
        indexes = [
            models.Index(
                fields=["due_on", "taken_at"], name="mail_waiting", condition=Q(state="waiting")
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_settled_by_somebody_on_a_day",
                condition=Q(state="waiting", closed_on=None, closed_by=None)
                | (~Q(state="waiting") & Q(closed_on__isnull=False, closed_by__isnull=False)),
                violation_error_message="What is settled has its day and who did it.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("triage:mail", args=[self.pk])
