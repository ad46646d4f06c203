"""The scheduler, leaving a sign of life as it goes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_celery_beat.schedulers import DatabaseScheduler

from lightbulb.core.record import pulse

PULSE_EVERY = timedelta(seconds=10)


class PulsingScheduler(DatabaseScheduler):
    """Celery's database scheduler, which also says that it lives."""

    max_interval = PULSE_EVERY.total_seconds()
    next_pulse = None

    def tick(self, *args: Any, **kwargs: Any) -> float:
        now = timezone.now()
        if self.next_pulse is None or now >= self.next_pulse:
            pulse.show_if_possible("scheduler", at=now)
            self.next_pulse = now + PULSE_EVERY
        wait = super().tick(*args, **kwargs)
        return float(min(wait, PULSE_EVERY.total_seconds()))
