"""Each locality's workers, what they carry, who is away, and what is not given out yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cases import worklists
from cases.models.case import CaseQuerySet
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import Absence, Membership, User

AHEAD = timedelta(days=28)
Key = tuple[UUID | None, UUID | None]  # locality and worker


@dataclass(frozen=True)
class Load:
    """Open, overdue and at risk cases of somebody or somewhere."""

    open: int = 0
    overdue: int = 0
    at_risk: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(
            self.open + other.open, self.overdue + other.overdue, self.at_risk + other.at_risk
        )


@dataclass(frozen=True)
class Worker:
    """One row of the board: `post` is empty for somebody who no longer works there."""

    user: User
    post: str
    load: Load
    absence: Absence | None
    uncovered: bool

    @property
    def key(self) -> str:
        return str(self.user.pk)


@dataclass(frozen=True)
class Team:
    locality: Locality
    workers: tuple[Worker, ...]
    load: Load
    not_given_out: int


def teams(seen: CaseQuerySet, scope: Scope, *, on: date) -> list[Team]:
    """The localities somebody sees, each with its workers by name."""
    loads = loads_of(seen, on=on)
    posts = posts_on(on)
    people = {each.pk: each for each in User.objects.filter(pk__in=everybody(loads, posts))}
    absences = absences_of(people, on=on)
    return [
        team(locality, loads, posts, people, absences, on=on)
        for locality in localities(scope, on=on)
    ]


def localities(scope: Scope, *, on: date) -> list[Locality]:
    found = Locality.objects.in_force(on)
    return list(found if scope.everywhere else found.filter(pk__in=scope.localities))


def loads_of(seen: CaseQuerySet, *, on: date) -> dict[Key, Load]:
    """Counts of open cases by locality and worker, in one query."""
    groups = (
        seen.open()
        .order_by()
        .values_list("locality", "lead_worker")
        .annotate(**worklists.counts(on))
    )
    return {(place, worker): Load(*numbers) for place, worker, *numbers in groups}


def posts_on(on: date) -> dict[Key, Membership]:
    """Who takes cases where on a day."""
    found = Membership.objects.in_force(on).allowing(Permission.TAKE_CASES)
    return {
        (locality.pk, post.user_id): post
        for post in found.filter(user__is_active=True).for_display()
        for locality in post.localities.all()
    }


def everybody(loads: Mapping[Key, Load], posts: Mapping[Key, Membership]) -> set[UUID]:
    return {worker for _, worker in (*loads, *posts) if worker}


def absences_of(people: Iterable[UUID], *, on: date) -> dict[UUID, Absence]:
    """The next days away of each, if they begin soon."""
    found = Absence.objects.not_over(on).filter(user__in=list(people), starts_on__lte=on + AHEAD)
    return {absence.user_id: absence for absence in reversed(found.for_display())}


def team(
    locality: Locality,
    loads: Mapping[Key, Load],
    posts: Mapping[Key, Membership],
    people: Mapping[UUID, User],
    absences: Mapping[UUID, Absence],
    *,
    on: date,
) -> Team:
    here = {worker for place, worker in (*loads, *posts) if place == locality.pk and worker}
    rows = [
        Worker(
            user=people[worker],
            post=post_in_words(posts.get((locality.pk, worker))),
            load=loads.get((locality.pk, worker), Load()),
            absence=absences.get(worker),
            uncovered=is_uncovered(absences.get(worker)),
        )
        for worker in sorted(here, key=lambda key: (people[key].name, key))
    ]
    waiting = loads.get((locality.pk, None), Load())
    total = sum((row.load for row in rows), waiting)
    return Team(locality, tuple(rows), total, waiting.open)


def post_in_words(post: Membership | None) -> str:
    """As "full time" or "0.7 of full time"; empty without a post there."""
    if post is None:
        return ""
    if post.fte is None or post.fte == 1:
        return "full time"
    return f"{post.fte.normalize():f} of full time"


def is_uncovered(absence: Absence | None) -> bool:
    return absence is not None and absence.cover_id is None


def pressing_sentence(found: Sequence[Team], *, on: date) -> str:
    """Where to look first."""
    away = [(row, team) for team in found for row in team.workers if needs_cover(row, on=on)]
    if away:
        row, team = max(away, key=lambda pair: (pair[0].load.overdue, pair[0].load.open))
        return (
            f"{team.locality.name} needs you first: {row.user.name} is away, nobody covers, "
            f"and {row.load.overdue} of {row.load.open} cases are overdue."
        )
    worst = max(found, key=lambda team: team.load.overdue, default=None)
    if worst is None or not worst.load.overdue:
        return "Nothing is overdue."
    return f"{worst.locality.name} needs you first: {worst.load.overdue} of its cases are overdue."


def needs_cover(row: Worker, *, on: date) -> bool:
    return bool(row.uncovered and row.absence and row.absence.starts_on <= on and row.load.open)
