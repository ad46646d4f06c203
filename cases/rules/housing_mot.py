"""From the answers of a visit: what else is asked, what must not wait, and what may help.

All of it stands as data in the question set; here it is only held against the answers. What
is suggested is a beginning: the worker adds and leaves out, and the person decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.mot.conditions import Answers, Facts, Told, holds
from cases.mot.sets import TODAY, Question, QuestionSet

NO_FACTS: Facts = frozenset()
MANY_FALLS_SIGNS = 3  # of five: the falls pathway is offered (draft question set, C1)


# --- What is asked -----------------------------------------------------------------------


@dataclass(frozen=True)
class Asking:
    """Which questions stand on the visit, and which its answers leave out, in their order."""

    asked: tuple[Question, ...]
    left_out: tuple[Question, ...]


def asking(
    questions: QuestionSet,
    answers: Answers,
    *,
    facts: Facts = NO_FACTS,
    anyway: frozenset[str] = frozenset(),
) -> Asking:
    """What is asked as far as is answered yet.

    A follow-up is asked with its parent alone. `anyway` are ids the worker asks although the
    answers leave them out; what is answered already is never left out.
    """
    asked: dict[str, Question] = {}
    left_out = []
    for question in questions.questions:
        if question.follows and question.follows not in asked:
            continue
        if question.id in anyway or is_asked(question, answers, facts):
            asked[question.id] = question
        elif not question.follows:
            left_out.append(question)
    return Asking(tuple(asked.values()), tuple(left_out))


def is_asked(question: Question, answers: Answers, facts: Facts) -> bool:
    if question.shown is None or holds(Told(question.id), answers):
        return True
    return holds(question.shown, answers, facts)


# --- What must not wait ------------------------------------------------------------------


@dataclass(frozen=True)
class Raised:
    """A flag that is up: by which question, how soon, and what has to be done."""

    question: str
    level: str
    say: str
    do: str

    @property
    def is_today(self) -> bool:
        return self.level == TODAY


def raised(
    questions: QuestionSet, answers: Answers, *, facts: Facts = NO_FACTS
) -> tuple[Raised, ...]:
    """Every flag that is up, in the order of the questions."""
    return tuple(
        Raised(question.id, flag.level, flag.say, flag.do)
        for question in questions.questions
        for flag in question.flags
        if holds(flag.when, answers, facts)
    )


@dataclass(frozen=True)
class Hazard:
    """Something seen in the home, by the name of the hazard: an observation, never a rating."""

    name: str
    question: str
    say: str


def hazards(
    questions: QuestionSet, answers: Answers, *, facts: Facts = NO_FACTS
) -> tuple[Hazard, ...]:
    """What was seen that a housing officer would look at: one for each question."""
    up = {flag.question: flag.say for flag in reversed(raised(questions, answers, facts=facts))}
    return tuple(
        Hazard(question.hazard, question.id, up[question.id])
        for question in questions.questions
        if question.hazard and question.id in up
    )


# --- What may help -----------------------------------------------------------------------


@dataclass(frozen=True)
class Reason:
    """The question a suggestion comes from, and why in plain words."""

    question: str
    because: str


@dataclass(frozen=True)
class Suggested:
    """A solution that may help, by its code, with every reason for it."""

    code: str
    reasons: tuple[Reason, ...]


def suggested(
    questions: QuestionSet, answers: Answers, *, facts: Facts = NO_FACTS
) -> tuple[Suggested, ...]:
    """What may help, each once, in the order in which its first reason is asked."""
    reasons: dict[str, list[Reason]] = {}
    for question in questions.questions:
        for offer in question.offers:
            if holds(offer.when, answers, facts):
                reasons.setdefault(offer.code, []).append(Reason(question.id, offer.because))
    return tuple(Suggested(code, tuple(found)) for code, found in reasons.items())


# --- The falls screen --------------------------------------------------------------------


@dataclass(frozen=True)
class FallsScreen:
    """The five signs, which of them are there, and whether the falls pathway is offered."""

    signs: tuple[tuple[str, bool], ...]

    @property
    def count(self) -> int:
        return sum(there for _, there in self.signs)

    @property
    def refers(self) -> bool:
        return self.count >= MANY_FALLS_SIGNS


SIGNS: tuple[tuple[str, Callable[[Answers], bool]], ...] = (
    ("Fell in the last 12 months", lambda answers: figure(answers, "H3") >= 1),
    ("Four or more medicines a day", lambda answers: "yes" in answers.get("H4", ())),
    ("Stroke or Parkinson’s", lambda answers: "stroke" in answers.get("H1", ())),
    ("Feels unsteady", lambda answers: "yes" in answers.get("H5", ())),
    ("Cannot stand up without their arms", lambda answers: "no" in answers.get("H6", ())),
)


def falls_screen(answers: Answers) -> FallsScreen:
    """Five signs counted; three or more offer the falls pathway.

    Source: the draft question set, C1, after the five-item falls risk screen it names.
    """
    return FallsScreen(tuple((words, there(answers)) for words, there in SIGNS))


def figure(answers: Answers, question: str) -> int:
    """A number as it was typed; what is none counts as 0."""
    text = next(iter(answers.get(question, ())), "").strip()
    return int(text) if text.isascii() and text.isdigit() else 0
