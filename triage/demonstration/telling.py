"""How each story is told on the phone: who rings, in what words, and what they hope for."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from triage.enums import Need, Source, Staying, UrgencyFact, Wish

if TYPE_CHECKING:
    from triage.demonstration.stories import Story

WORDS: Mapping[str, str] = {
    Need.BATHING: "Cannot lift a leg over the bath any more and washes at the sink.",
    Need.STAIRS: "Goes up the stairs on hands and knees and comes down sitting.",
    Need.ACCESS: "The front step is too high and there is nothing to hold.",
    Need.TOILET: "Getting up from the toilet takes several tries.",
    Need.BED_CHAIR: "The chair is so low that somebody has to pull.",
    Need.KITCHEN: "Cannot stand long enough to cook.",
    Need.WARMTH: "Sits in one room with a blanket to save on the gas.",
    Need.REPAIRS: "The back bedroom is damp and the window does not shut.",
    Need.SAFETY: "Does not like to open the door without seeing who is there.",
    Need.MEMORY: "Gets up at night and is not sure where the bathroom is.",
    Need.LONELINESS: "Has hardly been out since the club closed.",
    Need.MONEY: "Wonders whether there is help with the bills.",
    Need.CARE: "Needs somebody for washing and dressing each morning.",
    Need.SMALL_JOBS: "A tap drips and a bulb on the landing is out.",
}
CALLERS: Mapping[str, Sequence[str]] = {
    Source.FAMILY: ("Daughter", "Son", "Wife", "Husband", "Neighbour"),
    Source.GP: ("Practice nurse", "Doctor"),
    Source.HOSPITAL: ("Ward sister", "Discharge nurse"),
    Source.COMMUNITY_HEALTH: ("District nurse", "Physiotherapist"),
    Source.SOCIAL_CARE: ("Social worker",),
    Source.LANDLORD: ("Housing officer",),
    Source.AMBULANCE: ("Paramedic",),
}
SURGERIES = ("The Banks surgery", "Station Road surgery", "Greenfield practice", "")
HELP = ("Daughter shops on Saturdays", "Carers twice a day", "A neighbour looks in", "", "")
WARDS = ("Glenfield, ward 17", "General, ward 3", "Royal Infirmary, ward 23")


def telling(story: "Story", luck: Random, *, newest: bool) -> dict[str, Any]:
    """The words of a story, and what its referral holds besides needs and urgency.

    Only the newest are still on a ward: the others have gone home long since.
    """
    on_ward = UrgencyFact.HOSPITAL in story.urgency_facts and newest and luck.random() < 0.4
    home_on = timedelta(days=luck.choice((-9, -4, 2, 5)))
    in_hospital = UrgencyFact.HOSPITAL in story.urgency_facts
    wish = luck.choices((Wish.NOT_SAID, Wish.VISIT, Wish.OWN), (6, 3, 1))[0]
    told = {
        "caller_relation": luck.choice(CALLERS.get(story.source, ("",))),
        "staying": (Staying.WARD if on_ward else Staying.HOME).value,
        "ward": luck.choice(WARDS) if on_ward else "",
        "home_from_hospital_on": story.received_on + home_on if in_hospital else None,
        "wish": wish.value,
        "help_now": luck.choice(HELP),
        "urgency_asked": not story.urgency_facts and luck.random() < 0.5,
    }
    words = " ".join(WORDS[need] for need in story.needs if need in WORDS)
    return {"words": words, "told": told, "surgery": luck.choice(SURGERIES)}
