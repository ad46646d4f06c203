"""Minor adaptations and equipment that are settled on the spot, each in one line of words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "small_items.toml"
MILLIMETRES = {12: 300, 18: 450, 24: 600}  # a rail's length in inches as it is sold by the metre


@dataclass(frozen=True)
class SmallItem:
    """One item of the quick pad; `lengths` in inches where it comes in several."""

    code: str
    label: str
    kind: str
    lengths: tuple[int, ...] = ()

    def words(self, *, length: int | None, place: str, side: str, detail: str) -> str:
        """ "12 inch grab rail, porch door, left": what the plan says and the order repeats."""
        sized = f"{length} inch {self.label}" if length else self.label.capitalize()
        rest = (place[:1].lower() + place[1:], side.lower(), detail)
        return ", ".join(part for part in (sized, *rest) if part)


@cache
def small_items() -> dict[str, SmallItem]:
    """Every item by its code, in the order of the file."""
    rows = tomllib.loads(FILE.read_text())["item"]
    items = (SmallItem(**row | {"lengths": tuple(row.get("lengths", ()))}) for row in rows)
    return {item.code: item for item in items}


@cache
def usual_places() -> tuple[str, ...]:
    """Where small items usually go; any other place is written in words."""
    return tuple(tomllib.loads(FILE.read_text())["places"])
