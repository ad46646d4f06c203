"""Writes stories in bulk: the same rows as the verbs leave, made without asking the database.

Each step has its twin of a verb here. A test plays a sample both ways and compares.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from cases import clock
from cases.actions.visit import MATTERS
from cases.enums import MilestoneKind, SolutionState, Stage, VisitKind, VisitStandsAs, VisitState
from cases.models import NameWord
from cases.models.people import sort_name
from cases.mot.offering import Offered
from cases.mot.sets import QuestionSet
from cases.names.parts import name_words
from cases.verbs import Verb
from triage.actions.deciding import OPENS_A_CASE, as_codes
from triage.demonstration import plan_twins as plan
from triage.demonstration.cast import Cast
from triage.demonstration.inhabitants import Inhabitant
from triage.demonstration.ledger import Ledger, Told, copy_all, reserved_event_ids
from triage.demonstration.lines import as_json, key
from triage.demonstration.play import SAID_BY, decided_at
from triage.demonstration.stories import Story, offered_for
from triage.enums import ReferralState
from triage.rules.figures import figures_on
from triage.rules.suggestion import ranks_from
from triage.rules.suggestion import suggest as suggest_route
from triage.verbs import Verb as TriageVerb

BATCH = 4_000  # stories written at a time, so that memory stays level


def begin(ledger: Ledger, told: Told) -> None:
    """The person, their home, and the referral being logged."""
    who, story, officer = told.story.who, told.story, told.cast.officer
    ledger.add(
        "cases_home",
        *(told.home, 1, who.address, who.town, who.postcode, "", told.locality.pk, "", who.tenure),
    )
    ledger.add(
        "cases_person",
        *(told.person, 1, who.given_name, who.family_name, ""),
        *spellings_of(who),
        *(who.date_of_birth, None, who.nhs_number),
        *(False, who.phone, told.home, "", "large_print"),
        *(list(who.how_to_talk), list(who.risks), story.surgery, ""),
    )
    ledger.add("cases_householdmember", key(), story.received_on, None, told.home, told.person, "")
    person = ("cases.person", told.person)
    ledger.event(told, Verb.PERSON_ADDED, person, by=officer, on=story.received_on)
    detail = {
        "door": story.door,
        "needs": list(story.needs),
        "score": told.suggestion.told,
        "source": story.source,
    }
    referral = ("triage.referral", told.referral)
    verb = TriageVerb.REFERRAL_LOGGED
    ledger.event(told, verb, referral, by=officer, on=story.received_on, detail=detail)


def spellings_of(who: Inhabitant) -> tuple[object, ...]:
    return (
        sort_name(who.given_name, who.family_name),
        name_words(f"{who.given_name} {who.family_name}"),
    )


def decide(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    facts_then = told.story.facts_on(on)
    suggestion, officer = suggest_route(facts_then, on=on), told.cast.officer
    told.suggestion, outcome = suggestion, what["outcome"].value
    reasons = [[reason.label, reason.points] for reason in suggestion.reasons]
    ledger.add(
        "triage_triagedecision",
        *(key(), outcome, what.get("service", ""), what.get("council", "")),
        *(suggestion.urgency, suggestion.complexity, suggestion.priority, suggestion.score),
        *(as_json(reasons), as_json(as_codes(facts_then)), suggestion.figures_from),
        *(suggestion.outcome, what.get("override_reason", ""), what.get("note", "")),
        *(on, decided_at(on), officer.pk, told.referral),
    )
    told.state = ReferralState.DECIDED
    detail: dict[str, object] = {"outcome": outcome, "priority": suggestion.priority}
    if what["outcome"] in OPENS_A_CASE:
        told.kind = OPENS_A_CASE[what["outcome"]]
        open_case(ledger, told, on)
        detail["case"] = told.case
    verb, referral = TriageVerb.REFERRAL_DECIDED, ("triage.referral", told.referral)
    ledger.event(told, verb, referral, by=officer, on=on, detail=detail)


def ask(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    told.state = ReferralState.ASKED
    told.asked = (what["asked_whom"], what["asked_for"], on, what["chase_on"])
    detail, referral = {"chase_on": what["chase_on"]}, ("triage.referral", told.referral)
    verb, officer = TriageVerb.DETAILS_ASKED, told.cast.officer
    ledger.event(told, verb, referral, by=officer, on=on, detail=detail)


def open_case(ledger: Ledger, told: Told, on: date) -> None:
    told.case, told.opened_on, told.last_day = key(), on, on
    case, detail = ("cases.case", told.case), {"kind": told.kind.value}
    event_id = ledger.event(
        told, Verb.CASE_OPENED, case, by=told.cast.officer, on=on, detail=detail
    )
    told.milestones = {
        MilestoneKind.CONTACT_RECEIVED: told.story.received_on,
        MilestoneKind.TRIAGED: on,
        MilestoneKind.REFERRED: on,
    }
    for kind, day in told.milestones.items():
        ledger.add("cases_milestone", told.case, kind.value, day, event_id)


def allocate(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    told.worker = told.cast.worker(told.story.who.lad_code, what["worker"])
    told.assigned = [key(), on, None]
    detail = {"worker": told.worker.pk}
    kind = MilestoneKind.ALLOCATED
    ledger.step(told, "allocate", Verb.CASE_ALLOCATED, on=on, detail=detail, milestone=kind)


def try_contact(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    detail, kind = {"reached": "no"}, MilestoneKind.CONTACT_TRIED
    ledger.step(told, "try_contact", Verb.CONTACT_TRIED, on=on, detail=detail, milestone=kind)


def book_visit(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    starts_at = datetime.combine(what["visit_on"], time(what["hour"]), UTC)
    told.visit = {"id": key(), "starts_at": starts_at, "day": what["visit_on"]}
    told.visit |= {"state": VisitState.BOOKED.value, "done_on": None, "worker": told.worker.pk}
    told.visit["stands_as"] = ""
    detail, kind = {"visit": told.visit["id"], "day": what["visit_on"]}, MilestoneKind
    ledger.step(
        told,
        "book_visit",
        Verb.VISIT_BOOKED,
        on=on,
        detail=detail,
        milestone=kind.ASSESSMENT_BOOKED,
    )


def finish_visit(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    visit, answers = told.visit["id"], what["answers"]
    said = {each: {"said_by": SAID_BY, "value": value} for each, value in answers.items()}
    version, at = ledger.questions.version, told.visit["starts_at"]
    ledger.add("cases_visitanswers", visit, version, as_json(said), 1, at)
    told.visit |= {"state": VisitState.DONE.value, "done_on": on}
    told.visit["stands_as"] = VisitStandsAs.ADVICE.value
    for theme, value in what["scores"].items():
        ledger.add("cases_score", visit, theme, value)
    offers = offered_for(answers, ledger.questions, on=on)
    told.solutions = {offer.code: solution_of(offer) for offer in offers}
    lines = answers.get(MATTERS, "").splitlines()
    told.matters = [line.strip() for line in lines if line.strip()]
    detail = {"visit": visit, "question_set": version}
    detail |= {"answered": len(answers), "offered": len(offers)}
    kind = MilestoneKind.ASSESSMENT_DONE
    ledger.step(told, "finish_visit", Verb.VISIT_FINISHED, on=on, detail=detail, milestone=kind)


def solution_of(offer: Offered) -> dict[str, Any]:
    """The twin of `cases.actions.visit.solution_of`."""
    return {
        "id": key(),
        "code": offer.code,
        "label": offer.label,
        "kind": offer.kind,
        "domain": offer.domain,
        "from_answers": list(offer.from_answers),
        "because": offer.because,
        "state": SolutionState.OFFERED.value,
        "reason": "",
        "ask_again_on": None,
        "decided_on": None,
    }


def close(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    told.closed_on, told.outcome = on, what["outcome"].value
    told.assigned[2] = on
    detail, kind = {"outcome": told.outcome}, MilestoneKind.CLOSED
    ledger.step(told, "close", Verb.CASE_CLOSED, on=on, detail=detail, milestone=kind)


TWINS: Mapping[str, Callable[[Ledger, Told, date, Mapping[str, Any]], None]] = {
    "decide": decide,
    "ask": ask,
    "allocate": allocate,
    "try_contact": try_contact,
    "book_visit": book_visit,
    "finish_visit": finish_visit,
    "decide_solution": plan.decide_solution,
    "add_solution": plan.add_solution,
    "mark_done": plan.mark_done,
    "agree_plan": plan.agree_plan,
    "place_order": plan.place_order,
    "receive": plan.receive,
    "plan_follow_up": plan.plan_follow_up,
    "follow_up": plan.follow_up,
    "close": close,
}


def finish(ledger: Ledger, told: Told, targets: Mapping[str, int]) -> None:
    """What stands at the end: the referral, the case with its clock, and what it holds."""
    story, suggestion = told.story, told.suggestion
    ledger.add(
        "triage_referral",
        *(told.referral, 1 if told.state == ReferralState.RECEIVED else 2, told.reference),
        *(story.door, story.source, story.received_on, "", story.told["caller_relation"], ""),
        *(story.words, list(story.needs), list(story.urgency_facts), story.falls),
        *(story.told["urgency_asked"], story.told["staying"], story.told["ward"]),
        *(story.told["home_from_hospital_on"], story.told["wish"], story.told["help_now"]),
        *(told.state, suggestion.told, suggestion.priority),
        ranks_from(story.received_on, suggestion.told, figures_on(story.received_on)),
        *told.asked,
        *(told.case, told.home, told.locality.pk, told.cast.officer.pk, told.person),
    )
    if told.case is None:
        return
    answer = clock.project(facts(told), targets=targets)
    ledger.add(
        "cases_case",
        *(told.case, 1 + told.steps, told.reference, told.kind.value),
        *(suggestion.urgency, suggestion.complexity, as_json(told.matters)),
        *(told.opened_on, told.closed_on, told.outcome, str(told.stage), answer.stage_since),
        *(str(answer.waiting_on), answer.waiting_since, answer.next_action_on, answer.due_on),
        *(told.funder, told.home),
        *(told.worker and told.worker.pk, told.locality.pk, told.person),
    )
    if told.assigned:
        ledger.add("cases_assignment", *told.assigned, "lead", told.case, told.worker.pk)
    if told.visit:
        visit = told.visit
        ledger.add(
            "cases_visit",
            *(visit["id"], 1, VisitKind.FIRST.value, visit["starts_at"], 90, visit["state"]),
            *(visit["done_on"], visit["stands_as"], told.case, visit["worker"]),
        )
    finish_plan(ledger, told)


def finish_plan(ledger: Ledger, told: Told) -> None:
    for solution in told.solutions.values():
        ledger.add(
            "cases_solution",
            *(solution["id"], 1, solution["code"], solution["label"], solution["kind"]),
            *(
                solution["domain"],
                solution["from_answers"],
                solution["because"],
                solution["state"],
            ),
            *(solution["reason"], solution["ask_again_on"], solution["decided_on"]),
            *(told.case, told.visit["id"]),
        )
    for code, order in told.orders.items():
        ledger.add(
            "cases_order",
            *(order["id"], 1, order["supplier"], "", order["ordered_on"], order["expected_on"]),
            *(order["delivered_on"], None, "", told.solutions[code]["id"]),
        )
    if told.follow_up:
        due = told.follow_up
        ledger.add(
            "cases_followup",
            *(due["id"], 1, due["due_on"], due["done_on"], due["suits"]),
            *(due.get("falls_since"), told.case),
        )
        for theme, value in due.get("scores", {}).items():
            ledger.add("cases_outcomescore", due["id"], theme, value)


def facts(told: Told) -> clock.Facts:
    set_for = outstanding(told)
    if told.stage == Stage.VISIT_BOOKED:
        set_for = [told.visit["day"]]
    return clock.Facts(
        stage=told.stage,
        opened_on=told.opened_on,
        target_class=f"{told.suggestion.urgency}_{told.suggestion.complexity}",
        milestones=told.milestones,
        appointed=min(set_for, default=None),
        closed_on=told.closed_on,
        settled=told.stage in clock.SETTLED and not set_for,
        put_right_since=put_right_since(told),
    )


def put_right_since(told: Told) -> date | None:
    """The day of the follow-up at which something did not suit, while it is not put right."""
    states = {solution["state"] for solution in told.solutions.values()}
    waits = told.stage in clock.SETTLED and SolutionState.UNSUITABLE in states
    return told.follow_up["done_on"] if waits else None


def outstanding(told: Told) -> list[date]:
    """Days that orders or follow-ups still to come are set for; the twin of the clock's look."""
    if told.stage == Stage.DELIVERING:
        return [o["expected_on"] for o in told.orders.values() if not o["delivered_on"]]
    if told.stage == Stage.FOLLOW_UP_DUE and not told.follow_up["done_on"]:
        return [told.follow_up["due_on"]]
    return []


def write(
    stories: Iterable[Story],
    cast: Cast,
    *,
    questions: QuestionSet,
    targets: Callable[[date], Mapping[str, int]],
) -> int:
    """Write stories in batches, each whole or not at all; returns how many."""
    written, waiting = 0, iter(stories)
    while batch := list(islice(waiting, BATCH)):
        steps = sum(len(story.steps) for story in batch)
        ledger = Ledger(reserved_event_ids(steps + 3 * len(batch)), questions)
        for story in batch:
            tell(ledger, story, cast, targets)
        copy_all(ledger)
        written += len(batch)
    NameWord.objects.learn_from_people()
    return written


def tell(
    ledger: Ledger, story: Story, cast: Cast, targets: Callable[[date], Mapping[str, int]]
) -> None:
    locality = cast.localities[story.who.lad_code]
    first = suggest_route(story.facts_on(story.received_on), on=story.received_on)
    told = Told(story, cast, locality, first)
    begin(ledger, told)
    for step in story.steps:
        TWINS[step.name](ledger, told, step.on, step.what)
    finish(ledger, told, targets(told.last_day or story.received_on))
