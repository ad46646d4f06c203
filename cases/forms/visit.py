"""What the visit page shows, and the document of answers made from what was typed on it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from cases.enums import Theme
from cases.models import Person, Visit, VisitAnswers
from cases.mot.document import (
    HOW,
    HOW_KEYS,
    HOW_PART,
    SCORE,
    VALUE_PART,
    Clash,
    Document,
    Field,
    Odd,
    answered,
    how_of,
    odd_answers,
    readable,
    score_of,
    scores_in,
    value_of,
)
from cases.mot.sets import Question, QuestionSet, current_version, question_set

THEMES = tuple(Theme.values)
HOW_WORDS = (("saw", "I saw it"), ("said", "They said"), ("other", "Someone else"))
LINES = 3  # things that matter most
TAKE = "take:"  # begins the name of a choice between two saved answers
TAKE_SAVED = "saved"


@dataclass(frozen=True)
class ShownChoice:
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class ShownQuestion:
    """One question as it stands on the page; `choices` or `lines`, never both."""

    id: str
    text: str
    help: str
    must_be_seen: bool
    choices: tuple[ShownChoice, ...]
    lines: tuple[str, ...]
    how: tuple[ShownChoice, ...]


@dataclass(frozen=True)
class ShownArea:
    """One domain with its questions and how many of them are answered."""

    code: str
    title: str
    short: str
    questions: tuple[ShownQuestion, ...]
    answered: int

    @property
    def asked(self) -> int:
        return len(self.questions)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked

    @property
    def percent(self) -> int:
        return self.answered * 100 // self.asked if self.asked else 0


@dataclass(frozen=True)
class ShownScore:
    """One theme with its ten equal choices; `value` is None until it is given."""

    theme: str
    name: str
    label: str
    value: int | None
    choices: tuple[ShownChoice, ...]


@dataclass(frozen=True)
class ShownClash:
    """A part of an answer that was saved twice, in words."""

    name: str
    label: str
    before: str
    yours: str
    saved: str


def held_of(visit: Visit) -> VisitAnswers:
    """The answers kept so far; none yet with the newest question set."""
    held: VisitAnswers | None = getattr(visit, "answers", None)
    return held or VisitAnswers(visit=visit, question_set=current_version())


def initials(person: Person) -> str:
    """ "W C": all of a name that others may see on the screen."""
    names = f"{person.given_name} {person.family_name}".split()
    return " ".join(name[0] for name in names)


def areas(questions: QuestionSet, document: Document) -> tuple[ShownArea, ...]:
    return tuple(
        ShownArea(
            code=code,
            title=title,
            short=questions.short[code],
            questions=tuple(shown(each, document) for each in questions.of_domain(code)),
            answered=answered(document, questions.of_domain(code)),
        )
        for code, title in questions.domains.items()
    )


def shown(question: Question, document: Document) -> ShownQuestion:
    value, how = value_of(document, question.id), how_of(document, question.id)
    lines = value.splitlines()
    return ShownQuestion(
        id=question.id,
        text=question.text,
        help=question.help,
        must_be_seen=question.must_be_seen,
        choices=tuple(
            ShownChoice(each.value, each.label, each.value == value) for each in question.choices
        ),
        lines=() if question.choices else tuple(lines + [""] * (LINES - len(lines))),
        how=tuple(ShownChoice(code, words, code == how) for code, words in HOW_WORDS)
        if question.must_be_seen
        else (),
    )


def score_rows(given: Mapping[str, int]) -> tuple[ShownScore, ...]:
    """Six rows of ten equal choices; nothing is chosen beforehand."""
    return tuple(
        ShownScore(
            theme=theme,
            name=SCORE + theme,
            label=str(label),
            value=given.get(theme),
            choices=tuple(ShownChoice(str(n), str(n), n == given.get(theme)) for n in range(1, 11)),
        )
        for theme, label in Theme.choices
    )


def visit_context(visit: Visit, held: VisitAnswers) -> dict[str, Any]:
    """Everything the visit page shows."""
    questions = question_set(held.question_set)
    shown_areas = areas(questions, held.answers)
    return {
        "visit": visit,
        "case": visit.case,
        "initials": initials(visit.case.person.canonical),
        "held": held,
        "base": json.dumps(held.answers),
        "areas": shown_areas,
        "first": shown_areas[0],
        "rest": shown_areas[1:],
        "scores": score_rows(scores_in(held.answers, THEMES)),
        "answered": sum(area.answered for area in shown_areas),
        "asked": len(questions.questions),
        "odd": odd_in(held),
    }


def odd_in(held: VisitAnswers) -> tuple[Odd, ...]:
    return odd_answers(held.answers, question_set(held.question_set), THEMES)


def sent_document(post: QueryDict, name: str) -> dict[str, dict[str, Any]]:
    """A document that a form carries unseen; empty when it does not read."""
    try:
        return readable(json.loads(post.get(name, "")))
    except (ValueError, RecursionError):
        return {}


def sent_revision(post: QueryDict) -> int:
    """The revision the page was made from; one that does not read matches none."""
    typed = post.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def typed_document(post: QueryDict, questions: QuestionSet, base: Document) -> dict[str, Any]:
    """The page's document with what was typed laid over. A question left alone stays."""
    document = {key: dict(answer) for key, answer in base.items()}
    for question in questions.questions:
        answer = document.get(question.id, {}) | typed_answer(post, question)
        how = post.get(f"{question.id}-{HOW_PART}", "")
        if how in HOW and how != how_of(document, question.id):
            answer = {key: answer[key] for key in answer if key not in HOW_KEYS}
            answer |= dict(HOW[how])
        if answer.get(VALUE_PART) or len(answer) > 1 or question.id in document:
            document[question.id] = answer
    for theme in THEMES:
        if SCORE + theme in post:
            document[SCORE + theme] = {VALUE_PART: post[SCORE + theme]}
    return document


