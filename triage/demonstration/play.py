"""Plays a story through the verbs, as people would have done it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from cases import actions
from cases.enums import VisitState
from cases.models import Case, FollowUp, Home, Order, Person, Solution, Visit
from cases.mot.sets import question_set
from lightbulb.core.staff.models import User
from triage import actions as triage
from triage.demonstration.cast import Cast
from triage.demonstration.stories import Story
from triage.models import Referral

SAID_BY = "person"


@dataclass
class Scene:
    """Where a story stands while it is played."""

    referral: Referral
    worker: User | None = None

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.referral.case_id)


def play(story: Story, cast: Cast) -> Referral:
    """Do everything the story tells, each verb on its own day."""
    scene = Scene(begin(story, cast))
    for step in story.steps:
        PLAYED[step.name](scene, story, cast, step.on, step.what)
    scene.referral.refresh_from_db()
    return scene.referral


def begin(story: Story, cast: Cast) -> Referral:
    who, on, officer = story.who, story.received_on, cast.officer
    home = actions.add_home(
        home=Home(
            address=who.address,
            town=who.town,
            postcode=who.postcode,
            tenure=who.tenure,
            locality=cast.localities[who.lad_code],
        ),
        by=officer,
        on=on,
    )
    person = Person(
        given_name=who.given_name,
        family_name=who.family_name,
        date_of_birth=who.date_of_birth,
        nhs_number=who.nhs_number,
        phone=who.phone,
        home=home,
        how_to_talk=list(who.how_to_talk),
        risks=list(who.risks),
        surgery=story.surgery,
    )
    actions.add_person(person=person, by=officer, on=on)
    referral = Referral(
        door=story.door,
        source=story.source,
        words=story.words,
        person=person,
        home=home,
        needs=list(story.needs),
        urgency_facts=list(story.urgency_facts),
        falls=story.falls,
        **story.told,
    )
    return triage.log_referral(referral=referral, by=officer, on=on)


def decide(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    choice = triage.Choice(**(what | ({"funder": cast.funder} if "funder" in what else {})))
    at = decided_at(on)
    triage.decide(referral=scene.referral, choice=choice, by=cast.officer, on=on, at=at)
    scene.referral.refresh_from_db()


def decided_at(on: date) -> datetime:
    """Decisions of the stories fall in the middle of the morning."""
    return datetime.combine(on, time(10, 30), UTC)


def ask(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    asked = triage.Asked(whom=what["asked_whom"], what=what["asked_for"], chase_on=what["chase_on"])
    triage.ask_for_details(referral=scene.referral, asked=asked, by=cast.officer, on=on)


def allocate(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    scene.worker = cast.worker(story.who.lad_code, what["worker"])
    actions.allocate(case=scene.case, worker=scene.worker, by=scene.worker, on=on)


def try_contact(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    actions.try_contact(case=scene.case, by=scene.worker, on=on)


def book_visit(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    starts_at = datetime.combine(what["visit_on"], time(what["hour"]), UTC)
    actions.book_visit(
        case=scene.case, worker=scene.worker, starts_at=starts_at, by=scene.worker, on=on
    )


def finish_visit(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    visit = Visit.objects.booked().get(case=scene.case)
    actions.save_answers(
        visit=visit,
        answers=as_said(what["answers"]),
        revision=0,
        by=scene.worker,
        at=visit.starts_at,
        on=on,
    )
    actions.finish_visit(visit=visit, scores=what["scores"], by=scene.worker, on=on)


def as_said(answers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {key: {"value": value, "said_by": SAID_BY} for key, value in answers.items()}


def decide_solution(
    scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]
) -> None:
    solution = scene.case.solutions.get(code=what["code"])
    told = {key: value for key, value in what.items() if key != "code"}
    actions.decide(solution=solution, choice=actions.Choice(**told), by=scene.worker, on=on)


def add_solution(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    visit = Visit.objects.get(case=scene.case, state=VisitState.DONE)
    domain = next(iter(question_set(visit.answers.question_set).domains))
    solution = Solution(visit=visit, case=scene.case, domain=domain, **what)
    actions.add_solution(solution=solution, by=scene.worker, on=on)


def mark_done(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    solution = scene.case.solutions.get(code=what["code"])
    actions.mark_done(solution=solution, by=scene.worker, on=on)


def agree_plan(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    actions.agree_plan(case=scene.case, by=scene.worker, on=on)


def place_order(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    solution = scene.case.solutions.get(code=what["code"])
    order = Order(solution=solution, supplier=what["supplier"], expected_on=what["expected_on"])
    actions.place_order(order=order, by=scene.worker, on=on)


def receive(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    order = Order.objects.get(solution__case=scene.case, solution__code=what["code"])
    actions.receive(order=order, delivered_on=on, by=scene.worker, on=on)


def plan_follow_up(
    scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]
) -> None:
    actions.plan_follow_up(case=scene.case, due_on=what["due_on"], by=scene.worker, on=on)


def follow_up(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    due = FollowUp.objects.get(case=scene.case, done_on=None)
    actions.follow_up(follow_up=due, **what, by=scene.worker, on=on)


def close(scene: Scene, story: Story, cast: Cast, on: date, what: Mapping[str, Any]) -> None:
    actions.close(case=scene.case, outcome=what["outcome"], by=scene.worker, on=on)


PLAYED: Mapping[str, Callable[[Scene, Story, Cast, date, Mapping[str, Any]], None]] = {
    "decide": decide,
    "ask": ask,
    "allocate": allocate,
    "try_contact": try_contact,
    "book_visit": book_visit,
    "finish_visit": finish_visit,
    "decide_solution": decide_solution,
    "add_solution": add_solution,
    "mark_done": mark_done,
    "agree_plan": agree_plan,
    "place_order": place_order,
    "receive": receive,
    "plan_follow_up": plan_follow_up,
    "follow_up": follow_up,
    "close": close,
}
