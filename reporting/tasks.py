"""Background tasks of reports."""

from celery import shared_task
from django.utils import timezone

from lightbulb.core.record.actors import System
from reporting import actions


@shared_task
def ask_for_monthly_packs() -> None:
    actions.ask_for_monthly_packs(by=System("timetable"), on=timezone.localdate())
