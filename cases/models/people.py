"""People and their homes."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from cases.enums import Channel, ConcernRoute, LetterFormat, Tenure
from cases.extension_points import search_sources
from cases.names.parts import LONGEST_WORD, name_words, plain
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, Scope
from lightbulb.core.access.sight import not_hidden, opened
from lightbulb.core.access.subjects import PERSON, Part, Subject
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.models import Versioned
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order

RING = {ConcernRoute.ADULT: "adult duty", ConcernRoute.CHILD: "children’s duty"}


def sort_name(given: str, family: str) -> str:
    """How a name sorts and is searched: family name first, small letters, no accents."""
    return plain(f"{family} {given}")[:200]


PHONE_DIGITS = models.Func(
    models.F("phone"),
    models.Value("[^0-9]"),
    models.Value(""),
    models.Value("g"),
    function="regexp_replace",
    output_field=models.TextField(),
)
PHONE_END = models.Func(
    PHONE_DIGITS, models.Value(4), function="right", output_field=models.TextField()
)


class Home(Keyed, Versioned):
    """A place somebody lives. Its locality comes from the postcode, or from a person's reason."""

    address = models.CharField("house and street", max_length=200)
    town = models.CharField(max_length=100)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField("unique property reference number", max_length=12, blank=True)
    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # homes are counted by it
        related_name="homes",
    )
    locality_reason = models.CharField("why this locality", max_length=200, blank=True)
    tenure = models.CharField(max_length=20, choices=Tenure, default=Tenure.NOT_KNOWN)

    class Meta:
        indexes = [models.Index(fields=["postcode"], name="home_postcode")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.address, self.town, self.postcode) if part)

    @property
    def street(self) -> str:
        """The address without its house number, which a list of matches does not show."""
        return self.address.lstrip("0123456789abc ").strip() or self.address


PARTS = {PERSON: ("pk", "merged_into_id")}


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        """People one of whose cases or other records somebody may see; all, for whoever
        finds everybody. Never somebody kept from them."""
        shown = self.not_hidden_from(user, on=on)
        if Scope.of(user, Permission.FIND_EVERYBODY, on=on).everywhere:
            return shown
        cases: Any = Person._meta.get_field("cases").related_model  # told below this module
        seen = models.Q(pk__in=cases.objects.visible_to(user, on=on).values("person"))
        for source in search_sources:
            seen |= models.Q(pk__in=source.people(user, on).values("pk"))
        return shown.filter(seen | opened(user, PARTS))

    def not_hidden_from(self, user: Looker, *, on: date) -> Self:
        """People whom no restriction keeps from somebody."""
        return self.filter(not_hidden(user, PARTS, on=on))

    def one_with(self, key: Any, merged_into: Any) -> Self:
        """Every record of one person, from the key of any of them and of who stands for it;
        either may be a column of the row outside."""
        Q = models.Q
        of_either = Q(pk=key) | Q(merged_into=key)
        return self.filter(of_either | Q(pk=merged_into) | Q(merged_into=merged_into))

    def canonical(self) -> Self:
        """Each person once: without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def living(self) -> Self:
        return self.filter(died_on__isnull=True)

    def born_on(self, day: date) -> Self:
        return self.filter(date_of_birth=day)


class Person(Keyed, Versioned):
    """Somebody the service helps, or may help."""

    given_name = models.CharField("first name", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100)
    preferred_name = models.CharField("likes to be called", max_length=100, blank=True)
    name_sort = models.CharField(max_length=200, editable=False)
    name_words = ArrayField(
        models.CharField(max_length=LONGEST_WORD), default=list, blank=True, editable=False
    )
    date_of_birth = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    county_number = models.CharField(
        "number in the county’s social care record",
        max_length=30,
        blank=True,
        db_default="",
        default="",
    )
    nhs_number_traced = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    home = models.ForeignKey(
        Home,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where somebody lives is part of the record
        related_name="residents",
    )
    language = models.CharField(max_length=60, blank=True)
    letters_in = models.CharField(
        max_length=20, choices=LetterFormat, default=LetterFormat.LARGE_PRINT
    )
    contact_by = models.CharField(
        "how to send them word",
        max_length=10,
        choices=Channel,
        default=Channel.POST,
        db_default=Channel.POST,
    )
    how_to_talk = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    risks = ArrayField(
        models.CharField("risks to visitors", max_length=200), default=list, blank=True
    )
    surgery = models.CharField("doctor’s surgery", max_length=150, blank=True)
    call_first = models.CharField("who to call first", max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,  # the record that stands for this one, never itself merged
        related_name="merged",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("name_sort", "id")
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["name_sort", "id"], name="person_name"),
            models.Index(fields=["date_of_birth"], name="person_born"),
            models.Index(
                fields=["nhs_number"],
                name="person_nhs_number",
                condition=~models.Q(nhs_number=""),
            ),
            models.Index(PHONE_DIGITS, name="person_phone_figures"),
            models.Index(PHONE_END, name="person_phone_end"),
            GinIndex(fields=["name_words"], name="person_name_words", fastupdate=False),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_born_before_they_died",
                condition=models.Q(died_on__isnull=True)
                | models.Q(date_of_birth__isnull=True)
                | models.Q(died_on__gte=models.F("date_of_birth")),
                violation_error_message="Nobody dies before they are born.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def as_subject(self) -> Subject:
        """What access asks of somebody themselves, apart from their cases and referrals."""
        return Subject(parts=self.as_parts())

    def as_parts(self) -> tuple[Part, ...]:
        """This record and the one that stands for it: to restrict that one restricts all."""
        return tuple((PERSON, key) for key in self.keys)

    @property
    def called(self) -> str:
        """The name to use with the person."""
        return self.preferred_name or self.given_name or self.family_name

    @property
    def canonical(self) -> "Person":
        """The record that stands for this person: this one, unless it was merged."""
        return self.merged_into or self

    @property
    def keys(self) -> list[UUID]:
        """Of the record itself and of the one that stands for it: whoever sees one, sees both."""
        return [key for key in (self.pk, self.merged_into_id) if key]

    def all_ids(self) -> list[UUID]:
        """The keys of every record of this person, the one that stands for them first."""
        kept = self.merged_into_id or self.pk
        others = Person.objects.filter(merged_into=kept).order_by("pk")
        return [kept, *others.values_list("pk", flat=True)]

    def get_absolute_url(self) -> str:
        return reverse("cases:person", args=[self.pk])

    def spellings(self, *others: str) -> dict[str, Any]:
        """How the name sorts and by which words it is found; `others` are names from before."""
        return {
            "name_sort": sort_name(self.given_name, self.family_name),
            "name_words": name_words(self.full_name, self.preferred_name, *others),
        }

    @property
    def duty_first(self) -> str:
        """What everybody who may visit has to know while a concern is open."""
        open_now = self.concerns.filter(ended_on=None).values_list("route", flat=True)
        routes = set(open_now)  # "child" comes after "adult", and before it in urgency
        return f"Ring {RING[max(routes)]} before contact" if routes else ""

    def age_on(self, day: date) -> int | None:
        """Whole years; somebody born on 29 February has their birthday on 1 March."""
        if self.date_of_birth is None:
            return None
        born = self.date_of_birth
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class HouseholdMember(Keyed, Dated):
    """Who lives in a home, from when to when."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="household")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="households")
    relation = models.CharField(max_length=60, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [days_in_order("household_member_days_in_order")]

    def __str__(self) -> str:
        return f"{self.person} at {self.home}"
