"""Whom a safeguarding concern is told to. A notice holds no name and no word of the note."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from cases.access import DESK_OF
from cases.models import SafeguardingConcern
from lightbulb.core.access.roles import Reach, with_permission
from lightbulb.core.staff.models import Membership, Notice, User


def tell_desk(payload: Mapping[str, Any], key: str) -> None:
    """Tell everybody at the desk whose duty it is."""
    concern = SafeguardingConcern.objects.filter(pk=payload["concern"]).first()
    if concern is None:
        return
    in_force = Membership.objects.in_force(concern.raised_on)
    desk = in_force.filter(role__in=with_permission(DESK_OF[concern.route], Reach.COUNTY))
    people = User.objects.filter(memberships__in=desk).distinct().order_by("pk")
    put_notices(people, concern, "A safeguarding concern was raised. It waits for you.")


def tell_raiser(payload: Mapping[str, Any], key: str) -> None:
    """Tell whoever raised it that the county has answered."""
    concern = SafeguardingConcern.objects.filter(pk=payload["concern"]).first()
    if concern is not None:
        text = "The county has answered the safeguarding concern you raised."
        put_notices([concern.raised_by], concern, text)


def put_notices(people: Iterable[User], concern: SafeguardingConcern, text: str) -> None:
    url = reverse("cases:concern", args=[concern.pk])
    Notice.objects.bulk_create(Notice(to=user, text=text, url=url) for user in people)
