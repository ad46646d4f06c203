"""Stories: what happened to each invented person, day by day, until today.

A story is plain data and knows no database. The same number always tells the same story.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from cases.enums import WITHOUT_ORDER, Outcome, Theme
from cases.mot.offering import Offered, facts_on, offered
from cases.mot.sets import QuestionSet, versions
from lightbulb.core.time.working_days import add_working_days
from triage.demonstration.inhabitants import Inhabitant, age_on, inhabitant
from triage.demonstration.telling import telling
from triage.enums import Door, Need, Source, TriageOutcome, UrgencyFact
from triage.rules.facts import Facts
from triage.rules.suggestion import suggest as suggest_route

ASKED = versions()[0]  # the short one: a county of whole ones takes long to tell
SUPPLIERS = ("Castle Road Equipment", "Greenwell Handyperson", "Soar Valley Supplies")
MATTERS = (
    "Sleeping in my own bed",
    "A proper wash",
    "Thursday club",
    "Cooking my own dinner",
    "Getting into the garden",
    "Not worrying about falling",
)
NEEDS, FACTS, THEMES, SOURCES = Need.values[:10], UrgencyFact.values, Theme.values, Source.values
working_day = lru_cache(maxsize=1 << 16)(add_working_days)  # the same few days again and again
NEEDS_NO_ORDER = frozenset(WITHOUT_ORDER)
SAID: Mapping[str, str] = {
    TriageOutcome.ADVICE: "Told what helps, and how to ring back",
    TriageOutcome.SELF_HELP: "Sent the pack, and told how to choose",
    TriageOutcome.SIGNPOSTED: "Told who will ring, and from when",
    TriageOutcome.OTHER_DISTRICT: "Passed on with what was told",
    TriageOutcome.ADULT_SOCIAL_CARE: "Passed on with what was told",
}
MOVED = {"override_reason": "Has moved since", "council": "Rutland County Council"}
OPENS_A_CASE = frozenset({TriageOutcome.LOCALITY_CASE, TriageOutcome.HOSPITAL_HOUSING})
NEWEST = 9  # days: who is in hospital, and whose details are asked for, is told of these alone
ONE_NEED = (Need.MONEY, Need.LONELINESS, Need.WARMTH, Need.SMALL_JOBS, Need.CARE, Need.KITCHEN)


@dataclass(frozen=True)
class Step:
    """One verb on one day. `what` holds what the verb is told besides."""

    name: str
    on: date
    what: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One person's way, as far as it has come."""

    number: int
    who: Inhabitant
    door: str
    source: str
    received_on: date
    needs: tuple[str, ...]
    urgency_facts: tuple[str, ...]
    falls: int | None
    words: str
    steps: tuple[Step, ...]
    told: Mapping[str, Any] = field(default_factory=dict)  # what else the referral holds
    surgery: str = ""

    def facts_on(self, day: date) -> Facts:
        """What the rules are told of it on a day."""
        return Facts(
            urgency_facts=frozenset(self.urgency_facts),
            falls=self.falls,
            needs=frozenset(self.needs),
            age=age_on(self.who.date_of_birth, day),
            tenure=self.who.tenure,
            staying=self.told["staying"],
            wish=self.told["wish"],
            source=self.source,
            in_county=True,
            days_waited=(day - self.received_on).days,
        )

    @property
    def leads_to_a_case(self) -> bool:
        """Whether triage has passed it to a locality by now."""
        return any(step.what.get("outcome") in OPENS_A_CASE for step in self.steps)


def stories(
    numbers: Iterable[int], *, on: date, years: int = 2, questions: QuestionSet
) -> Iterator[Story]:
    """Stories begun evenly over the years before a day, in no order of days."""
    for number in numbers:
        luck = Random(f"lightbulb {number}")
        received_on = working_day(on - timedelta(days=luck.randrange(365 * years)), -1)
        yield story(number, luck, received_on=received_on, on=on, questions=questions)


def story(
    number: int, luck: Random, *, received_on: date, on: date, questions: QuestionSet
) -> Story:
    facts = tuple(fact for fact in FACTS if luck.random() < likely(fact))
    falls = luck.choice((1, 1, 2, 3)) if UrgencyFact.FALLEN in facts else None
    light = luck.random() < 0.3 and not facts
    needs = (
        (luck.choice(ONE_NEED).value,)
        if light
        else tuple(luck.sample(NEEDS, luck.choice((1, 2, 2, 3))))
    )
    newest = received_on >= on - timedelta(days=NEWEST)
    told = Story(
        number=number,
        who=inhabitant(luck, number=number, on=on),
        door=luck.choice((Door.CSC.value, Door.FCP.value)),
        source=luck.choice(SOURCES),
        received_on=received_on,
        needs=needs,
        urgency_facts=facts,
        falls=falls,
        words="",
        steps=(),
    )
    told = replace(told, **telling(told, luck, newest=newest))
    told_steps = in_order(what_happened(told, luck, questions, newest=newest))
    done = tuple(step for step in told_steps if step.on <= on)
    return replace(told, steps=done)


def likely(fact: str) -> float:
    """How often something urgent is told."""
    return 0.16 if fact in (UrgencyFact.FALLEN, UrgencyFact.ALONE) else 0.07


