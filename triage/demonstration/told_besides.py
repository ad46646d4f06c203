"""What the latest calls of the demonstration told besides: sharing, equality, a concern."""

from collections.abc import Iterator
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from cases.actions import raise_concern
from cases.equality import Disability, Ethnicity, Religion, Sex
from cases.models import EqualityAnswers, Person, SafeguardingConcern
from triage.demonstration.cast import Cast, cast_on
from triage.enums import SaidHow, SharingAnswer
from triage.models import CallDraft, Referral, Sharing, SharingFlow

LONDON = ZoneInfo("Europe/London")
CONCERNS = (
    ("adult", "Says little while his nephew is in the room, and has no money for food."),
    ("child", "The younger boy sleeps on the sofa and has not been at school for weeks."),
)
ANSWERS = (SharingAnswer.AGREED, SharingAnswer.AGREED, SharingAnswer.REFUSED, "")
ASKED_OF = 200  # people who answered the equality questions


@transaction.atomic
def seed_told_besides(*, on: date) -> str:
    """Belongs after the stories, whose undecided referrals it adds to."""
    cast, luck = cast_on(on), Random("told besides")
    waiting = list(Referral.objects.waiting().select_related("person").order_by("pk"))
    sharing = Sharing.objects.bulk_create(shared(waiting, luck, on=on))
    equality = EqualityAnswers.objects.bulk_create(answered(cast, luck, on=on))
    for (route, note), referral in zip(CONCERNS, waiting, strict=False):
        concern = SafeguardingConcern(person=referral.person, route=route, note=note)
        raise_concern(concern=concern, by=cast.officer, on=on)
    half_done(cast, on=on)
    return f"{len(sharing)} answers on sharing, {len(equality)} on equality"


def shared(waiting: list[Referral], luck: Random, *, on: date) -> Iterator[Sharing]:
    flows = list(SharingFlow.objects.in_force(on).filter(agreement_is_law=False))
    for referral in waiting:
        for flow in flows:
            if answer := luck.choice(ANSWERS):
                yield Sharing(
                    referral=referral,
                    flow=flow,
                    answer=answer,
                    said_by=referral.caller_relation or referral.person.called,
                    said_how=SaidHow.PHONE,
                    said_on=referral.received_on,
                )


def answered(cast: Cast, luck: Random, *, on: date) -> Iterator[EqualityAnswers]:
    for person in Person.objects.order_by("pk")[:ASKED_OF]:
        yield EqualityAnswers(
            person=person,
            sex=luck.choice(Sex.values),
            ethnicity=luck.choice(Ethnicity.values),
            religion=luck.choice(Religion.values),
            disability=luck.choice(Disability.values),
            asked_on=on,
            asked_by=cast.officer,
        )


def half_done(cast: Cast, *, on: date) -> None:
    """One call that the officer has still to finish."""
    at = datetime.combine(on, time(9, 12), LONDON)
    told = {"source": "family", "caller_name": "Nell Tallow", "family_name": "Tallow"}
    CallDraft.objects.create(user=cast.officer, answers=told, begun_at=at, saved_at=at)
