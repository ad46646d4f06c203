"""Everything a plan may hold by its code: what it is called, and how it comes about."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parent / "solutions.toml"


@dataclass(frozen=True)
class Listed:
    """One thing that may help.

    `kind` is a SolutionKind. `who` is the code of whoever receives a referral, or who may
    recommend an adaptation; `scheme` is the help it may be paid by. Both may be empty. What is
    `private` is no part of a plan that somebody else at home may read.
    """

    code: str
    label: str
    kind: str
    who: str = ""
    scheme: str = ""
    private: bool = False


# Whom a referral goes to, by the short signs of solutions.toml. Draft words, to be checked with
# the directory of services.
RECIPIENTS: Mapping[str, str] = MappingProxyType(
    {
        "ASC": "adult social care",
        "BEN": "the benefits team",
        "CAR": "the carers’ service",
        "CONT": "the continence service",
        "EH": "environmental health",
        "FCP": "First Contact Plus",
        "FIRE": "the fire and rescue service",
        "GP": "their surgery",
        "HET": "the Hospital Housing Enabler",
        "HO": "the housing options team",
        "LAC": "the Local Area Co-ordinator",
        "OT": "the Occupational Therapist",
        "PHY": "the falls and therapy service",
        "SAFE": "the safety services",
        "VOL": "a voluntary service",
        "WARM": "the warm homes service",
    }
)


def recipient_of(known: Listed) -> str:
    """Whom a referral of this kind goes to; empty where nobody is named."""
    return RECIPIENTS.get(known.who, "")


@cache
def catalogue() -> Mapping[str, Listed]:
    """Everything listed, by its code, in the order of the file."""
    rows = tomllib.loads(FILE.read_text())["solution"]
    return MappingProxyType({row["code"]: Listed(**row) for row in rows})
