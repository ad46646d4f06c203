"""Referrals as Find sees them: who may be found through one, and what it says of a person."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cases.extension_points import Known, SearchSource
from cases.models import Person
from lightbulb.core.access.scope import Looker
from lightbulb.core.templatetags.display import short_date
from triage.enums import ReferralState
from triage.models import Referral


def people(user: Looker, on: date) -> QuerySet[Person, Any]:
    return Person.objects.filter(referrals__in=Referral.objects.visible_to(user, on=on))


def known(keys: Collection[UUID], user: Looker, on: date) -> Mapping[UUID, Known]:
    """Since when somebody is in triage, and the latest of their referrals the user may open."""
    seen = Referral.objects.visible_to(user, on=on).filter(pk=OuterRef("pk"))
    known_of = Referral.objects.not_hidden_from(user, on=on)
    told = known_of.filter(person__in=keys).annotate(may_open=Exists(seen))
    found: dict[UUID, Known] = {}
    for each in told.order_by("received_on", "id"):
        before = found.get(each.person_id, Known())
        waits = each.state != ReferralState.DECIDED
        since = f"In triage since {short_date(each.received_on, on)}" if waits else ""
        known_now = replace(before, helping=before.helping or since)
        if each.may_open:
            title = f"Referral {each.reference}, {short_date(each.received_on, on)}"
            known_now = replace(known_now, url=each.get_absolute_url(), title=title)
        found[each.person_id] = known_now
    return found


def of_reference(reference: str, user: Looker, on: date) -> str | None:
    found = Referral.objects.visible_to(user, on=on).filter(reference=reference).first()
    return found.get_absolute_url() if found else None


SOURCE = SearchSource(people=people, known=known, of_reference=of_reference)
