"""The published case studies among the stories: told as data, made of the same steps."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cases.enums import Outcome
from cases.mot.sets import QuestionSet
from lightbulb.core.time.working_days import add_working_days
from triage.demonstration.inhabitants import Inhabitant, districts, invented_nhs_number
from triage.demonstration.stories import SUPPLIERS, Step, Story, in_order
from triage.enums import Door, Staying, TriageOutcome, Wish

DATA = Path(__file__).parent / "data" / "published.toml"
FIRST_NUMBER = 700_001  # far from the numbers of the other stories
ASK_AGAIN = timedelta(days=90)
FOLLOW_UP_AFTER = 60  # working days, where the paper tells of none yet
CONCERN_FREE = {"none", "yes", "easy"}
Told = Mapping[str, Any]
# What the papers do not tell of a referral.
TOLD: Told = {
    "caller_relation": "",
    "staying": Staying.HOME.value,
    "ward": "",
    "home_from_hospital_on": None,
    "wish": Wish.NOT_SAID.value,
    "help_now": "",
    "urgency_asked": False,
}


@dataclass(frozen=True)
class Days:
    """The working days since somebody first got in touch."""

    first: date

    def day(self, number: int) -> date:
        return add_working_days(self.first, number) if number else self.first


@cache
def case_studies() -> Sequence[Told]:
    return tuple(tomllib.loads(DATA.read_text())["story"])


def published(*, on: date, questions: QuestionSet) -> Iterator[Story]:
    """Each case study as a story, as far as it has come by a day."""
    for place, told in enumerate(case_studies()):
        yield story(told, FIRST_NUMBER + place, on=on, questions=questions)


def story(told: Told, number: int, *, on: date, questions: QuestionSet) -> Story:
    days = Days(add_working_days(on, -told["began"]))
    steps = in_order(what_happened(told, days, questions))
    return Story(
        number=number,
        who=who(told, number),
        door=told.get("door", Door.CSC.value),
        source=told["source"],
        received_on=days.first,
        needs=tuple(told["needs"]),
        urgency_facts=tuple(told["urgency_facts"]),
        falls=None,
        words=told["words"],
        steps=tuple(step for step in steps if step.on <= on),
        told=TOLD | told.get("told", {}),
    )


def who(told: Told, number: int) -> Inhabitant:
    district = next(each for each in districts() if each["lad_code"] == told["lad_code"])
    town = district["town"][0]
    return Inhabitant(
        given_name=told["given_name"],
        family_name=told["family_name"],
        date_of_birth=told["born"],
        nhs_number=invented_nhs_number(number),
        phone=f"01632 960{number % 1000:03}",
        address=f"{number % 100} Filament Street",
        town=town["name"],
        postcode=town["postcodes"][0],
        lad_code=told["lad_code"],
        tenure="not_known",
        how_to_talk=(),
        risks=(),
    )


def what_happened(told: Told, days: Days, questions: QuestionSet) -> Iterator[Step]:
    """Every step, those of one day in the order they are taken."""
    yield Step("decide", days.first, {"outcome": TriageOutcome.LOCALITY_CASE})
    yield Step("allocate", days.first, {"worker": 0})
    if "visited" in told:
        yield from visit(told, days, questions)
        yield from plan(told, days)
        yield from delivery(told, days)
    if "closed" in told:
        yield Step("close", days.day(told["closed"]), {"outcome": Outcome.COMPLETED})


def visit(told: Told, days: Days, questions: QuestionSet) -> Iterator[Step]:
    visit_on = days.day(told["visited"])
    yield Step("book_visit", days.first, {"visit_on": visit_on, "hour": 10})
    answers = answered(told, questions)
    yield Step("finish_visit", visit_on, {"answers": answers, "scores": {}})


def answered(told: Told, questions: QuestionSet) -> dict[str, str]:
    """What the paper tells; the answer of no concern where it tells nothing."""
    plain = {
        question.id: choice.value
        for question in questions.questions
        for choice in question.choices
        if choice.value in CONCERN_FREE
    }
    matters = {"R1": told["matters"]} if "matters" in told else {}
    return plain | matters | told["answers"]


def plan(told: Told, days: Days) -> Iterator[Step]:
    day = days.day(told["planned"])
    later = {"ask_again_on": day + ASK_AGAIN}
    for code in told["accept"]:
        yield Step("decide_solution", day, {"code": code, "step": "accept"})
    for each in told.get("decline", ()):
        yield Step("decide_solution", day, {"step": "decline", **each, **later})
    for each in told.get("rule_out", ()):
        yield Step("decide_solution", day, {"step": "rule_out", **each})
    for each in told["add"]:
        added = {name: each[name] for name in ("code", "label", "kind", "because")}
        yield Step("add_solution", day, added)
        if reason := each.get("declined"):
            said = {"code": each["code"], "step": "decline", "reason": reason}
            yield Step("decide_solution", day, said | later)
    yield Step("agree_plan", day)


def delivery(told: Told, days: Days) -> Iterator[Step]:
    """What was ordered, and came; what was done; and going back."""
    ordered = [each["code"] for each in told["add"] if each.get("ordered")]
    codes, came_on = [*told["accept"], *ordered], days.day(told["delivered"])
    for place, code in enumerate(codes):
        supplier = SUPPLIERS[place % len(SUPPLIERS)]
        order = {"code": code, "supplier": supplier, "expected_on": came_on}
        yield Step("place_order", days.day(told["planned"]), order)
    for each in told["add"]:
        if "done" in each:
            yield Step("mark_done", days.day(each["done"]), {"code": each["code"]})
    for code in codes:
        yield Step("receive", came_on, {"code": code})
    back = told.get("followed_up", told["delivered"] + FOLLOW_UP_AFTER)
    yield Step("plan_follow_up", came_on, {"due_on": days.day(back)})
    if "followed_up" in told:
        found = {"suits": True, "scores": {}, "falls_since": told.get("falls_since")}
        yield Step("follow_up", days.day(back), found)
