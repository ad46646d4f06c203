"""Where figures are counted for: the whole county, or one of its localities."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lightbulb.core.organisations.models import Locality
from lightbulb.core.time.periods import Period

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Place:
    """A line of a table. `pk` is the locality's; the county and "no locality" have none."""

    key: str
    name: str
    pk: UUID | None = None

    @property
    def inside(self) -> str:
        """The name as it stands inside a sentence: "all seven localities"."""
        return f"{self.name[0].lower()}{self.name[1:]}" if self.is_county else self.name

    @property
    def is_county(self) -> bool:
        return self.key == COUNTY_KEY


COUNTY_KEY = "county"
NOWHERE = Place("none", "No locality")


def localities_of(period: Period) -> list[Place]:
    """The localities in force at the end of a period, in order of the alphabet."""
    found = Locality.objects.in_force(period.last).order_by("name")
    return [Place(each.code, each.name, each.pk) for each in found]


def county_of(localities: Sequence[Place]) -> Place:
    """The county, named by how many localities it has: "All seven localities"."""
    many = len(localities)
    if many < 2:
        return Place(COUNTY_KEY, "The whole county")
    word = NUMBERS[many] if many < len(NUMBERS) else str(many)
    return Place(COUNTY_KEY, f"All {word} localities")


def place_named(key: str, localities: Sequence[Place]) -> Place:
    """The county or a locality by its key. Raises LookupError with the sentence to show."""
    for place in (county_of(localities), *localities):
        if place.key == key:
            return place
    known = ", ".join([COUNTY_KEY, *(place.key for place in localities)])
    raise LookupError(f"There is no locality {key[:40]!r}. Choose one of: {known}.")
