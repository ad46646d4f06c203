"""Looks whether the record is what was sealed: `manage.py verify_record`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lightbulb.core.record.seals.models import SealRestart
from lightbulb.core.record.seals.verifying import verify
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import long_date


class Command(BaseCommand):
    help = "Check the record against its seals and day files, and name what is wrong"

    def handle(self, **options: Any) -> None:
        found = verify()
        for restart in found.restarts:
            self.stdout.write(in_words(restart))
        for finding in found.findings:
            self.stderr.write(str(finding))
        if found.findings:
            raise CommandError("The record is not what was sealed.", returncode=1)
        self.stdout.write(f"The record is what was sealed: {found.seals:,} seals, all in order.")


def in_words(restart: SealRestart) -> str:
    """What was lost in a restore, and who signed for it why."""
    lost = restart.lost_number - restart.after_number
    signed = User.objects.filter(pk=restart.signed_by_id).values_list("name", flat=True).first()
    return (
        f"Sealing began again on {long_date(restart.signed_on)} after seal "
        f"{restart.after_number:,}; {lost:,} seals were lost. "
        f"Signed by {signed or restart.signed_by_id}: {restart.reason}"
    )
