"""The people who work here: who they are, what they are here for, when they are away."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from lightbulb.core.access.permissions import OF_A_LINE_MANAGER, Permission
from lightbulb.core.access.roles import ROLES, Reach, Role, RoleCode, with_permission
from lightbulb.core.access.subjects import Part
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.enums import AbsenceKind, Basis
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap


class UserQuerySet(models.QuerySet["User"]):
    def working_on(self, day: date) -> Self:
        """People who may sign in and have a membership in force on a day."""
        in_force = Membership.objects.in_force(day).filter(user=models.OuterRef("pk"))
        return self.filter(models.Exists(in_force), is_active=True)

    def by_organisation(self, *, on: date, words: str = "") -> list["Membership"]:
        """Memberships of everybody working on a day, by organisation, place and name."""
        found = Membership.objects.in_force(on).filter(user__in=self.working_on(on))
        for word in words.split():
            place = Locality.objects.filter(memberships=models.OuterRef("pk"))
            found = found.filter(
                models.Q(user__name__icontains=word)
                | models.Q(organisation__name__icontains=word)
                | models.Exists(place.filter(name__icontains=word))
            )
        shown = found.for_display().select_related("user", "organisation")
        return list(shown.order_by("organisation__name", "user__name", "id"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, *, name: str, password: str | None = None) -> "User":
        user = User(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str) -> "User":
        user: User = self.get(email=username.lower())
        return user


class User(Keyed, Versioned, AbstractBaseUser):
    """A member of staff of any partner. What they may do comes from memberships alone."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    actor_kind = "staff"

    email = models.EmailField(
        "work email address",
        unique=True,
        error_messages={"unique": "Somebody already signs in with this address."},
    )
    name = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)
    shortcuts = models.BooleanField("single-key shortcuts", default=False)
    alerts_each = models.BooleanField("a notice for each alert", default=False)
    # Where they live, as far as they say: whoever looks up their own street is asked why.
    home_house = models.CharField("house name or number", max_length=60, blank=True)
    home_postcode = models.CharField("home postcode", max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                name="user_email_in_small_letters",
                condition=models.Q(email=Lower("email")),
                violation_error_message="An email address is kept in small letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("core:colleague", args=[self.pk])

    @property
    def actor_id(self) -> str:
        return str(self.pk)

    def memberships_on(self, day: date) -> list["Membership"]:
        """Memberships in force, posts before cover, with what a page shows of them.

        Asked for once by each object, which lives as long as a request: the next request
        sees what has changed. Whoever may not sign in has none.
        """
        if not self.is_active:
            return []
        if day not in self.known_memberships:
            self.known_memberships[day] = list(self.memberships.in_force(day).for_display())
        return self.known_memberships[day]

    @cached_property
    def known_memberships(self) -> dict[date, list["Membership"]]:
        return {}

    @cached_property
    def known_restrictions(self) -> dict[date, Any]:
        return {}

    @property
    def staff_id(self) -> UUID | None:
        """How restrictions name this person; nothing else that acts has one."""
        return self.pk if self.is_active else None

    def opened_in_emergency(self, now: datetime) -> frozenset[Part]:
        """What this person has open in an emergency at a moment, to the second it closes."""
        if not self.is_active:
            return frozenset()
        return frozenset(each.part for each in self.known_emergencies if each.is_open(now))

    @cached_property
    def known_emergencies(self) -> list[Any]:
        """Asked for once, as memberships are; the verbs that open and close forget them."""
        return list(self.emergencies.open_at(timezone.now()))

    def emergencies_asked_for(self) -> list[Any]:
        """The same, where this request has asked already: none on a page without records."""
        known: list[Any] = self.__dict__.get("known_emergencies", [])
        return known

    def forget_emergencies(self) -> None:
        self.__dict__.pop("known_emergencies", None)


class MembershipQuerySet(DatedQuerySet):
    def for_display(self) -> Self:
        return (
            self.select_related("organisation")
            .prefetch_related("localities")
            .order_by(
                models.Case(models.When(basis=Basis.POST, then=0), default=1),
                "starts_on",
                "id",
            )
        )

    def in_locality(self, locality: Locality) -> Self:
        return self.filter(localities=locality)

    def allowing(self, permission: Permission) -> Self:
        """Those that give a permission, wherever it reaches."""
        found = self.filter(role__in=with_permission(permission))
        return found if permission in OF_A_LINE_MANAGER else found.exclude(basis=Basis.MATRIX)


class Membership(Keyed, Dated):
    """A role at an organisation, for localities, from a day to a day, and why."""

    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # what somebody did rests on it
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,  # what somebody did rests on it
        related_name="memberships",
    )
    role = models.CharField(max_length=30, choices=RoleCode)
    localities = models.ManyToManyField(Locality, blank=True, related_name="memberships")
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.POST)
    fte = models.DecimalField(
        "share of a full-time post",
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
    )
    approved_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # approval is part of the record
        related_name="memberships_approved",
    )
    absence = models.ForeignKey(
        "Absence",
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # it was for those days alone
        related_name="memberships",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("membership_days_in_order"),
            models.CheckConstraint(
                name="membership_share_of_a_post",
                condition=models.Q(fte__isnull=True) | models.Q(fte__gt=0, fte__lte=1),
                violation_error_message="A share of a post is more than 0 and at most 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_name}, {self.place}"

    @property
    def details(self) -> Role:
        return ROLES[self.role]

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role may do; a line manager of another council's staff sees their load."""
        allowed = self.details.permissions
        return allowed & OF_A_LINE_MANAGER if self.basis == Basis.MATRIX else allowed

    @property
    def reach(self) -> Reach:
        """As far as the role's; matrix management goes by the localities it names."""
        return Reach.LOCALITIES if self.basis == Basis.MATRIX else self.details.reach

    @property
    def role_name(self) -> str:
        return self.details.name

    @property
    def place(self) -> str:
        """Where: the locality when it is one, else the organisation."""
        names = [locality.name for locality in self.localities.all()]
        return names[0] if len(names) == 1 else self.organisation.short_name


class AbsenceQuerySet(DatedQuerySet):
    def in_teams(self, localities: Sequence[Locality], *, on: date) -> Self:
        """People away on a day who work in any of the localities."""
        members = Membership.objects.in_force(on).filter(localities__in=localities)
        return self.in_force(on).filter(user__in=members.values("user"))

    def for_display(self) -> Self:
        return self.select_related("user", "cover").order_by("starts_on", "user__name")

    def not_over(self, on: date) -> Self:
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on))


class Absence(Keyed, Dated):
    """Days on which somebody is away, and who is asked instead."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind, default=AbsenceKind.LEAVE)
    cover = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what they did in the other's place rests on it
        related_name="covering",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("absence_days_in_order"),
            no_overlap("absence_once_at_a_time", "user"),
            models.CheckConstraint(
                name="absence_covered_by_another",
                condition=models.Q(cover__isnull=True) | ~models.Q(cover=models.F("user")),
                violation_error_message="Choose somebody else as cover.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is away"

    def clashes(self) -> bool:
        """Whether the person is already away on some of these days."""
        others = Absence.objects.filter(user=self.user).exclude(pk=self.pk)
        if self.ends_on:
            others = others.filter(starts_on__lte=self.ends_on)
        return others.not_over(self.starts_on).exists()


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(Keyed):
    """Something a member of staff should know, shown on their home page until read."""

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = [
            models.Index(
                fields=["to", "-made_at"],
                name="notice_unread",
                condition=models.Q(read_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.text