def what_happened(
    told: Story, luck: Random, questions: QuestionSet, *, newest: bool
) -> Iterator[Step]:
    """Every step in order, whether its day has come or not."""
    day = later(told.received_on, luck, 0, 2)
    suggested = suggest_route(told.facts_on(day), on=day)
    outcome = TriageOutcome(suggested.outcome)
    if newest and luck.random() < 0.12:
        asked = {"asked_whom": "The surgery", "asked_for": "Is there a key safe?"}
        yield Step("ask", day, asked | {"chase_on": later(day, luck, 2, 5)})
    elif luck.random() < 0.05:
        yield Step("decide", day, {"outcome": TriageOutcome.OUT_OF_AREA, **MOVED})
    elif outcome == TriageOutcome.HOSPITAL_HOUSING:
        yield Step("decide", day, {"outcome": outcome, "funder": True})
    elif outcome in SAID:
        note = {"note": SAID[outcome], "service": suggested.service}
        yield Step("decide", day, {"outcome": outcome, **note})
    else:
        yield Step("decide", day, {"outcome": TriageOutcome.LOCALITY_CASE})
        yield from life_of_a_case(day, luck, questions)


def life_of_a_case(day: date, luck: Random, questions: QuestionSet) -> Iterator[Step]:
    day = later(day, luck, 0, 3)
    yield Step("allocate", day, {"worker": luck.randrange(1000)})
    if luck.random() < 0.25:
        day = later(day, luck, 0, 2)
        yield Step("try_contact", day)
        if luck.random() < 0.12:
            yield Step("close", later(day, luck, 10, 20), {"outcome": Outcome.NO_CONTACT})
            return
    day = later(day, luck, 0, 2)
    visit_on = later(day, luck, 2, 14)
    hour = luck.choice((9, 10, 11, 13, 14, 15))
    yield Step("book_visit", day, {"visit_on": visit_on, "hour": hour})
    answers = answered(luck, questions)
    scores = {theme: luck.randint(2, 7) for theme in THEMES}
    yield Step("finish_visit", visit_on, {"answers": answers, "scores": scores})
    yield from plan_and_delivery(visit_on, luck, answers, scores, questions)


def offered_for(
    answers: Mapping[str, str], questions: QuestionSet, *, on: date
) -> tuple[Offered, ...]:
    """What a visit on a day offers for such answers."""
    given = {question: (value,) for question, value in answers.items()}
    return offered(questions, given, facts=facts_on(on))


def plan_and_delivery(
    visit_on: date,
    luck: Random,
    answers: Mapping[str, str],
    scores: Mapping[str, int],
    questions: QuestionSet,
) -> Iterator[Step]:
    day = later(visit_on, luck, 0, 4)
    orders = []
    for offer in offered_for(answers, questions, on=visit_on):
        chance = luck.random()
        if chance < 0.72:
            yield Step("decide_solution", day, {"code": offer.code, "step": "accept"})
            if offer.kind not in NEEDS_NO_ORDER:
                orders.append(offer.code)
        elif chance < 0.88:
            again = {"ask_again_on": day + timedelta(days=90), "reason": "Not yet"}
            yield Step("decide_solution", day, {"code": offer.code, "step": "decline", **again})
        else:
            yield Step("decide_solution", day, {"code": offer.code, "step": "self_fund"})
    yield Step("agree_plan", day)
    last = day
    for code in orders:
        ordered_on = later(day, luck, 0, 2)
        arrives = later(ordered_on, luck, 3, 15)
        last = max(last, arrives)
        told = {"code": code, "supplier": luck.choice(SUPPLIERS), "expected_on": arrives}
        yield Step("place_order", day, told)
        yield Step("receive", arrives, {"code": code})
    yield from ending(last, luck, scores)


def ending(day: date, luck: Random, scores: Mapping[str, int]) -> Iterator[Step]:
    due_on = later(day, luck, 3, 10)
    yield Step("plan_follow_up", day, {"due_on": due_on})
    done_on = later(due_on, luck, 0, 4)
    after = {theme: min(10, value + luck.randint(0, 4)) for theme, value in scores.items()}
    kept = after if luck.random() < 0.7 else {}
    yield Step("follow_up", done_on, {"suits": luck.random() < 0.93, "scores": kept})
    yield Step("close", later(done_on, luck, 0, 3), {"outcome": Outcome.COMPLETED})


def answered(luck: Random, questions: QuestionSet) -> dict[str, str]:
    """An answer to each question, most of them of little concern."""
    given: dict[str, str] = {}
    for question in questions.questions:
        if not question.choices:
            given[question.id] = "\n".join(luck.sample(MATTERS, 2))
        elif luck.random() < 0.95:
            weights = [1.0 if choice.concern else 2.2 for choice in question.choices]
            given[question.id] = luck.choices(question.choices, weights)[0].value
    return given


def later(day: date, luck: Random, least: int, most: int) -> date:
    """A working day some working days on; the day itself only when it is one."""
    return working_day(working_day(day, -1), luck.randint(least, most) + 1)


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Steps by day; those of one day keep the order they were told in."""
    return sorted(steps, key=lambda step: step.on)
