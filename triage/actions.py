"""Taking a referral, and deciding what happens with it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases import actions as cases
from cases.models import Case
from cases.references import new_reference
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from triage.access import why_not_decide_referral, why_not_log_referral
from triage.enums import TriageOutcome
from triage.models import Referral, TriageDecision
from triage.rules.priority import Facts, Suggestion, suggest
from triage.verbs import Verb
from triage.workflow import REFERRAL


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the officer decided. A reason is needed when it is not what was suggested."""

    outcome: TriageOutcome
    override_reason: str = ""
    note: str = ""


def facts_of(referral: Referral, *, on: date) -> Facts:
    """Gather what the rule asks for. Holds no rule."""
    known = referral.home is not None and bool(referral.home.postcode)
    return Facts(
        urgency_facts=frozenset(referral.urgency_facts),
        falls=referral.falls,
        needs=frozenset(referral.needs),
        age=referral.person.age_on(on),
        in_county=referral.locality_id is not None if known else None,
    )


def suggestion_for(referral: Referral, *, on: date) -> Suggestion:
    return suggest(facts_of(referral, on=on))


@transaction.atomic
def log_referral(*, referral: Referral, by: User, on: date) -> Referral:
    """Take a referral about somebody who is found or already added.

    It comes unsaved with its person and home. Raises ValidationError when no need is named.
    """
    require(why_not_log_referral(by, on=on))
    referral.reference = new_reference()
    referral.received_on = on
    referral.logged_by = by if isinstance(by, User) else None
    if referral.locality is None and referral.home is not None:
        referral.locality = referral.home.locality
    suggestion = suggestion_for(referral, on=on)
    referral.score, referral.priority = suggestion.score, suggestion.priority
    referral.full_clean()
    referral.save(force_insert=True)
    detail = {
        "door": str(referral.door),
        "source": str(referral.source),
        "needs": [str(need) for need in referral.needs],
        "score": referral.score,
    }
    place = Place(person_id=referral.person_id, locality_id=referral.locality_id)
    record(Verb.REFERRAL_LOGGED, referral, by=by, on=on, detail=detail, place=place)
    return referral


@transaction.atomic
def decide(*, referral: Referral, choice: Choice, by: User, on: date) -> TriageDecision:
    """Decide a referral: a locality case is opened, or it ends here with what was said.

    Raises NotAllowed when somebody else has decided it, and ValidationError when the
    outcome departs from the suggestion without a reason.
    """
    require(why_not_decide_referral(by, on=on))
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    referral.state = REFERRAL.next_state(referral.state, "decide")
    suggestion = suggestion_for(referral, on=on)
    decision = TriageDecision(
        referral=referral,
        outcome=choice.outcome,
        priority=suggestion.priority,
        score=suggestion.score,
        reasons=[[reason.label, reason.points] for reason in suggestion.reasons],
        suggested_outcome=suggestion.outcome,
        override_reason=choice.override_reason,
        note=choice.note,
        decided_on=on,
        decided_by=by,
    )
    decision.full_clean()
    decision.save(force_insert=True)
    if choice.outcome == TriageOutcome.LOCALITY_CASE:
        referral.case = open_case_for(referral, suggestion, by=by, on=on)
    referral.version += 1
    referral.save(update_fields=["state", "case", "version"])
    detail: dict[str, object] = {
        "outcome": str(choice.outcome),
        "priority": str(decision.priority),
    }
    if referral.case_id:
        detail["case"] = referral.case_id
    place = Place(
        case_id=referral.case_id, person_id=referral.person_id, locality_id=referral.locality_id
    )
    record(Verb.REFERRAL_DECIDED, referral, by=by, on=on, detail=detail, place=place)
    return decision


def open_case_for(referral: Referral, suggestion: Suggestion, *, by: User, on: date) -> Case:
    """The case takes over the referral's reference, so the person keeps one."""
    return cases.open_case(
        case=Case(
            reference=referral.reference,
            person=referral.person,
            home=referral.home,
            locality=referral.locality,
            urgency=suggestion.urgency,
            complexity=suggestion.complexity,
        ),
        first_contact_on=referral.received_on,
        by=by,
        on=on,
    )
