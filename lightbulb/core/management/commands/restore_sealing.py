"""Begins sealing again after a restore: `manage.py restore_sealing --signed-by … --reason …`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lightbulb.core.record.seals.restoring import restore_sealing
from lightbulb.core.staff.models import User


class Command(BaseCommand):
    help = "Begin sealing again after a restore from a backup, with a name and a reason"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--signed-by", required=True, help="the work email of who answers")
        parser.add_argument("--reason", required=True, help="which backup, and why")

    def handle(self, *, signed_by: str, reason: str, **options: Any) -> None:
        by = User.objects.filter(email=signed_by.lower(), is_active=True).first()
        if by is None:
            raise CommandError(f"Nobody signs in with {signed_by}.")
        try:
            restart = restore_sealing(reason=reason, by=by, on=timezone.localdate())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from refusal
        lost = restart.lost_number - restart.after_number
        self.stdout.write(f"Sealing goes on after seal {restart.lost_number:,}; {lost:,} are lost.")
