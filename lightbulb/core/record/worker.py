"""What the worker does besides its tasks: it leaves a sign of life."""

from typing import Any

from celery import bootsteps
from django.utils import timezone

from lightbulb.core.record import pulse

PULSE_EVERY = 10.0


class PulseStep(bootsteps.StartStopStep):
    """A step of the worker's own life cycle, run by its timer."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.timer_entry: Any = None

    def start(self, worker: Any) -> None:
        show_pulse()
        self.timer_entry = worker.timer.call_repeatedly(PULSE_EVERY, show_pulse)

    def stop(self, worker: Any) -> None:
        if self.timer_entry:
            self.timer_entry.cancel()


def show_pulse() -> None:
    pulse.show_if_possible("worker", at=timezone.now())