def typed_answer(post: QueryDict, question: Question) -> dict[str, str]:
    if question.id not in post:
        return {}
    if question.choices:
        return {VALUE_PART: str(post[question.id])}
    return {VALUE_PART: "\n".join(line.strip() for line in post.getlist(question.id)).strip()}


def shown_clashes(clashes: tuple[Clash, ...], questions: QuestionSet) -> tuple[ShownClash, ...]:
    """What clashes, with questions and answers in their own words."""
    return tuple(
        ShownClash(
            name=f"{TAKE}{clash.question}:{clash.part}",
            label=label_of(clash, questions),
            before=in_words(clash, clash.before, questions),
            yours=in_words(clash, clash.yours, questions),
            saved=in_words(clash, clash.saved, questions),
        )
        for clash in clashes
    )


def label_of(clash: Clash, questions: QuestionSet) -> str:
    words = {question.id: question.text for question in questions.questions}
    words |= {SCORE + theme: str(label) for theme, label in Theme.choices}
    label = words.get(clash.question, clash.question)
    return f"{label}: how you know" if clash.part == HOW_PART else label


def in_words(clash: Clash, value: Any, questions: QuestionSet) -> str:
    """An answer as a person reads it; what no choice matches stays as it was sent."""
    if value in (None, ""):
        return "Not answered"
    if clash.part == HOW_PART:
        return dict(HOW_WORDS).get(how_of({"": value}, ""), str(value))
    if clash.question.startswith(SCORE) and score_of(str(value)):
        return f"{value} out of 10"
    words = {
        choice.value: choice.label
        for question in questions.questions
        if question.id == clash.question
        for choice in question.choices
    }
    return words.get(str(value), str(value))


def taken_from_saved(post: QueryDict) -> Iterator[Field]:
    """The parts for which what was saved was chosen."""
    for name, chosen in post.items():
        if name.startswith(TAKE) and chosen == TAKE_SAVED:
            question, _, part = name.removeprefix(TAKE).rpartition(":")
            yield question, part
