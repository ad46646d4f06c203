"""Picks out of the record the looks that somebody should be asked about.

Run each hour over hours that are over. Finding the same look again makes no second one,
so that an hour in which nobody looked is made up for in the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, QuerySet, Sum
from django.db.models.functions import TruncHour
from django.utils import timezone

from cases.enums import WhyUnusual
from cases.models import LookLimit, Person, UnusualLook
from cases.rules.looks import Limits, is_many, is_same_address, is_same_surname
from lightbulb.core.record.models import ActorKind
from lightbulb.core.record.reads.models import ReadEvent, Showing
from lightbulb.core.staff.models import User

LOOKED_BACK = timedelta(hours=26)
OPENED = (Showing.PAGE, Showing.DOCUMENT)
PEOPLE_BY_HOUR = """
SELECT actor_id, date_trunc('hour', recorded_at) AS hour, min(recorded_at), max(recorded_at),
    count(DISTINCT person) FILTER (WHERE kind = ANY(%(opened)s)), count(DISTINCT person)
FROM core_readevent, unnest(person_ids) AS person
WHERE actor_kind = 'staff' AND recorded_at >= %(since)s AND recorded_at < %(until)s
GROUP BY 1, 2
"""
OPENED_BY_HOUR = """
SELECT actor_id, person, date_trunc('hour', recorded_at) AS hour, min(recorded_at),
    max(recorded_at)
FROM core_readevent, unnest(person_ids) AS person
WHERE actor_kind = 'staff' AND kind = ANY(%(opened)s)
    AND recorded_at >= %(since)s AND recorded_at < %(until)s
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Window:
    """Hours that are over, to be looked at."""

    since: datetime
    until: datetime

    @classmethod
    def before(cls, now: datetime) -> "Window":
        until = now.replace(minute=0, second=0, microsecond=0)
        return cls(until - LOOKED_BACK, until)


def note_unusual_looks(now: datetime) -> int:
    """Keep what was unusual in the hours before, and return how many looks are new."""
    window = Window.before(now)
    limits = LookLimit.objects.on(timezone.localdate(now))
    found = [*many_people(window, limits), *at_night(window, limits), *own_people(window)]
    before = UnusualLook.objects.count()
    UnusualLook.objects.bulk_create(found, ignore_conflicts=True)
    return UnusualLook.objects.count() - before


def many_people(window: Window, limits: Limits) -> Iterator[UnusualLook]:
    """More people within an hour than the limits allow: opened, or named at all."""
    rows_of_files = rows_by_hour(window)
    for actor, hour, first, last, opened, named in asked(PEOPLE_BY_HOUR, window):
        named += rows_of_files.pop((actor, hour), (0, None, None))[0]
        if is_many(opened, limits.opened_an_hour):
            yield look(WhyUnusual.MANY_OPENED, actor, hour, first, last, people=opened)
        if is_many(named, limits.named_an_hour):
            yield look(WhyUnusual.MANY_NAMED, actor, hour, first, last, people=named)
    for (actor, hour), (rows, first, last) in rows_of_files.items():
        if is_many(rows, limits.named_an_hour):
            yield look(WhyUnusual.MANY_NAMED, actor, hour, first, last, people=rows)


def rows_by_hour(window: Window) -> dict[tuple[str, datetime], tuple[int, datetime, datetime]]:
    """How many people somebody took away in files, by the hour."""
    files = reads_in(window).filter(kind=Showing.EXPORT)
    counted = files.values("actor_id", hour=TruncHour("recorded_at", tzinfo=UTC)).annotate(
        people=Sum("rows"), first=Min("recorded_at"), last=Max("recorded_at")
    )
    return {
        (row["actor_id"], row["hour"]): (row["people"], row["first"], row["last"])
        for row in counted.order_by()
    }


def at_night(window: Window, limits: Limits) -> Iterator[UnusualLook]:
    """Looks in the last night that is over: one for each member of staff."""
    night = last_night(window.until, limits)
    if night is None:
        return
    reads: dict[str, list[ReadEvent]] = {}
    for read in reads_in(night).order_by("recorded_at", "id"):
        reads.setdefault(read.actor_id, []).append(read)
    for actor, theirs in reads.items():
        people = {key for read in theirs for key in read.person_ids}
        number = len(people) + sum(read.rows or 0 for read in theirs)
        first, last = theirs[0].recorded_at, theirs[-1].recorded_at
        yield look(WhyUnusual.AT_NIGHT, actor, night.since, first, last, people=number)


def last_night(now: datetime, limits: Limits) -> Window | None:
    """The night that ended last, by the clock on the wall; None where none is set."""
    if limits.night_from is None or limits.night_until is None:
        return None
    here = timezone.localtime(now)
    until = at_hour(here, limits.night_until)
    if until > now:
        until = at_hour(here - timedelta(days=1), limits.night_until)
    since = at_hour(until, limits.night_from)
    if since >= until:
        since = at_hour(until - timedelta(days=1), limits.night_from)
    return Window(since, until)


def at_hour(day: datetime, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(day), time(hour)))


def own_people(window: Window) -> Iterator[UnusualLook]:
    """Pages that were opened of somebody with the same surname, or at the same address."""
    opened = asked(OPENED_BY_HOUR, window)
    keys = {row[1] for row in opened}
    people = Person.objects.select_related("home").in_bulk(keys)
    staff = {str(user.pk): user for user in User.objects.filter(pk__in={row[0] for row in opened})}
    for actor, key, hour, first, last in opened:
        person, user = people.get(key), staff.get(actor)
        for why in why_own(user, person) if user and person else ():
            yield look(why, actor, hour, first, last, person=person)


def why_own(user: User, person: Person) -> Iterator[WhyUnusual]:
    """What ties a member of staff to somebody they looked at."""
    if is_same_surname(user.name, person.family_name):
        yield WhyUnusual.OWN_NAME
    home = person.home
    if home and is_same_address(
        user.home_house, user.home_postcode, address=home.address, at=home.postcode
    ):
        yield WhyUnusual.OWN_ADDRESS


def look(
    why: WhyUnusual,
    actor: str,
    begin: datetime,
    first_at: datetime,
    last_at: datetime,
    *,
    people: int = 1,
    person: Person | None = None,
) -> UnusualLook:
    """The look, known again by who, why, whom and the hour or night it began in."""
    whom = f":{person.pk}" if person else ""
    return UnusualLook(
        user_id=UUID(actor),
        why=why,
        person=person,
        people=people,
        first_at=first_at,
        last_at=last_at,
        found_as=f"{why}:{actor}{whom}:{begin.astimezone(UTC):%Y-%m-%dT%H}",
    )


def reads_in(window: Window) -> QuerySet[ReadEvent]:
    staff = ReadEvent.objects.filter(actor_kind=ActorKind.STAFF)
    return staff.filter(recorded_at__gte=window.since, recorded_at__lt=window.until)


def asked(statement: str, window: Window) -> list[Any]:
    """Rows of a count over the window, which only SQL can take people apart for."""
    given = {"since": window.since, "until": window.until, "opened": list(OPENED)}
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
