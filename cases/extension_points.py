"""What higher apps add to the case: short typed lists, filled in their `AppConfig.ready()`.

An app adds a member by its dotted name, so that nothing below imports what stands above.
Members are called in the order they were added, inside the caller's transaction: an error
stops the caller. `docs/extension-points.md` is drawn from here.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils.module_loading import import_string

if TYPE_CHECKING:  # apps fill the points before any model is loaded
    from cases.models import Case, Person
    from lightbulb.core.access.scope import Looker
    from lightbulb.core.staff.models import User

Member = TypeVar("Member")
Row = Mapping[str, str]  # name, value, and a quiet note


class Point(Generic[Member]):
    """One list: its name, what it is for, and the names of its members in order."""

    def __init__(self, name: str, purpose: str) -> None:
        self.name = name
        self.purpose = purpose
        self.members: list[str] = []

    def add(self, member: str) -> None:
        """Raises ValueError for a member that is there already."""
        if member in self.members:
            raise ValueError(f"{member} is in {self.name} already.")
        self.members.append(member)

    def __iter__(self) -> Iterator[Member]:
        return (cast("Member", import_string(member)) for member in self.members)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of the case page: facts under a heading, with a link to the whole."""

    title: str
    rows: list[Row]
    link_url: str = ""
    link_text: str = ""


class CasePanel(Protocol):
    """A panel for a page of a case, or None where there is nothing to show to this person.

    `page` is one of those below: a panel that belongs on another asks nothing.
    """

    def __call__(self, case: "Case", *, page: str, user: "User", on: date) -> Panel | None: ...


OVERVIEW, PEOPLE_AND_HOME = "case", "people_and_home"


Thing = dict[str, str]  # name, state, and the url and action that end it


class CaseBlocker(Protocol):
    """What of a case has to be ended before it is closed."""

    def __call__(self, case: "Case", *, on: date) -> "list[Thing]": ...


class AfterDeath(Protocol):
    """What follows when it is known that somebody has died, in the same transaction."""

    def __call__(self, person: "Person", *, by: "User", on: date) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a source knows of one person: who is helping, and a page with what it is called."""

    helping: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchSource:
    """Records of a higher app through which a person may be found.

    `people` are the people one of whose records the user may see, `of_reference` is the
    address of the record with that reference, if the user may see it.
    """

    people: "Callable[[Looker, date], QuerySet[Person, Any]]"
    known: "Callable[[Collection[UUID], Looker, date], Mapping[UUID, Known]]"
    of_reference: "Callable[[str, Looker, date], str | None]"


case_panels: Point[CasePanel] = Point(
    "case_panels",
    "What else is known, as panels on the first page of a case and on People and home.",
)
search_sources: Point[SearchSource] = Point(
    "search_sources", "Records through which Find reaches a person, besides cases."
)
case_blockers: Point[CaseBlocker] = Point(
    "case_blockers", "What stops a case from being closed, and where it is ended."
)
on_death: Point[AfterDeath] = Point(
    "on_death", "What stops and what is left to do when somebody has died."
)
POINTS: tuple[Point[Any], ...] = (case_panels, search_sources, case_blockers, on_death)
