"""Asking for reports. Making them is `reporting.packs.making`, which the worker calls."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.time.periods import Period
from lightbulb.core.time.working_days import first_working_day_of
from lightbulb.core.workflow import NotAllowed
from reporting.access import why_not_ask_for_report
from reporting.behind import MOST_EXPORTED, Behind, CaseRow, row_of
from reporting.enums import ReportState
from reporting.models import ReportRun
from reporting.packs.definition import MONTHLY_PACK, STEPS
from reporting.places import Place, county_of, localities_of
from reporting.verbs import Verb
from reporting.workflow import REPORT

# Advisory locks are numbers shared by the whole database: this one is asking's own.
ASKING = 0x5250 << 48


@transaction.atomic
def ask_for_report(
    *, period: Period, scope: Place, by: Actor, on: date, again: bool = False
) -> ReportRun:
    """Ask for the monthly pack of a period and place; the worker makes it.

    What is there already, or is being made, is returned as it is. `again` asks for another
    version once the last is ready, because records were corrected since. Raises
    ValidationError for anything but a month that is over.
    """
    if isinstance(by, User):
        require(why_not_ask_for_report(by, on=on))
    if reason := why_not_a_pack(period, on=on):
        raise ValidationError({"period": reason})
    _one_asks_at_a_time()
    last = ReportRun.objects.of(MONTHLY_PACK, period, scope.key).first()
    if last and not (again and last.state == ReportState.DONE):
        return last
    run = ReportRun.objects.create(
        definition=MONTHLY_PACK,
        period=period.key,
        scope=scope.key,
        version=last.version + 1 if last else 1,
        asked_by=by if isinstance(by, User) else None,
        asked_on=on,
        steps=STEPS,
    )
    record(Verb.REPORT_ASKED_FOR, run, by=by, on=on, detail=detail_of(run))
    _put(run)
    return run


@transaction.atomic
def try_again(*, run: ReportRun, by: Actor, on: date) -> ReportRun:
    """Ask once more for a report that could not be made. Figures already counted stay.

    Raises NotAllowed when it has not failed.
    """
    if isinstance(by, User):
        require(why_not_ask_for_report(by, on=on))
    run = ReportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    run.state = REPORT.next_state(run.state, "try_again")
    run.attempt, run.problem, run.step = run.attempt + 1, "", 0
    run.save(update_fields=["state", "attempt", "problem", "step"])
    record(Verb.REPORT_TRIED_AGAIN, run, by=by, on=on, detail=detail_of(run))
    _put(run)
    return run


def ask_for_monthly_packs(*, by: Actor, on: date) -> list[ReportRun]:
    """Last month's packs, of the county and each locality, from the first working day on.

    Asked every day: a day on which the scheduler was away is made up on the next, and
    what was asked before is not asked twice.
    """
    if on < first_working_day_of(on):
        return []
    period = Period.month_of(on).previous
    localities = localities_of(period)
    places = [county_of(localities), *localities]
    return [ask_for_report(period=period, scope=place, by=by, on=on) for place in places]


@transaction.atomic
def export_cases(*, behind: Behind, by: User, on: date) -> list[CaseRow]:
    """The rows of a file with the cases behind a figure that a reader may see.

    Raises NotAllowed when they are too many for one file.
    """
    found = list(behind.visible_to(by, on=on)[: MOST_EXPORTED + 1])
    if len(found) > MOST_EXPORTED:
        raise NotAllowed(
            f"A file holds {MOST_EXPORTED:,} cases at most. Choose a locality or a shorter period."
        )
    definition = behind.indicator.definition
    detail = {
        "indicator": definition.code,
        "period": behind.period.key,
        "scope": behind.scope.key,
        "cohort": str(behind.cohort),
        "rows": len(found),
    }
    record(Verb.CASES_EXPORTED, by, by=by, on=on, detail=detail)
    return [row_of(each, definition) for each in found]


def why_not_a_pack(period: Period, *, on: date) -> str | None:
    """None for a month that is over, otherwise the sentence to show."""
    if period.whole_months != 1:
        return "A monthly pack is of one month. Write it like 2026-10."
    if period.last >= on:
        return (
            f"{period.label} is not over yet, so its figures are not final. Choose a month that is."
        )
    return None


def detail_of(run: ReportRun) -> dict[str, object]:
    """What an event says of a report."""
    names = ("definition", "period", "scope", "version", "attempt")
    return {name: getattr(run, name) for name in names}


def _put(run: ReportRun) -> None:
    outbox.put("make_report", key=f"report:{run.pk}:{run.attempt}", payload={"run": str(run.pk)})


def _one_asks_at_a_time() -> None:
    """Two who ask at once get one report: the second waits and finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ASKING])
