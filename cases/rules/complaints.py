"""Where a complaint goes: one button, and the procedure of whoever answers for what was done.

Own words. Each row of the table names its source:

- a grant is decided by the district council for the home (Housing Grants, Construction and
  Regeneration Act 1996), so its own complaints procedure answers;
- the Home Support Grant is hosted by the council that hosts the hub, and complaints about it
  go there under the published policy of the grant;
- an Occupational Therapist's and any other act under the Care Act 2014 is the county's. Its
  procedure is set by law: the Local Authority Social Services and National Health Service
  Complaints (England) Regulations 2009, for children the Children Act 1989 Representations
  Procedure (England) Regulations 2006;
- a landlord answers for what they did as a landlord;
- the service itself answers as its host: the hub is no legal person.

Whoever is not satisfied in the end may go to the Local Government and Social Care Ombudsman
(Local Government Act 1974 Part 3), about a landlord to the Housing Ombudsman (Housing Act 1996
s.51 and Sch. 2), to whose scheme a private landlord belongs only if they joined.

How long it takes is no rule: targets are dated data, `complaint_acknowledge` and
`complaint_answer`, or with what it is about behind, such as `complaint_answer_landlord`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """What a complaint is about, as far as it changes where it goes."""

    GRANT = "grant"
    HOME_SUPPORT_GRANT = "home_support"
    SOCIAL_CARE = "social_care"
    LANDLORD = "landlord"
    SERVICE = "service"


class Goes(StrEnum):
    """Whose procedure it is."""

    COUNCIL = "council"
    HOST = "host"
    COUNTY = "county"
    LANDLORD = "landlord"


class Ombudsman(StrEnum):
    LOCAL_GOVERNMENT = "local_government"
    HOUSING = "housing"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Names as they are on the day it was received; an empty one is not known.

    `council` decides grants for the home, `host` hosts the hub, `landlord` is who it is about.
    """

    about: About
    council: str = ""
    host: str = ""
    county: str = ""
    landlord: str = ""
    is_child: bool = False
    rents_privately: bool = False


@dataclass(frozen=True)
class Route:
    """Whose procedure, whom to send it to, why, which ombudsman, and by what source."""

    goes: Goes
    to: str
    procedure: str
    because: str
    ombudsman: Ombudsman
    source: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    goes: Goes
    procedure: str
    because: str
    ombudsman: Ombudsman
    source: str


ROWS: Mapping[About, Row] = {
    About.GRANT: Row(
        Goes.COUNCIL,
        "the council’s own complaints procedure",
        "It decides grants for this home",
        Ombudsman.LOCAL_GOVERNMENT,
        "Housing Grants, Construction and Regeneration Act 1996 Part 1",
    ),
    About.HOME_SUPPORT_GRANT: Row(
        Goes.HOST,
        "the host’s own complaints procedure",
        "It hosts the Home Support Grant for all councils",
        Ombudsman.LOCAL_GOVERNMENT,
        "Home Support Grant policy",
    ),
    About.SOCIAL_CARE: Row(
        Goes.COUNTY,
        "the county’s statutory social care complaints procedure",
        "Occupational Therapists act for the county under the Care Act",
        Ombudsman.LOCAL_GOVERNMENT,
        "SI 2009/309",
    ),
    About.LANDLORD: Row(
        Goes.LANDLORD,
        "the landlord’s own complaints procedure",
        "A landlord answers for what they did as a landlord",
        Ombudsman.HOUSING,
        "Housing Act 1996 s.51 and Sch. 2",
    ),
    About.SERVICE: Row(
        Goes.HOST,
        "the host’s own complaints procedure",
        "The hub is no legal person: it acts as its host",
        Ombudsman.LOCAL_GOVERNMENT,
        "Local Government Act 1974 Part 3",
    ),
}
UNNAMED: Mapping[Goes, str] = {
    Goes.COUNCIL: "the district council for the home",
    Goes.HOST: "the council that hosts the hub",
    Goes.COUNTY: "the county council",
    Goes.LANDLORD: "the landlord",
}
OF_CHILDREN = "SI 2006/1738"
MAY_NOT_BELONG = "A private landlord is in the Housing Ombudsman’s scheme only if they joined it."


def route(facts: Facts) -> Route:
    """Where it goes, whatever is known: who is not known by name is told by what they are."""
    row = ROWS[facts.about]
    named = {
        Goes.COUNCIL: facts.council,
        Goes.HOST: facts.host,
        Goes.COUNTY: facts.county,
        Goes.LANDLORD: facts.landlord,
    }
    of_child = facts.about is About.SOCIAL_CARE and facts.is_child
    of_private = facts.about is About.LANDLORD and facts.rents_privately
    return Route(
        goes=row.goes,
        to=named[row.goes] or UNNAMED[row.goes],
        procedure=row.procedure,
        because=row.because,
        ombudsman=row.ombudsman,
        source=OF_CHILDREN if of_child else row.source,
        note=MAY_NOT_BELONG if of_private else "",
    )


def target_of(name: str, about: About, targets: Mapping[str, int]) -> int | None:
    """Working days for a step, `acknowledge` or `answer`: what is set for what it is about,
    else for all, else none."""
    for_all = targets.get(f"complaint_{name}")
    return targets.get(f"complaint_{name}_{about.value}", for_all)
