"""Read events in words: who looked, when, at whom, and how."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from cases.models import Person
from lightbulb.core.access.roles import ROLES
from lightbulb.core.record.models import ActorKind
from lightbulb.core.record.reads.models import ReadEvent, ReadEventQuerySet, Showing
from lightbulb.core.service_accounts.models import ServiceAccount
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, local, short_date

PAGE = 50
MOST_NAMED = 5
BETWEEN = "_"
OPENED = (Showing.PAGE, Showing.DOCUMENT)
# What was looked at, by the name of its address; elsewhere the kind of showing says enough.
PLACES = {
    "cases:case": "The case",
    "cases:timeline": "The timeline",
    "cases:plan": "The plan",
    "cases:print_plan": "The plan, to print",
    "cases:visits": "The visits",
    "cases:visit": "A visit",
    "cases:case_letters": "The letters",
    "cases:letter": "A letter",
    "cases:letter_paper": "A letter, to print",
    "cases:looks": "Who has looked",
    "cases:my_day": "Their day",
    "cases:caseload": "The caseload",
    "cases:caseload_download": "The caseload",
    "cases:team": "The team",
    "cases:move_cases": "Cases of a colleague",
    "cases:handover": "Cases given out together",
    "cases:away": "What falls due while a colleague is away",
    "cases:print_day": "A day’s visits, to print",
    "cases:chase_list": "The chase list",
    "cases:ot_queue": "The Occupational Therapy queue",
    "cases:alerts": "The alerts",
    "cases:waiting": "What the case waits for",
    "cases:tasks": "The tasks",
    "cases:find": "Find",
    "triage:referral": "The referral",
    "triage:logged": "The referral, just logged",
    "triage:log": "Logging a referral",
    "triage:queue": "The triage queue",
    "triage:download": "The triage queue",
}


@dataclass(frozen=True)
class Row:
    """One read event as a page shows it."""

    day: str
    time: str
    who: str
    role: str
    user_id: UUID | None
    how: str
    place: str
    whom: Sequence[str]
    more: str


@dataclass(frozen=True)
class Looks:
    """A page of them, and the key of the last where there are earlier ones."""

    rows: list[Row]
    reads: list[ReadEvent]
    earlier: str


def page_of(reads: ReadEventQuerySet, *, before: str, names: Mapping[UUID, str], on: date) -> Looks:
    """Fifty, newest first. `names` are those of the people a reader may see by name."""
    found = list(reads.newest_first(before=read_key(before))[: PAGE + 1])
    shown = found[:PAGE]
    actors = names_of_actors(shown)
    rows = [row_of(read, actors, names, on=on) for read in shown]
    return Looks(rows, shown, key_of(shown[-1]) if len(found) > PAGE else "")


def key_of(read: ReadEvent) -> str:
    moment = read.recorded_at.astimezone(UTC)  # ends in Z: a plus is a space in an address
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}{BETWEEN}{read.pk}"


def read_key(text: str) -> tuple[datetime, int] | None:
    """The row before a page; what is no key is none, and the list begins anew."""
    moment, _, number = text.partition(BETWEEN)
    try:
        at, key = datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None
    return (at, key) if at.tzinfo and 0 < key < 2**63 else None


def row_of(
    read: ReadEvent, actors: Mapping[str, str], names: Mapping[UUID, str], *, on: date
) -> Row:
    named = [names[key] for key in read.person_ids if key in names][:MOST_NAMED]
    people = read.rows or len(read.person_ids)
    return Row(
        day=short_date(local(read.recorded_at), on),
        time=clock_time(read.recorded_at),
        who=actors.get(read.actor_id, "Somebody"),
        role=ROLES[read.role].name if read.role in ROLES else "",
        user_id=UUID(read.actor_id) if read.actor_kind == ActorKind.STAFF else None,
        how=Showing(read.kind).label,
        place=PLACES.get(read.page, ""),
        whom=named,
        more=count_of(people - len(named), "more,more") if people > len(named) else "",
    )


def names_of_actors(reads: Collection[ReadEvent]) -> dict[str, str]:
    """Staff and other systems, in a query each and only where there are any."""
    found: dict[str, str] = {}
    kinds: tuple[tuple[str, Any], ...] = (
        (ActorKind.STAFF, User),
        (ActorKind.SERVICE_ACCOUNT, ServiceAccount),
    )
    for kind, model in kinds:
        keys = {read.actor_id for read in reads if read.actor_kind == kind}
        if keys:
            rows = model.objects.filter(pk__in=keys).values_list("pk", "name")
            found |= {str(pk): name for pk, name in rows}
    return found


def first_named(reads: Collection[ReadEvent], *, by: User, on: date) -> dict[UUID, str]:
    """Names of the first people of each row, of those the reader may see."""
    keys = {key for read in reads for key in read.person_ids[:MOST_NAMED]}
    people = Person.objects.visible_to(by, on=on).filter(pk__in=keys)
    return {person.pk: person.full_name for person in people}
