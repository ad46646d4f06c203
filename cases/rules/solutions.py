"""From answers to what may help: a decision table, with the reason for each line.

What it suggests is a beginning: the worker adds and leaves out, and the person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """One thing that may help when a question's answer is among `when`."""

    code: str
    label: str
    kind: str
    question: str
    when: frozenset[str]


@dataclass(frozen=True)
class Suggestion:
    """An offer that applies, and which answer it comes from."""

    offer: Offer
    answer: str


HARD = frozenset({"lot", "help", "cannot"})
VERY_HARD = frozenset({"help", "cannot"})
NOT_WELL = frozenset({"no", "unsure"})
FALLEN = frozenset({"one", "more"})

# Source: draft questions' "may trigger" column, own words, to be checked by an OT.
OFFERS: tuple[Offer, ...] = (
    Offer("falls_advice", "Falls advice and home safety check", "advice", "H3", FALLEN),
    Offer("pendant", "Pendant alarm", "assistive_technology", "H3", frozenset({"more"})),
    Offer("damp_check", "Damp looked at by environmental health", "referral_out", "E3", NOT_WELL),
    Offer("door_chain", "Door chain and viewer", "handyperson", "S1", NOT_WELL),
    Offer("warm_homes", "Warm homes advice", "referral_out", "W2", NOT_WELL),
    Offer("grab_rail_door", "Grab rail by the door", "minor_adaptation", "P4", HARD),
    Offer("half_step", "Half step at the door", "minor_adaptation", "P4", VERY_HARD),
    Offer("second_rail", "Second stair rail", "minor_adaptation", "P9", HARD),
    Offer("stairlift", "Stairlift", "major_adaptation", "P9", VERY_HARD),
    Offer("bath_board", "Bath board", "equipment", "P13", HARD),
    Offer("level_shower", "Level access shower", "major_adaptation", "P13", VERY_HARD),
    Offer("perching_stool", "Perching stool", "equipment", "M1", HARD),
    Offer("local_area", "Local Area Co-ordinator", "referral_out", "A1", HARD),
)


def suggest(answers: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """What may help, in the order of the table. A question not answered suggests nothing."""
    return tuple(
        Suggestion(offer, answers[offer.question])
        for offer in OFFERS
        if answers.get(offer.question) in offer.when
    )
