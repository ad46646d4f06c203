"""Which council a postcode lies in, for people who live outside the county."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lightbulb.core.places.postcodes import find_postcode

FILE = Path(__file__).parent / "councils.toml"


def council_of(postcode: str) -> str:
    """The council's name; empty where the postcode is unknown or lies further away."""
    found = find_postcode(postcode)
    return councils().get(found.lad_code, "") if found else ""


@cache
def councils() -> Mapping[str, str]:
    """Names by local authority district code: the county's and its neighbours'."""
    return dict(tomllib.loads(FILE.read_text())["councils"])
