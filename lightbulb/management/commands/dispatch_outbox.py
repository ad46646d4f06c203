"""Runs the dispatcher between the outbox and the broker."""

import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand

from lightbulb.celery import app
from lightbulb.core.record import dispatcher
from lightbulb.core.tasks import perform_outbox_row


class Command(BaseCommand):
    help = "Hand the effects in the outbox to the worker, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        dispatcher.run_for_ever(hand_over)


def hand_over(row_id: int) -> None:
    app.send_task(perform_outbox_row.name, args=[row_id])
