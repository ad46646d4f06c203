"""What is written to somebody once their referral is decided, and when nothing may be."""

from collections.abc import Mapping
from datetime import date

from cases.actions.letters import channel_for
from cases.enums import Channel
from lightbulb.core.templatetags.display import long_date
from triage.call import SAY, WORSE, first_call_by, somebody_rings
from triage.enums import Staying, TriageOutcome
from triage.letter_kinds import Acknowledgement
from triage.models import DirectoryService, TriageDecision

# What is known only once it is decided. Everything else is said as it was read out.
SAY_AFTER: Mapping[str, str] = {
    TriageOutcome.OUT_OF_AREA: "Your home is outside our county. {council} can help you there.",
    TriageOutcome.ADVICE: "Here is the advice we have for you.",
    TriageOutcome.SELF_HELP: "Here is how to choose, and whom to ask.",
}


def why_no_letter(decision: TriageDecision) -> str | None:
    """Whether somebody is written to: None, or the sentence that says why nobody is."""
    referral = decision.referral
    person = referral.person.canonical
    if decision.outcome == TriageOutcome.DUPLICATE:
        return "No letter: they were told what happens when they first asked."
    if person.died_on:
        return "No letter: they have died."
    if person.duty_first:
        return f"No letter: a concern is open. {person.duty_first}."
    if referral.staying == Staying.NOT_DISCLOSED:
        return "No letter: nobody may learn where they are. Tell them when they ring."
    if channel_for(person) == Channel.POST and person.home is None:
        return "No letter: neither an address nor a number is known."
    return None


def acknowledgement(decision: TriageDecision, *, pin: str) -> Acknowledgement:
    """The words of the letter, in the tense of the day it was decided."""
    return Acknowledgement(
        received_on=long_date(decision.referral.received_on),
        next_step=next_step(decision),
        advice=advice_of(decision),
        contact=contact_of(decision.entry),
        pin=pin,
    )


def next_step(decision: TriageDecision) -> str:
    """Who will be in touch and by when: what was read out on the call, where it still holds."""
    told = {"service": decision.service, "council": decision.council}
    if said := SAY_AFTER.get(decision.outcome):
        return said.format(**told)
    if said := SAY.get(decision.outcome):
        return f"{said.format(**told)} {WORSE}"
    place = decision.referral.locality
    return f"{somebody_rings(place, promised(decision), decision.decided_on)} {WORSE}"


def promised(decision: TriageDecision) -> date | None:
    """The day read out on the call; once that is past, as many days again."""
    read_out = first_call_by(decision.referral.received_on)
    if read_out and read_out < decision.decided_on:
        return first_call_by(decision.decided_on)
    return read_out


def advice_of(decision: TriageDecision) -> tuple[str, ...]:
    if decision.outcome not in (TriageOutcome.ADVICE, TriageOutcome.SELF_HELP):
        return ()
    library = decision.advice.words if decision.advice else ""
    return tuple(filter(None, (library, decision.note)))


def contact_of(entry: DirectoryService | None) -> tuple[str, ...]:
    """A service's number, page and opening times, as they stand in the directory."""
    if entry is None:
        return ()
    times = (str(schedule) for schedule in entry.schedules.all())
    return tuple(filter(None, (entry.name, entry.phone, entry.url, *times)))
