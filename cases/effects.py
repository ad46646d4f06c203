"""What verbs of a case ask of the outbox.

What makes a letter is named and not imported: pages read this list too, and only the worker
should load what makes PDFs.
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from cases.actions.emergency import reviewers
from cases.concerns import tell_desk, tell_raiser
from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.record.effects import Effect
from lightbulb.core.staff.models import Notice

MAKING = "cases.letters.making.make"


def make_letter(payload: Mapping[str, Any], key: str) -> None:
    import_string(MAKING)(payload["letter"])


def tell_of_emergency(payload: Mapping[str, Any], key: str) -> None:
    """A notice to each of them. It names who opened it and not whose record it is."""
    opening = EmergencyAccess.objects.select_related("user").get(pk=payload["opening"])
    text = render_to_string("cases/notices/emergency.txt", {"opening": opening}).strip()
    url = reverse("cases:review_emergency", args=[opening.pk])
    on = timezone.localdate(opening.opened_at)
    Notice.objects.bulk_create(
        Notice(to=user, text=text, url=url) for user in reviewers(on=on) if user != opening.user
    )


EFFECTS = {
    "make_letter": Effect(make_letter),
    "tell_of_emergency": Effect(tell_of_emergency),
    "tell_desk": Effect(tell_desk),
    "tell_raiser": Effect(tell_raiser),
}
