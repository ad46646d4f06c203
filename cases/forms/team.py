"""What is asked when cases are given out, several at once."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from cases.models import Case
from cases.models.case import CaseQuerySet
from cases.workers import with_open_cases
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.staff.forms import ColleagueField
from lightbulb.core.staff.models import Absence, Membership, User
from lightbulb.core.templatetags.display import count_of

TICK = "Tick the cases to give out"


class WorkerOfTeams(ColleagueField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {count_of(obj.open_cases, 'open case,open cases')}"


class CasesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Ticked cases, out of those the person may see that nobody has yet."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> Any:
        """What is no key at all counts as not ticked."""
        return super().clean([key for key in value or () if read_key(key)])


class GiveOutForm(forms.Form):
    """Which cases go to which worker: cases nobody has yet, or a colleague's."""

    case = CasesField(
        queryset=Case.objects.none(),
        label="Cases",
        error_messages={
            "required": TICK,
            "invalid_choice": "One of these cases has just been given out. Look again",
            "invalid_pk_value": TICK,
        },
    )
    worker = WorkerOfTeams(
        queryset=User.objects.none(),
        label="Give the ticked cases to",
        empty_label="Choose a worker",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose a worker from the list"
        ),
    )

    def __init__(
        self,
        *args: Any,
        seen: CaseQuerySet,
        scope: Scope,
        on: date,
        holder: User | None = None,
    ) -> None:
        """`holder` is whose cases they are now; nobody's, without one."""
        super().__init__(*args)
        self.seen, self.scope, self.on, self.holder = seen, scope, on, holder
        cases = (seen.open().led_by(holder) if holder else seen.not_given_out()).with_people()
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]
        workers = workers_of(scope, on=on)
        others = workers.exclude(pk=holder.pk) if holder else workers
        self.fields["worker"].queryset = others  # type: ignore[attr-defined]

    def ticked(self) -> list[UUID]:
        """What was ticked, as far as it can be read, to show it ticked again."""
        typed = self.data.getlist("case") if isinstance(self.data, QueryDict) else []
        return [key for key in map(read_key, typed) if key]


def read_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def workers_of(scope: Scope, *, on: date) -> Any:
    """Everybody who takes cases in a locality the person sees."""
    posts = Membership.objects.in_force(on).allowing(Permission.TAKE_CASES)
    if not scope.everywhere:
        posts = posts.filter(localities__in=scope.localities)
    return with_open_cases(User.objects.working_on(on).filter(pk__in=posts.values("user")))


class CoverForm(forms.Form):
    """Who covers a colleague's days away."""

    cover = WorkerOfTeams(
        queryset=User.objects.none(),
        label="Who covers",
        empty_label="Choose a colleague",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose a colleague from the list"
        ),
    )

    def __init__(self, *args: Any, absence: Absence, on: date) -> None:
        super().__init__(*args)
        posts = Membership.objects.in_force(absence.starts_on).allowing(Permission.TAKE_CASES)
        colleagues = User.objects.working_on(on).filter(pk__in=posts.values("user"))
        field = self.fields["cover"]
        field.queryset = with_open_cases(  # type: ignore[attr-defined]
            colleagues.exclude(pk=absence.user_id)
        )
        field.initial = absence.cover_id
