"""The caseload's filters, the same for the page, its download and the API."""

from datetime import date
from typing import Any
from uuid import UUID

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from cases import worklists
from cases.enums import Stage, Urgency, WaitingOn
from cases.models import Case, Solution
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User

ME = "me"
SHOW = [
    ("late", "Overdue or at risk"),
    ("overdue", "Overdue"),
    ("at_risk", "At risk or past target"),
    ("waiting", "Waiting on the worker"),
    ("put_right", "Something to put right"),
]


class CaseFilter(filters.FilterSet):
    """By locality, stage, worker, urgency, and what is pressing. Closed ones only when asked."""

    # No filter multiplies rows, and what is made distinct is sorted whole before its first page.
    locality = filters.MultipleChoiceFilter(method="of_localities", label="Locality")
    stage = filters.MultipleChoiceFilter(choices=Stage.choices, label="Stage", distinct=False)
    urgency = filters.MultipleChoiceFilter(choices=Urgency.choices, label="Urgency", distinct=False)
    worker = filters.ChoiceFilter(method="of_worker", label="Worker")
    show = filters.ChoiceFilter(choices=SHOW, method="pressing", label="What is pressing")

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, user: User, on: date) -> None:
        visible = Case.objects.visible_to(user, on=on)
        super().__init__(data, queryset=visible if closed_asked(data) else visible.open())
        self.user, self.on = user, on
        self.places = localities(user, on=on)
        named = [(place.code, place.name) for place in self.places]
        self.filters["locality"].extra["choices"] = named
        self.filters["worker"].extra["choices"] = workers(user, on=on)

    def of_localities(self, cases: QuerySet[Case], name: str, codes: list[str]) -> QuerySet[Case]:
        chosen = [place.pk for place in self.places if place.code in codes]
        return cases.filter(locality__in=chosen) if chosen else cases

    def of_worker(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        return cases.filter(lead_worker_id=self.user.pk if value == ME else UUID(value))

    def pressing(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        questions: dict[str, Q] = {
            "late": worklists.late(self.on),
            "overdue": worklists.overdue(self.on),
            "at_risk": (worklists.past_target(self.on) | worklists.at_risk(self.on))
            & ~worklists.overdue(self.on),
            "waiting": Q(waiting_on=WaitingOn.WORKER),
            "put_right": Q(pk__in=Solution.objects.to_put_right().values("case")),
        }
        return cases.filter(questions[value])

    def chosen(self) -> dict[str, list[str]]:
        """What applies, by filter; what is no choice at all is left out."""
        found: dict[str, list[str]] = {}
        for name in self.filters:
            known = {str(value) for value, _ in self.choices(name)}
            values = [value for value in self.data.getlist(name) if value in known]
            if values:
                found[name] = values if self.is_many(name) else values[-1:]
        return found

    def choices(self, name: str) -> list[tuple[str, str]]:
        return [(str(value), str(text)) for value, text in self.filters[name].extra["choices"]]

    def is_many(self, name: str) -> bool:
        return isinstance(self.filters[name], filters.MultipleChoiceFilter)


def closed_asked(data: QueryDict) -> bool:
    return Stage.CLOSED in data.getlist("stage")


def localities(user: User, *, on: date) -> list[Locality]:
    scope = Scope.of(user, Permission.READ_CASES, on=on)
    found = Locality.objects.in_force(on)
    return list(found if scope.everywhere else found.filter(pk__in=scope.localities))


def workers(user: User, *, on: date) -> list[tuple[Any, str]]:
    """Oneself, and everybody who leads a case where the person reads cases."""
    led = Case.objects.reached_by(user, on=on).open().filter(lead_worker=OuterRef("pk"))
    others = User.objects.filter(Exists(led)).exclude(pk=user.pk)
    return [(ME, "You"), *((str(pk), name) for pk, name in others.values_list("pk", "name"))]
