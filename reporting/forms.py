"""What a reader chooses: a period, a cohort, a place."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lightbulb.core.time.months import add_months
from lightbulb.core.time.periods import Period
from lightbulb.core.time.working_days import first_known_day, last_known_day
from reporting.actions import why_not_a_pack
from reporting.enums import Cohort
from reporting.places import Place

MONTHS_OFFERED = 24


def months_before(on: date) -> list[tuple[str, str]]:
    """Months that are over, the newest first."""
    this_month = Period.month_of(on).first
    months = [Period.month_of(add_months(this_month, -back)) for back in range(1, MONTHS_OFFERED)]
    return [(month.key, month.label) for month in months]


class FigureForm(forms.Form):
    """The choices in the address of the dashboard and of an indicator's page."""

    period = forms.CharField(widget=forms.Select, label="Period", required=False)
    cohort = forms.ChoiceField(choices=Cohort, label="Counting", required=False)

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        self.on = on
        offered = months_before(on)
        known = {key for key, _ in offered}
        if (given := data.get("period", "")) and given not in known:
            offered.insert(0, (given, self._label(given)))
        self.fields["period"].widget.choices = offered

    @staticmethod
    def _label(key: str) -> str:
        try:
            return Period.parse(key).label
        except ValueError:
            return key[:40]

    def clean_period(self) -> Period:
        """Any period that has begun; last month unless one is named."""
        text = self.cleaned_data["period"]
        if not text:
            return Period.month_of(self.on).previous
        try:
            period = Period.parse(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if period.first > self.on:
            raise ValidationError(f"{period.label} has not begun yet. Choose an earlier period.")
        if period.last > last_known_day() or add_months(period.first, -12) < first_known_day():
            raise ValidationError("Bank holidays are not known for all of it. Choose another.")
        return period

    def clean_cohort(self) -> Cohort:
        return Cohort(self.cleaned_data["cohort"] or Cohort.ENDED)


class PackForm(forms.Form):
    """Asking for a pack: which month, which place."""

    period = forms.ChoiceField(label="Month")
    scope = forms.ChoiceField(label="Place")

    def __init__(self, data: Any, *, places: Sequence[Place], on: date) -> None:
        super().__init__(data)
        self.on, self.places = on, places
        self.fields["period"].choices = months_before(on)  # type: ignore[attr-defined]
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (place.key, place.name) for place in places
        ]

    def clean_period(self) -> Period:
        period = Period.parse(self.cleaned_data["period"])
        if reason := why_not_a_pack(period, on=self.on):
            raise ValidationError(reason)
        return period

    def clean_scope(self) -> Place:
        return next(place for place in self.places if place.key == self.cleaned_data["scope"])
