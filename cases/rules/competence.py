"""Who may recommend what: the competence that a thing takes, by its kind.

Sources: the competency framework and skills matrix of the business case 2016, lines 1107 to
1109; equipment and minor adaptations ordered by Housing Support Co-ordinators, lines 1016 to
1026; supervision of trusted assessors by Occupational Therapists, lines 1104 to 1109;
"Development of Technical HSCs", scrutiny report 2019, line 1309. Which adaptation counts as a
simple one stands in `cases/mot/solutions.toml` as an example until the therapists confirm it.

Pure functions: the kind of a thing, and who may recommend it as the list has it, in; an area
of competence out.
"""

from collections.abc import Mapping
from enum import StrEnum

TRUSTED_ASSESSOR = "trusted_assessor"  # as the list of solutions names who may recommend


class Area(StrEnum):
    """The areas somebody is signed off for, from what is asked for most to the rarest."""

    EQUIPMENT = "equipment"
    MINOR_ADAPTATIONS = "minor"
    SIMPLE_MAJOR = "simple_major"
    COMPLEX_MAJOR = "complex_major"


# What everybody who assesses may suggest, such as advice or a referral, takes none.
OF_KIND: Mapping[str, Area] = {
    "equipment": Area.EQUIPMENT,
    "minor_adaptation": Area.MINOR_ADAPTATIONS,
    "major_adaptation": Area.COMPLEX_MAJOR,
}


def area_of(kind: str, recommended_by: str = "") -> Area | None:
    """The competence that recommending a thing takes, or None where it takes none.

    `kind` is a SolutionKind. `recommended_by` is "trusted_assessor" for an adaptation that a
    trusted assessor may recommend; whatever else it says, it takes an Occupational Therapist.
    """
    if kind == "major_adaptation" and recommended_by == TRUSTED_ASSESSOR:
        return Area.SIMPLE_MAJOR
    return OF_KIND.get(kind)
