"""Background tasks of cases."""

from celery import shared_task
from django.utils import timezone

from cases.looks.finding import note_unusual_looks


@shared_task
def find_unusual_looks() -> None:
    note_unusual_looks(timezone.now())
