"""Background tasks of cases."""

from celery import shared_task
from django.utils import timezone

from cases import alerts
from cases.looks.finding import note_unusual_looks
from cases.telling import tell


@shared_task
def find_unusual_looks() -> None:
    note_unusual_looks(timezone.now())


@shared_task
def find_alerts() -> None:
    """Cases that call for attention since yesterday. A second run on a day raises nothing new."""
    on = timezone.localdate()
    tell(alerts.find_alerts(on), on=on)
