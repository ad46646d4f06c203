"""Deciding a referral, and taking the decision back within a minute."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases import actions as cases
from cases.enums import CaseKind, Complexity, Urgency
from cases.models import Case
from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.models import Organisation
from lightbulb.core.record import outbox
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from triage.access import why_not_decide_referral, why_not_take_on, why_not_undo
from triage.enums import Staying, TriageOutcome
from triage.gather import facts_of
from triage.models import AdviceEntry, DirectoryService, Referral, TriageDecision
from triage.models.decision import UNDO_FOR
from triage.rules.facts import Facts, Suggestion
from triage.rules.suggestion import suggest
from triage.verbs import Verb
from triage.workflow import REFERRAL

PAUSE_FOR = timedelta(minutes=5)
# What follows waits a little longer than a decision can be taken back.
MARGIN = timedelta(seconds=5)
FOLLOWS_AFTER = UNDO_FOR + MARGIN
# Effects that `follow` asks for, each under its name and the decision's key.
FOLLOWS = ("tell_team", "acknowledge")
ON_THE_SPOT = "Met on the spot by whoever visits"
OPENS_A_CASE = {
    TriageOutcome.LOCALITY_CASE: CaseKind.LOCALITY,
    TriageOutcome.HOSPITAL_HOUSING: CaseKind.HOSPITAL,
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the officer decided. A reason is needed when it is not what was suggested."""

    outcome: TriageOutcome
    override_reason: str = ""
    note: str = ""
    service: str = ""
    entry: DirectoryService | None = None
    council: str = ""
    advice: AdviceEntry | None = None
    duplicate_of: Referral | None = None
    duplicate_case: Case | None = None
    funder: Organisation | None = None


@transaction.atomic
def decide(
    *, referral: Referral, choice: Choice, by: User, on: date, at: datetime | None = None
) -> TriageDecision:
    """Decide a referral: a case is opened, or it ends here with what was said.

    Raises NotAllowed when somebody else has decided it, and ValidationError when the
    outcome departs from the suggestion without a reason.
    """
    require(why_not_decide_referral(by, on=on))
    decision = _decided(referral, choice, by=by, on=on, at=at)
    follow(decision)
    return decision


@transaction.atomic
def take_on(*, referral: Referral, by: User, on: date) -> Case:
    """Open a case for somebody met on the spot and lead it, with no detour through the queue.

    For whoever logged the referral that day and takes cases where the person lives. Raises
    NotAllowed when triage has decided it in between.
    """
    require(why_not_take_on(by, referral, on=on))
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE, override_reason=ON_THE_SPOT)
    decision = _decided(referral, choice, by=by, on=on, at=None)
    ask_to_acknowledge(decision)
    case = decision.referral.case
    assert case is not None
    return cases.take_case(case=case, by=by, on=on)


def _decided(
    referral: Referral, choice: Choice, *, by: User, on: date, at: datetime | None
) -> TriageDecision:
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    referral.state = REFERRAL.next_state(referral.state, "decide")
    facts = facts_of(referral, on=on)
    suggestion = suggest(facts, on=on)
    decision = decision_of(referral, choice, suggestion, facts)
    decision.decided_on, decision.decided_by = on, by
    decision.decided_at = at or timezone.now()
    decision.full_clean()
    decision.save(force_insert=True)
    if choice.outcome in OPENS_A_CASE:
        referral.case = open_case_for(referral, choice, suggestion, by=by, on=on)
    referral.score, referral.priority = suggestion.told, suggestion.priority
    close(referral)
    told = told_of(decision, referral)
    place = place_of(referral)
    record(Verb.REFERRAL_DECIDED, referral, by=by, on=on, detail=told, place=place)
    return decision


def decision_of(
    referral: Referral, choice: Choice, suggestion: Suggestion, facts: Facts
) -> TriageDecision:
    """What is kept: the choice, and the facts, points and figures as they stood."""
    return TriageDecision(
        referral=referral,
        outcome=choice.outcome,
        service=choice.service,
        entry=choice.entry,
        council=choice.council,
        advice=choice.advice,
        duplicate_of=choice.duplicate_of,
        duplicate_case=choice.duplicate_case,
        priority=suggestion.priority,
        score=suggestion.score,
        urgency=suggestion.urgency,
        complexity=suggestion.complexity,
        reasons=[[reason.label, reason.points] for reason in suggestion.reasons],
        facts=as_codes(facts),
        figures_from=suggestion.figures_from,
        suggested_outcome=suggestion.outcome,
        override_reason=choice.override_reason,
        note=choice.note,
    )


