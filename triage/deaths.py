"""When somebody has died whose referral still waits."""

from datetime import date

from cases.models import Person
from lightbulb.core.staff.models import Notice, User
from triage.models import Referral

TEXT = "Somebody whose referral you took, and which still waits, has died. Close it gently."


def tell_who_logged(person: Person, *, by: User, on: date) -> None:
    """Tell whoever took a referral that still waits; one from outside has nobody to tell."""
    waiting = Referral.objects.waiting().filter(person__in=person.all_ids())
    Notice.objects.bulk_create(
        Notice(to_id=referral.logged_by_id, text=TEXT, url=referral.get_absolute_url())
        for referral in waiting
        if referral.logged_by_id
    )
