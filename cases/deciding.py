"""From what is written down to what the rule of capacity asks, and what a page says of it."""

from dataclasses import dataclass

from cases.enums import DecidedBy
from cases.models import CapacityDecision
from cases.rules import capacity as rule


def proposal_of(decision: CapacityDecision) -> rule.Proposal:
    """The facts of a decision; it need not be saved. Contains no rule."""
    who = decision.representative
    return rule.Proposal(
        kind=rule.Kind(decision.kind),
        decider=rule.Decider(decision.decided_by),
        age=decision.case.person.canonical.age_on(decision.decided_on),
        has_capacity=decision.has_capacity,
        found_how=bool(decision.how_found),
        authority=rule.Authority(decision.authority or who.authority) if who else None,
        evidence_seen=bool(who and who.evidence),
        in_force=bool(who and who.is_in_force(decision.decided_on)),
        consulted=bool(decision.consulted),
        reasoned=bool(decision.reasons),
    )


@dataclass(frozen=True)
class Told:
    """A decision as the page tells it."""

    decision: CapacityDecision
    who: str
    source: str


def told(decision: CapacityDecision) -> Told:
    """Who decided under what, and by which law."""
    answer = rule.decide(proposal_of(decision))
    if decision.decided_by == DecidedBy.REPRESENTATIVE:
        who = f"{decision.representative}: {decision.get_authority_display().lower()}"
    elif decision.decided_by == DecidedBy.PERSON:
        who = f"{decision.case.person.canonical.called}, who can decide it"
    else:
        who = decision.get_decided_by_display()
    return Told(decision, who, answer.source)