def as_codes(facts: Facts) -> dict[str, object]:
    """The facts as they are kept with a decision."""
    told = asdict(facts)
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in told.items()
    }


def told_of(decision: TriageDecision, referral: Referral) -> dict[str, object]:
    detail: dict[str, object] = {
        "outcome": str(decision.outcome),
        "priority": str(decision.priority),
    }
    return detail | ({"case": referral.case_id} if referral.case_id else {})


def close(referral: Referral) -> None:
    referral.deciding_by = referral.deciding_since = None
    referral.version += 1
    what = ["state", "case", "version", "score", "priority"]
    referral.save(update_fields=[*what, "deciding_by", "deciding_since"])


def place_of(referral: Referral) -> Place:
    return Place(
        case_id=referral.case_id, person_id=referral.person_id, locality_id=referral.locality_id
    )


def open_case_for(
    referral: Referral, choice: Choice, suggestion: Suggestion, *, by: User, on: date
) -> Case:
    """The case takes over the referral's reference, so the person keeps one."""
    return cases.open_case(
        case=Case(
            reference=referral.reference,
            kind=OPENS_A_CASE[choice.outcome],
            person=referral.person,
            home=None if referral.staying == Staying.NOT_DISCLOSED else referral.home,
            locality=referral.locality,
            funder=choice.funder,
            urgency=Urgency(suggestion.urgency),
            complexity=Complexity(suggestion.complexity),
        ),
        first_contact_on=referral.received_on,
        by=by,
        on=on,
    )


def follow(decision: TriageDecision) -> None:
    """Ask for what follows, once the decision can no longer be taken back."""
    payload, then = {"decision": str(decision.pk)}, decision.decided_at + FOLLOWS_AFTER
    outbox.put("tell_team", key=f"tell_team:{decision.pk}", payload=payload, not_before=then)
    ask_to_acknowledge(decision)


def ask_to_acknowledge(decision: TriageDecision) -> None:
    """Ask for the letter that tells the person, once nothing can be taken back."""
    payload, then = {"decision": str(decision.pk)}, decision.decided_at + FOLLOWS_AFTER
    outbox.put("acknowledge", key=f"acknowledge:{decision.pk}", payload=payload, not_before=then)


@transaction.atomic
def pause_undo(*, referral: Referral, by: User, on: date, at: datetime) -> datetime:
    """Keep a decision from taking effect for five minutes more, for whoever needs longer than
    the minute. It can be asked for again and again. Returns until when it can be taken back.

    Raises NotAllowed once it is too late, or somebody works on the case.
    """
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    decision = TriageDecision.objects.filter(referral=referral).first()
    require(why_not_undo(by, decision, at=at, on=on))
    assert decision is not None
    decision.paused_until = at + PAUSE_FOR
    decision.save(update_fields=["paused_until"])
    for effect in FOLLOWS:
        outbox.postpone(key=f"{effect}:{decision.pk}", not_before=decision.paused_until + MARGIN)
    record(Verb.UNDO_PAUSED, referral, by=by, on=on, place=place_of(referral))
    return decision.paused_until


@transaction.atomic
def undo_decision(
    *, referral: Referral, by: User, on: date, at: datetime | None = None
) -> Referral:
    """Take a decision back: nothing of it was sent, and a case opened by it is gone.

    Raises NotAllowed after the minute, or once somebody works on the case.
    """
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    decision = TriageDecision.objects.filter(referral=referral).first()
    require(why_not_undo(by, decision, at=at or timezone.now(), on=on))
    assert decision is not None
    for effect in FOLLOWS:
        outbox.cancel(key=f"{effect}:{decision.pk}")
    detail, place = told_of(decision, referral), place_of(referral)
    case, referral.case = referral.case, None
    referral.state = REFERRAL.next_state(referral.state, "undo")
    close(referral)
    if case:
        cases.take_back_case(case=case, by=by, on=on)
    decision.delete()
    record(Verb.DECISION_UNDONE, referral, by=by, on=on, detail=detail, place=place)
    return referral
