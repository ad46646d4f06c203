"""Fields that take what people type."""

import re
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.workers import may_take
from lightbulb.core.staff.forms import ColleagueField
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import count_of

TIME = re.compile(r"(?P<hour>[0-9]{1,2})([:.](?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?")
NAMED = {"midday": time(12), "noon": time(12)}
HOW_TO_TIME = "Write the time like 9:30am or 14:30"
EARLIEST_HOUR = 7  # before it, a time without am or pm is not guessed at


class TimeAsTyped(forms.CharField):
    """A time of day in any common form: 9:30am, 2pm, 14.30, midday."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=12, **options)
        self.error_messages["max_length"] = HOW_TO_TIME

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_time(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


def read_time(text: str) -> time:
    """The time that was meant. Raises ValueError with the sentence to show."""
    written = text.strip().lower()
    if written in NAMED:
        return NAMED[written]
    found = TIME.fullmatch(written)
    if found is None:
        raise ValueError(f"{text} is not a time we can read. {HOW_TO_TIME}")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = in_half(hour, found["half"], text)
    elif hour < EARLIEST_HOUR:
        raise ValueError(f"{text} may be morning or afternoon. {HOW_TO_TIME}")
    if hour > 23 or minute > 59:
        raise ValueError(f"{text} is not a time of day. {HOW_TO_TIME}")
    return time(hour, minute)


def in_half(hour: int, half: str, text: str) -> int:
    if not 1 <= hour <= 12:
        raise ValueError(f"{text} is not a time of day. {HOW_TO_TIME}")
    return hour % 12 + (12 if half == "pm" else 0)


class WorkerField(ColleagueField):
    """A worker who may take the case, with how many open cases they have."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label="Choose a worker", **options)

    def offer_for(self, case: Case, *, on: Any) -> None:
        self.queryset = may_take(case, on=on)

    def leave_out(self, worker: UUID) -> None:
        self.queryset = (self.queryset or User.objects.none()).exclude(pk=worker)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {count_of(obj.open_cases, 'open case,open cases')}"
