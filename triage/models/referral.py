"""A referral, as it was told."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Case, Home, Person
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, Scope
from lightbulb.core.access.sight import Through, not_hidden, opened
from lightbulb.core.access.subjects import CASE, PERSON, REFERRAL, Subject
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from triage.enums import (
    Door,
    Need,
    Priority,
    ReferralState,
    Source,
    Staying,
    UrgencyFact,
    Wish,
)
from triage.models.partners import PartnerLink
from triage.rules.figures import figures_on
from triage.rules.suggestion import band_days, score_on

UNDECIDED = (ReferralState.RECEIVED, ReferralState.ASKED)


def band_condition(band: str, *, on: date) -> Q:
    """What a referral of a priority is: the one decided, or where it ranks today."""
    after, until = band_days(band, figures_on(on), on=on)
    ranks = Q(ranks_from__lte=until) & (Q(ranks_from__gt=after) if after else Q())
    return Q(state=ReferralState.DECIDED, priority=band) | Q(state__in=UNDECIDED) & ranks


OF_PERSON = ("person_id", "person__merged_into_id")  # whichever record stands for the person
PARTS = {
    PERSON: ("person_id", Through("person_id", Person, "merged_into_id")),
    CASE: ("case_id",),
    REFERRAL: ("pk",),
}


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        """Referrals of the localities somebody reads referrals in; all, for triage and county
        roles; and what they opened in an emergency. Never what is kept from them."""
        scope = Scope.of(user, Permission.READ_REFERRALS, on=on)
        if scope.everywhere:
            return self.not_hidden_from(user, on=on)
        within = Q(locality__in=scope.localities) | opened(user, PARTS)
        return self.filter(within).not_hidden_from(user, on=on)

    def not_hidden_from(self, user: Looker, *, on: date) -> Self:
        """Referrals that no restriction keeps from somebody, wherever they lie."""
        return self.filter(not_hidden(user, PARTS, on=on))

    def waiting(self) -> Self:
        """Not decided yet, whether triage or somebody who was asked is awaited."""
        return self.filter(state__in=UNDECIDED)

    def in_queue(self, on: date) -> Self:
        """Triage's to decide: those whose details were asked for come back on their day."""
        return self.waiting().exclude(state=ReferralState.ASKED, chase_on__gt=on)

    def aside(self, on: date) -> Self:
        """Put aside until what was asked for comes, or the day to ask again."""
        return self.filter(state=ReferralState.ASKED, chase_on__gt=on)

    def in_band(self, band: str, *, on: date) -> Self:
        """As decided, or as the score stands today where it waits."""
        return self.filter(band_condition(band, on=on))

    def most_pressing_first(self) -> Self:
        return self.order_by("ranks_from", "received_on", "id")

    def with_people(self) -> Self:
        """What a list or a page shows of each, and whether the person was open before."""
        outside = (models.OuterRef(models.OuterRef(name)) for name in OF_PERSON)
        one = Person.objects.one_with(*outside).values("pk")
        earlier = Referral.objects.waiting().filter(person__in=one, pk__lt=models.OuterRef("pk"))
        cases = Case.objects.open().filter(person__in=one)
        return self.select_related(
            "person__merged_into", "home", "locality", "case", "deciding_by", "link"
        ).annotate(is_open_already=models.Exists(earlier) | models.Exists(cases))


class Referral(Keyed, Versioned):
    """Somebody asks for help, for themselves or for somebody else. Kept as it was told.

    `score` and `priority` are those of what was told; waiting adds to them, so the queue is
    ordered by `ranks_from`, the day from which a referral without points would rank the same.
    """

    reference = models.CharField(max_length=12, unique=True)
    door = models.CharField(max_length=10, choices=Door)
    source = models.CharField(max_length=20, choices=Source)
    link = models.ForeignKey(
        PartnerLink,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # by whose link it came is part of the record
        related_name="referrals",
    )
    received_on = models.DateField()
    logged_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who took the call is part of the record
        related_name="referrals_logged",
    )
    caller_name = models.CharField(max_length=150, blank=True)
    caller_relation = models.CharField("who they are to the person", max_length=60, blank=True)
    caller_phone = models.CharField(max_length=30, blank=True)
    words = models.TextField("in their words, why now", blank=True, max_length=5000)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # a referral without its person means nothing
        related_name="referrals",
    )
    home = models.ForeignKey(
        Home,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where the help is needed
        related_name="referrals",
    )
    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # referrals are counted by it
        related_name="referrals",
    )
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list)
    urgency_facts = ArrayField(
        models.CharField(max_length=20, choices=UrgencyFact), default=list, blank=True
    )
    falls = models.PositiveSmallIntegerField("falls in the last year", null=True, blank=True)
    urgency_asked = models.BooleanField("asked, and none of these apply", default=False)
    staying = models.CharField(
        "where they are now", max_length=20, choices=Staying, default=Staying.HOME
    )
    ward = models.CharField("hospital and ward", max_length=120, blank=True)
    home_from_hospital_on = models.DateField("home from hospital on", null=True, blank=True)
    wish = models.CharField(
        "what they hope for", max_length=20, choices=Wish, default=Wish.NOT_SAID
    )
    help_now = models.CharField("help they have now", max_length=300, blank=True)
    linked_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the call that told of both
        related_name="linked",
    )
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.RECEIVED)
    score = models.PositiveSmallIntegerField(default=0)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.ROUTINE)
    ranks_from = models.DateField(editable=False)
    asked_whom = models.CharField("who was asked", max_length=150, blank=True)
    asked_for = models.CharField("what was asked for", max_length=300, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    chase_on = models.DateField("when to chase", null=True, blank=True)
    deciding_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    deciding_since = models.DateTimeField(null=True, blank=True)
    case = models.OneToOneField(
        Case,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where it led is part of the record
        related_name="referral",
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["ranks_from", "received_on", "id"],
                name="referral_undecided",
                condition=Q(state__in=("received", "asked")),
            ),
            models.Index(fields=["received_on", "locality"], name="referral_received"),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_names_a_need",
                condition=Q(needs__len__gte=1),
                violation_error_message="Say at least one thing that is hard at home.",
            ),
            models.CheckConstraint(
                name="referral_asked_of_somebody_until_a_day",
                condition=~Q(state="asked")
                | (Q(asked_on__isnull=False, chase_on__isnull=False) & ~Q(asked_whom="")),
                violation_error_message="Say who was asked, and when to chase.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def priority_on(self, day: date) -> str:
        """As decided; while it waits, as its score stands on the day."""
        if self.state == ReferralState.DECIDED:
            return self.priority
        figures = figures_on(day)
        return figures.band(max(score_on(day, self.ranks_from, figures), self.score))

    def get_absolute_url(self) -> str:
        return reverse("triage:referral", args=[self.pk])

    def as_subject(self) -> Subject:
        """What access asks of it. It is nobody's own: whoever leads its case has the case."""
        own = ((REFERRAL, self.pk), *self.person.as_parts())
        of_case = ((CASE, self.case_id),) if self.case_id else ()
        return Subject(parts=own + of_case, locality_id=self.locality_id)
