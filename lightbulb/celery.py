"""The worker's and the scheduler's way in."""

import os

from celery import Celery

from lightbulb.timetable import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lightbulb.settings")

app = Celery("lightbulb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = TIMETABLE
# By name, because the step reads models and Django is not ready yet.
app.steps["consumer"].add("lightbulb.core.record.worker:PulseStep")
app.autodiscover_tasks()
