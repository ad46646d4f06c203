"""What is asked when a case takes a step."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.enums import Outcome
from cases.forms.fields import TimeAsTyped, WorkerField
from cases.models import Case
from cases.workers import may_assess
from lightbulb.core.access.permissions import Permission
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.forms import ColleagueField, DateAsTyped
from lightbulb.core.staff.models import Membership, User

FARTHEST = timedelta(days=366)
MINUTES = [(30, "30 minutes"), (45, "45 minutes"), (60, "1 hour"), (90, "1 hour 30 minutes")]
MINUTES += [(120, "2 hours"), (180, "3 hours")]
CHOOSE_WORKER = dict.fromkeys(("required", "invalid_choice"), "Choose a worker from the list")
CHOOSE_THERAPIST = "Choose an Occupational Therapist from the list"
DAY_HELP = "For example 27/3/27, 27 mar or +2w"


class StepForm(forms.Form):
    """A step that asks nothing; the others add their questions."""

    def __init__(self, *args: Any, case: Case, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case, self.on = case, on
        if "worker" in self.fields:
            self.offer_workers()
        if isinstance(therapist := self.fields.get("therapist"), TherapistField):
            therapist.offer_for(case, on=on)

    def offer_workers(self) -> None:
        field = self.fields["worker"]
        if isinstance(field, WorkerField):
            field.offer_for(self.case, on=self.on)
        self.initial.setdefault("worker", self.case.lead_worker_id)

    def told(self, record: Any) -> str:
        """A record as its page would say it, for whoever saved second."""
        return str(record)

    def coming(self, name: str, *, past: str) -> date:
        """A day from today on and not years off; `past` is the sentence for a day gone by."""
        day: date = self.cleaned_data[name]
        if day < self.on:
            raise ValidationError(past)
        if day > self.on + FARTHEST:
            raise ValidationError("Choose a day within the next 12 months")
        return day


class GiveForm(StepForm):
    """Which worker the case goes to."""

    worker = WorkerField(label="Worker", error_messages=CHOOSE_WORKER)

    def offer_workers(self) -> None:
        super().offer_workers()
        self.initial.pop("worker")
        field = self.fields["worker"]
        if isinstance(field, WorkerField) and self.case.lead_worker_id:
            field.leave_out(self.case.lead_worker_id)


class WhenForm(StepForm):
    """When a visit is, and how long."""

    day = DateAsTyped(
        label="Day", help_text=DAY_HELP, error_messages={"required": "Enter the day of the visit"}
    )
    time = TimeAsTyped(
        label="Time",
        help_text="For example 9:30am or 14:30",
        error_messages={"required": "Enter the time of the visit"},
    )
    minutes = forms.TypedChoiceField(
        label="How long",
        choices=MINUTES,
        coerce=int,
        initial=90,
        error_messages={"invalid_choice": "Choose from the list how long the visit takes"},
    )

    def clean_day(self) -> date:
        return self.coming("day", past="A visit is booked for today or a later day")

    def starts_at(self) -> datetime:
        moment = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(moment)


class TherapistField(ColleagueField):
    """An Occupational Therapist who may assess in the case."""

    def __init__(self, **options: Any) -> None:
        wrong = dict.fromkeys(("required", "invalid_choice"), CHOOSE_THERAPIST)
        super().__init__(queryset=User.objects.none(), error_messages=wrong, **options)

    def offer_for(self, case: Case, *, on: date) -> None:
        self.queryset = may_assess(case, on=on)


class BookForm(WhenForm):
    """When the first visit is, how long, and who goes."""

    worker = WorkerField(label="Who visits", error_messages=CHOOSE_WORKER)
    therapist = TherapistField(
        label="An Occupational Therapist comes too",
        required=False,
        empty_label="Nobody else",
        help_text="A joint visit: both have it in their day, and each records their own part",
    )


class FollowUpForm(StepForm):
    """The day to go back and see whether it helped."""

    due_on = DateAsTyped(
        label="Follow up on",
        help_text=DAY_HELP,
        error_messages={"required": "Enter the day to follow up"},
    )

    def clean_due_on(self) -> date:
        return self.coming("due_on", past="The follow-up is today or on a later day")


class CloseForm(StepForm):
    """How it ended."""

    outcome = forms.ChoiceField(
        label="Why is the case closed?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose why the case is closed"
        ),
    )


class DeathForm(StepForm):
    """The day somebody died."""

    died_on = DateAsTyped(
        label="The day they died",
        help_text="As far as it is known, for example 24/11/26",
        error_messages={"required": "Enter the day they died"},
    )

    def clean_died_on(self) -> date:
        day: date = self.cleaned_data["died_on"]
        born = self.case.person.canonical.date_of_birth
        if day > self.on:
            raise ValidationError("The day is today or before")
        if born and day < born:
            raise ValidationError("That is before they were born")
        return day


class LocalityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A locality from the list; whatever else is sent is refused in the same words."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError("Choose a locality from the list") from error


class WorkerAnywhereField(ColleagueField):
    """A worker with the places where they take cases."""

    def label_from_instance(self, obj: Any) -> str:
        places = {place.name for post in obj.memberships.all() for place in post.localities.all()}
        return f"{obj.name}, {', '.join(sorted(places)) or 'the county'}"


class TransferForm(StepForm):
    """Where the case goes, to whom, and why."""

    to = LocalityField(
        label="To which locality",
        queryset=Locality.objects.none(),
        empty_label="Choose a locality",
        error_messages={"required": "Choose a locality from the list"},
    )
    worker_there = WorkerAnywhereField(
        label="Who takes it on there",
        queryset=User.objects.none(),
        required=False,
        empty_label="Whoever it is given to there",
        help_text="Needed once its first visit is booked",
        error_messages={"invalid_choice": "Choose a worker from the list"},
    )
    reason = forms.CharField(
        label="Why it moves",
        max_length=300,
        error_messages={"required": "Write why it moves"},
    )

    def __init__(self, *args: Any, case: Case, on: date, **options: Any) -> None:
        super().__init__(*args, case=case, on=on, **options)
        places = Locality.objects.in_force(on).exclude(pk=case.locality_id)
        posts = Membership.objects.in_force(on).allowing(Permission.TAKE_CASES)
        workers = User.objects.working_on(on).filter(pk__in=posts.values("user"))
        workers = workers.prefetch_related("memberships__localities").order_by("name", "pk")
        self.fields["to"].queryset = places  # type: ignore[attr-defined]
        self.fields["worker_there"].queryset = workers  # type: ignore[attr-defined]
