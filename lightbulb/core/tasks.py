"""Background tasks of the ground floor. Each takes an id or nothing, and may run twice."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from lightbulb.core.kept.keeping import forget_old
from lightbulb.core.kept.sittings import forget_old_sittings
from lightbulb.core.record import outbox
from lightbulb.core.record.partitions import make_partitions
from lightbulb.core.record.seals import sealing


@shared_task
def perform_outbox_row(row_id: int) -> None:
    outbox.perform(row_id)


@shared_task
def make_event_partitions() -> None:
    make_partitions(timezone.localdate())


@shared_task
def seal_record() -> None:
    sealing.seal()


@shared_task
def forget_ended_sessions() -> None:
    call_command("clearsessions")


@shared_task
def forget_kept_forms() -> None:
    now = timezone.now()
    forget_old(now)
    forget_old_sittings(now)
