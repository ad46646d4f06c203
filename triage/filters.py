"""Which referrals a list shows: the one filter of the queue, its file and the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Count, F, Min, Q, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone

from lightbulb.core.organisations.models import Locality
from triage.enums import Priority, ReferralState, Source, Staying, UrgencyFact
from triage.models import PartnerLink, Referral, ReferralQuerySet
from triage.models.referral import band_condition

NOT_KNOWN = "none"  # in the address: the locality is not known yet
GROUPS = {
    "locality": "Locality",
    "priority": "Priority",
    "source": "Came from",
    "link": "By the link of",
    "urgency": "Urgency",
    "flag": "Flags",
    "waiting": "Waiting at least",
}
FLAGS = (("asked", "Details were asked for"), ("ward", "On a ward"), ("twice", "Open already"))
WAITING = (("7", "A week"), ("14", "Two weeks"), ("30", "A month"))
Choices = list[tuple[str, str]]


def places_and_partners() -> dict[str, Choices]:
    """The localities, and the organisations that refer by a link, each once however often its
    link was made anew. One question for both: every page with the filter asks it."""
    places = Locality.objects.annotate(group=Value("locality"), key=F("code"))
    partners = PartnerLink.objects.annotate(group=Value("link"), key=F("name"))
    wanted = ("group", "key", "name")
    found = places.values_list(*wanted).union(partners.values_list(*wanted)).order_by("name")
    named: dict[str, Choices] = {"locality": [], "link": []}
    for group, key, name in found:
        named[group].append((key, name))
    named["locality"].append((NOT_KNOWN, "Not known yet"))
    return named


class ReferralFilter(django_filters.FilterSet):
    """Groups narrow together; within a group any choice will do. Unknown words are left aside."""

    locality = django_filters.MultipleChoiceFilter(choices=(), method="in_localities")
    priority = django_filters.MultipleChoiceFilter(choices=Priority.choices, method="in_bands")
    source = django_filters.MultipleChoiceFilter(choices=Source.choices, distinct=False)
    link = django_filters.MultipleChoiceFilter(choices=(), method="by_links")
    urgency = django_filters.MultipleChoiceFilter(
        choices=UrgencyFact.choices, method="with_urgency"
    )

    flag = django_filters.MultipleChoiceFilter(choices=FLAGS, method="with_flags")
    waiting = django_filters.MultipleChoiceFilter(choices=WAITING, method="waiting_since")

    class Meta:
        model = Referral
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # On this form alone: a filter's own field is kept by its class once made.
        for name, choices in places_and_partners().items():
            self.form.fields[name].choices = choices

    def in_localities(self, referrals: ReferralQuerySet, name: str, codes: list[str]) -> Any:
        asked = Q(locality__code__in=codes)
        if NOT_KNOWN in codes:
            asked |= Q(locality=None)
        return referrals.filter(asked)

    def by_links(self, referrals: ReferralQuerySet, name: str, names: list[str]) -> Any:
        return referrals.filter(link__name__in=names)

    def in_bands(self, referrals: ReferralQuerySet, name: str, bands: list[str]) -> Any:
        return referrals.filter(any_of("priority", bands))

    def with_flags(self, referrals: ReferralQuerySet, name: str, flags: list[str]) -> Any:
        return referrals.filter(any_of("flag", flags))

    def waiting_since(self, referrals: ReferralQuerySet, name: str, weeks: list[str]) -> Any:
        return referrals.filter(any_of("waiting", weeks))

    def with_urgency(self, referrals: ReferralQuerySet, name: str, facts: list[str]) -> Any:
        return referrals.filter(urgency_facts__overlap=facts)

    def chosen(self) -> dict[str, list[str]]:
        """The known words asked for, group by group; groups without any are left out."""
        self.form.is_valid()
        asked = {name: self.form.cleaned_data.get(name) or [] for name in GROUPS}
        return {name: values for name, values in asked.items() if values}

    def choices(self, name: str) -> Choices:
        return [(str(value), str(text)) for value, text in self.form.fields[name].choices]


def any_of(name: str, values: Iterable[str]) -> Q:
    asked = Q()
    for value in values:
        asked |= condition(name, value)
    return asked


def condition(name: str, value: str) -> Q:
    """What one choice of a group asks for."""
    if name == "locality":
        return Q(locality=None) if value == NOT_KNOWN else Q(locality__code=value)
    if name == "priority":
        return band_condition(value, on=timezone.localdate())
    if name == "link":
        return Q(link__name=value)
    if name == "urgency":
        return Q(urgency_facts__contains=[value])
    if name == "flag":
        return FLAGGED[value]
    if name == "waiting":
        return Q(received_on__lte=timezone.localdate() - timedelta(days=int(value)))
    return Q(**{name: value})


FLAGGED: Mapping[str, Q] = {
    "asked": Q(state=ReferralState.ASKED),
    "ward": Q(staying=Staying.WARD),
    "twice": Q(is_open_already=True),
}


@dataclass(frozen=True)
class Totals:
    """How many wait, of each choice of each group, and since when, in one query."""

    everybody: int
    oldest: date | None
    of_choice: Mapping[tuple[str, str], int]


def totals(waiting: QuerySet[Referral], filters: ReferralFilter) -> Totals:
    keys = [(name, value) for name in GROUPS for value, _ in filters.choices(name)]
    counts = {
        f"count_{number}": Count("pk", filter=condition(*key)) for number, key in enumerate(keys)
    }
    found = waiting.aggregate(everybody=Count("pk"), oldest=Min("received_on"), **counts)
    of_choice = {key: found[f"count_{number}"] for number, key in enumerate(keys)}
    return Totals(found["everybody"], found["oldest"], of_choice)


def panel(filters: ReferralFilter, counted: Totals, *, everywhere: bool) -> list[dict[str, Any]]:
    """The groups of the filter panel. Somebody tied to localities is shown theirs alone, and
    of the organisations everybody sees those by whose links somebody waits."""
    chosen = filters.chosen()
    short = {"link"} if everywhere else {"link", "locality"}
    groups = [
        {
            "label": label,
            "name": name,
            "items": [
                {
                    "value": value,
                    "text": text,
                    "count": counted.of_choice[name, value],
                    "chosen": value in chosen.get(name, ()),
                }
                for value, text in filters.choices(name)
                if name not in short
                or counted.of_choice[name, value]
                or (name == "link" and value in chosen.get(name, ()))
            ],
        }
        for name, label in GROUPS.items()
    ]
    return [group for group in groups if group["items"]]


def tags(filters: ReferralFilter) -> list[dict[str, str]]:
    """Each filter that applies, with the address of the list without it."""
    chosen = filters.chosen()
    return [
        {"label": dict(filters.choices(name))[value], "url": f"?{without(chosen, name, value)}"}
        for name, values in chosen.items()
        for value in values
    ]


def without(chosen: Mapping[str, Iterable[str]], name: str, value: str) -> str:
    left = {each: [v for v in vs if (each, v) != (name, value)] for each, vs in chosen.items()}
    return address(left)


def address(chosen: Mapping[str, Iterable[str]]) -> str:
    """Filters as they stand in the address."""
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, list(values))
    return query.urlencode()
