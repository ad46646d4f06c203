"""Calls that are kept while they are told, and what two calls from one address share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from cases.models import Person
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, short_date
from triage.models import CallDraft, Referral

KEPT_FOR = timedelta(days=30)
# What somebody who rings about two people at one address says once.
SAID_ONCE = ("source", "door", "caller_name", "caller_relation", "caller_phone")
OF_HOME = ("postcode", "address", "town", "tenure")


@dataclass(frozen=True)
class HalfDone:
    """A saved call in the list of those who may go on with it."""

    pk: UUID
    name: str
    when: str
    person: UUID | None


def as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def kept_as(text: str, *, user: User) -> CallDraft | None:
    return CallDraft.objects.of(user).filter(pk=as_key(text)).first()


def keep(
    key: UUID, *, user: User, person: Person | None, answers: Mapping[str, Any], at: datetime
) -> None:
    """Write the call down under its key. Another user's call of that name is left alone."""
    told = dict(answers)
    mine = CallDraft.objects.of(user)
    mine.filter(saved_at__lt=at - KEPT_FOR).delete()
    if mine.filter(pk=key).update(person=person, answers=told, saved_at=at):
        return
    CallDraft.objects.bulk_create(
        [CallDraft(pk=key, user=user, person=person, answers=told, begun_at=at, saved_at=at)],
        ignore_conflicts=True,
    )


def half_done(user: User, *, but: UUID) -> list[HalfDone]:
    """The user's saved calls, newest first, without the one on the page."""
    today = timezone.localdate()
    found = CallDraft.objects.of(user).exclude(pk=but).select_related("person")
    return [
        HalfDone(
            pk=draft.pk,
            name=name_of(draft),
            person=draft.person_id,
            when=f"{short_date(draft.saved_at, today)}, {clock_time(draft.saved_at)}",
        )
        for draft in found.order_by("-saved_at")
    ]


def name_of(draft: CallDraft) -> str:
    if draft.person:
        return draft.person.full_name
    told = (draft.answers.get("given_name", ""), draft.answers.get("family_name", ""))
    return " ".join(filter(None, told)) or "Nobody named yet"


def shared_with(referral: Referral) -> dict[str, Any]:
    """What the first call told that holds for the second too."""
    told = {name: getattr(referral, name) for name in SAID_ONCE}
    if referral.home:
        told |= {name: getattr(referral.home, name) for name in OF_HOME}
    return told
