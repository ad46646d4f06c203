"""What falls due while a colleague is away."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.models import Case, Hold, Task, Visit
from cases.rows import Row, caseload_row, listed
from lightbulb.core.staff.models import Absence, User

FAR = timedelta(days=28)  # as far ahead as is looked when nobody knows when they come back


@dataclass(frozen=True)
class Due:
    """Between the days of an absence: visits, next steps of cases, tasks and waits to chase."""

    until: date
    visits: list[Visit]
    cases: list[Row]
    tasks: list[Task]
    chases: list[Hold]

    @property
    def number(self) -> int:
        return len(self.visits) + len(self.cases) + len(self.tasks) + len(self.chases)


def due_while_away(absence: Absence, *, user: User, on: date) -> Due:
    """What of it the reader may see. What is late already stands there too."""
    seen = Case.objects.visible_to(user, on=on)
    until = absence.ends_on or max(on, absence.starts_on) + FAR
    away, first = absence.user, max(on, absence.starts_on)
    begins, ends = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (first, until + timedelta(days=1))
    )
    visits = Visit.objects.filter(case__in=seen).of_worker_between(away, begins, ends)
    steps = listed(seen.open().led_by(away).filter(next_action_on__lte=until))
    tasks = Task.objects.to_do().filter(owner=away, due_on__lte=until, case__in=seen)
    chases = Hold.objects.standing().filter(owner=away, next_on__lte=until, case__in=seen)
    return Due(
        until=until,
        visits=list(visits),
        cases=[caseload_row(case, on=on) for case in steps.order_by("next_action_on", "id")],
        tasks=list(tasks.select_related("case__person__merged_into", "owner")),
        chases=list(chases.select_related("case__person__merged_into")),
    )


def people_in(due: Due) -> list[Case]:
    """Every case that is named in it."""
    of_rows = [row["case"] for row in due.cases]
    rest = [each.case for part in (due.visits, due.tasks, due.chases) for each in part]  # type: ignore[attr-defined]
    return [*of_rows, *rest]
