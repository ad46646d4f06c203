"""What a Housing MOT is under the Care Act 2014, and what is owed to the person then.

Whether it is an assessment of needs (s.9), made for the county under a delegation (s.79), or
information, advice and prevention (s.2 and s.4) is the county's to say: its instruction is kept
with its days. Where nothing is instructed it is advice. An assessment has consequences: the
person is given a written record of it (s.12(3)), and the county decides whether their needs
meet the eligibility criteria, and writes down why (s.13(1) and (2)). Own words.

Pure: how a visit stands in, what is owed out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """As what a visit counts."""

    ADVICE = "advice"
    ASSESSMENT = "assessment"


@dataclass(frozen=True)
class Owed:
    """One thing owed to the person, what its law is, and in how many working days (example)."""

    text: str
    source: str
    within: int


OWED: Mapping[str, tuple[Owed, ...]] = {
    Standing.ADVICE: (),
    Standing.ASSESSMENT: (
        Owed("Give them a copy of the record of the assessment", "Care Act 2014 s.12(3)", 5),
        Owed("Ask the county what they are eligible for, in writing", "Care Act 2014 s.13", 5),
    ),
}


def owed(standing: str) -> tuple[Owed, ...]:
    """What is owed after a visit that counts as this. Raises KeyError for what is none."""
    return OWED[standing]
