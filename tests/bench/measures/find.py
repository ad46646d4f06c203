"""Find among 200,000 people: a misspelt name with one more fact, and how often it leads to them.

The page is asked for as a triage officer asks; the rates stand in the note, each beside
the best there can be, and each must be reached for the figure to count.
"""

from collections.abc import Callable, Iterator, Sequence
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.utils import timezone

from cases.find import find_people
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User
from tests.bench import slips
from tests.bench.bars import Measured, NotMeasured
from tests.bench.crowd import Invented, crowd, fill
from tests.bench.pages import Visitor, somebody
from tests.bench.world import World

PEOPLE, ASKED, WARM, FEW_CASES = 200_000, 1_000, 50, 100
LARGE = ("cases_person", "cases_home", "cases_nameword")
LEAST = {"a": 0.97, "b": 0.95, "c": 0.95}


def measure(world: World) -> Measured:
    people = list(crowd(PEOPLE))
    use_crowd(world, people)
    officer = somebody(RoleCode.TRIAGE_OFFICER)
    by_index(officer, slips.with_a_fact(people, WARM))
    said = ", ".join(found(officer, people))
    times = seconds(Visitor(officer), slips.with_a_fact(people, ASKED))
    return Measured(
        median(times),
        median=median(times),
        p95=quantiles(times, n=20)[-1],
        note=f"{PEOPLE:,} people, {ASKED:,} requests; in the first ten: {said}",
    )


def found(officer: User, people: Sequence[Invented]) -> Iterator[str]:
    """Each rate beside its ceiling; raises NotMeasured for one that is too low."""
    for name, (asked, ceiling) in questions(people).items():
        reached, best = rate(officer, asked), ceiling(people, asked)
        said = f"({name}) {reached:.1%} of at best {best:.1%}"
        if reached < LEAST[name]:
            raise NotMeasured(f"too few are found: {said}, of at least {LEAST[name]:.0%}")
        yield said


def use_crowd(world: World, people: Sequence[Invented]) -> None:
    """The staff of a small county, and the crowd."""
    world.use_county(FEW_CASES)
    fill(people, Locality.objects.order_by("code")[0])
    world.tidy(f"county_{FEW_CASES}")


def questions(people: Sequence[Invented]) -> dict[str, tuple[list[slips.Asked], slips.Ceiling]]:
    """What is asked for each of the rates, and how the best there can be is worked out."""
    return {
        "a": (slips.with_a_fact(people, ASKED), slips.ceiling_with_a_fact),
        "b": (slips.name_alone(people, ASKED), slips.ceiling_alone),
        "c": (slips.written_otherwise(people, ASKED), slips.ceiling_alone),
    }


def rate(user: User, asked: Sequence[slips.Asked]) -> float:
    """Of those asked for, the share that stands among the first ten."""
    on = timezone.localdate()
    found = [find_people(each.text, user=user, on=on).matches for each in asked]
    return sum(map(slips.is_found, asked, found)) / len(asked)


def by_index(user: User, asked: Sequence[slips.Asked]) -> None:
    """Raises NotMeasured when a search reads all people, homes or words from end to end."""
    on = timezone.localdate()
    for each in asked:
        for sql, values in asked_of_database(
            lambda text=each.text: find_people(text, user=user, on=on)
        ):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}", values)
                plan = "\n".join(line for (line,) in cursor.fetchall())
            if table := next((name for name in LARGE if f"Seq Scan on {name}" in plan), ""):
                raise NotMeasured(f"a search reads the whole of {table}:\n{sql}\n{plan}")


def asked_of_database(act: Callable[[], object]) -> list[tuple[str, Any]]:
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, *rest)

    with connection.execute_wrapper(note):
        act()
    return asked


def seconds(visitor: Visitor, asked: Sequence[slips.Asked]) -> list[float]:
    """Milliseconds of the whole page, each asked for once, after some to warm up."""
    addresses = [f"/find/?{urlencode({'q': each.text})}" for each in asked]
    for address in addresses[:WARM]:
        visitor.get(address)
    return [1000 * visitor.seconds(address) for address in addresses]
