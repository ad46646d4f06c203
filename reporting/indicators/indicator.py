"""What every indicator is: its definition, and where its facts come from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lightbulb.core.time.periods import Period
from reporting.definitions import Definition
from reporting.enums import Cohort
from reporting.places import Place


@dataclass(frozen=True)
class Indicator:
    """`facts` gives the rows whose day lies in a period, chosen as the cohort says."""

    definition: Definition
    facts: Callable[[Period, Cohort], QuerySet[Any]]

    @property
    def code(self) -> str:
        return self.definition.code

    def cases(self, period: Period, scope: Place, cohort: Cohort) -> QuerySet[Any]:
        """The rows behind a figure, restricted ones too: a reader sees those visible to them."""
        rows = self.facts(period, cohort)
        return rows if scope.is_county else rows.filter(locality=scope.pk)
