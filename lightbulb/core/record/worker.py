"""What the worker does besides its tasks: it leaves a sign of life."""

from typing import Any

from celery import bootsteps
from django.utils import timezone

from lightbulb.core.record import pulse

PULSE_EVERY = 10.0


class PulseStep(bootsteps.StartStopStep):
    """A step of the worker's consumer, which comes after the broker took it as one.

    It is stopped when the broker is lost and started when it is back, so a worker that
    can be given nothing leaves no sign.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **options: Any) -> None:
        super().__init__(consumer, **options)
        self.timer_entry: Any = None

    def start(self, consumer: Any) -> None:
        show_pulse()
        self.timer_entry = consumer.timer.call_repeatedly(PULSE_EVERY, show_pulse)

    def stop(self, consumer: Any) -> None:
        if self.timer_entry:
            self.timer_entry.cancel()
            self.timer_entry = None


def show_pulse() -> None:
    pulse.show_if_possible("worker", at=timezone.now())
