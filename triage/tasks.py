"""Background tasks of the front door."""

from celery import shared_task
from django.utils import timezone

from lightbulb.core.record.actors import System
from triage.actions import purge_list
from triage.models import PracticeList


@shared_task
def purge_practice_lists() -> None:
    """Forget every list whose day has come, each by itself."""
    on = timezone.localdate()
    for practice_list in PracticeList.objects.to_purge(on):
        purge_list(practice_list=practice_list, by=System("purge lists"), on=on)
