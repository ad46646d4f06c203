"""Making a report: count, keep what was counted, write the page and the PDF, and finish.

Safe to end at any moment and to start twice at once. A lock of the session, which the
database drops with the process that holds it, lets one process at a time make a report;
the second waits and finds it made. Each step is a short transaction of its own: the
figures are kept before anything is printed, a file that is there is not made again, and
whoever comes next goes on from the first step that is missing. Only the step that marks
the report as ready writes its event, so that there is one.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from lightbulb.core.record.actors import System
from lightbulb.core.record.events import record
from lightbulb.core.web.pdf import pdf_of
from reporting.actions import detail_of
from reporting.enums import FileKind, ReportState
from reporting.models import ReportContent, ReportFile, ReportRun
from reporting.packs import snapshot
from reporting.packs.document import html_of
from reporting.verbs import Verb
from reporting.workflow import REPORT

logger = logging.getLogger(__name__)

MAKER = System("report-maker")
LOCKS = 0x5252  # advisory locks of two numbers: this one is the makers' own


def make(run_id: str) -> None:
    """Make a report that was asked for. Does nothing when it is ready already.

    A fault of ours marks it as failed, for a person to try again; a database that is away
    is raised, for the outbox to try again.
    """
    with _made_by_nobody_else(run_id):
        run = _begin(run_id)
        if run is None:
            return
        try:
            _count(run)
            page = _file(run, FileKind.HTML, lambda: page_from(run))
            _note(run, run.steps - 2)
            _file(run, FileKind.PDF, lambda: pdf_of(page.decode()))
            _note(run, run.steps - 1)
            _finish(run)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("report %s could not be made", run.pk)
            _fail(run, type(error).__name__)


def page_from(run: ReportRun) -> bytes:
    """The pack's page, from what was counted."""
    return html_of(snapshot.read(run.snapshot or {})).encode()


@contextmanager
def _made_by_nobody_else(run_id: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCKS, str(run_id)])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCKS, str(run_id)])


@transaction.atomic
def _begin(run_id: str) -> ReportRun | None:
    """The report, marked as being made; None when there is nothing to do."""
    run = ReportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    if not REPORT.allows(run.state, "begin"):
        return None
    run.state = REPORT.next_state(run.state, "begin")
    run.started_at = run.started_at or timezone.now()
    run.save(update_fields=["state", "started_at"])
    return run


def _note(run: ReportRun, step: int) -> None:
    """Progress, for the page that waits."""
    ReportRun.objects.filter(pk=run.pk).update(step=step)


def _count(run: ReportRun) -> None:
    """Keep the figures, unless an earlier attempt did."""
    if run.snapshot is not None:
        return
    run.snapshot = snapshot.take(
        run.of_period,
        run.scope,
        run.version,
        at=timezone.now(),
        step=lambda number: _note(run, number),
    )
    run.digest = snapshot.digest(run.snapshot)
    run.step = run.steps - 3
    run.save(update_fields=["snapshot", "digest", "step"])


def _file(run: ReportRun, kind: FileKind, made: Callable[[], bytes]) -> bytes:
    """The bytes of a file: those kept by an earlier attempt, or new ones, kept now."""
    kept = ReportContent.objects.filter(file__run=run, file__kind=kind).first()
    if kept:
        return bytes(kept.content)
    content = made()
    with transaction.atomic():
        file = ReportFile.objects.create(
            run=run, kind=kind, size=len(content), digest=hashlib.sha256(content).hexdigest()
        )
        ReportContent.objects.create(file=file, content=content)
    return content


@transaction.atomic
def _finish(run: ReportRun) -> None:
    run.state = REPORT.next_state(run.state, "finish")
    run.step, run.finished_at = run.steps, timezone.now()
    run.save(update_fields=["state", "step", "finished_at"])
    on = timezone.localdate(run.finished_at)
    record(Verb.REPORT_MADE, run, by=MAKER, on=on, detail=detail_of(run))


def _fail(run: ReportRun, problem: str) -> None:
    """The problem kept is the error's class alone: its text may hold what nobody should read."""
    run.state = REPORT.next_state(ReportState.RUNNING, "fail")
    run.problem = problem
    run.save(update_fields=["state", "problem"])
