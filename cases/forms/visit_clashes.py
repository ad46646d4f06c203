"""Answers that were saved twice, in the words of the questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.enums import Theme
from cases.forms.visit_sent import TAKE
from cases.forms.visit_shown import HOW_SEEN, SKIPS
from cases.mot.document import (
    ACT,
    ACTION_PART,
    ANYWAY_PART,
    HOW_PART,
    NAME_PART,
    NOTE_PART,
    SCORE,
    SKIP_PART,
    WHO_PART,
    Clash,
    as_text,
    how_of,
    score_of,
    values_of,
)
from cases.mot.saying import short_answer
from cases.mot.sets import QuestionSet

PART_WORDS = {
    HOW_PART: "how you know",
    WHO_PART: "who said it",
    NOTE_PART: "your note",
    SKIP_PART: "why it is left out",
    ANYWAY_PART: "asked anyway",
    ACTION_PART: "what is done today",
    NAME_PART: "who does it",
}


@dataclass(frozen=True)
class ShownClash:
    """A part of an answer that was saved twice, in words."""

    name: str
    label: str
    before: str
    yours: str
    saved: str


def shown_clashes(clashes: Iterable[Clash], questions: QuestionSet) -> tuple[ShownClash, ...]:
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
    label = words.get(clash.question.removeprefix(ACT), clash.question)
    part = PART_WORDS.get(clash.part)
    return f"{label}: {part}" if part else label


def in_words(clash: Clash, value: Any, questions: QuestionSet) -> str:
    """An answer as a person reads it; what no choice matches stays as it was sent."""
    if value in (None, "", []):
        return "Not answered"
    if clash.part == HOW_PART:
        return dict(HOW_SEEN).get(how_of({"": value}, ""), str(value))
    if clash.part == SKIP_PART:
        return dict(SKIPS).get(value, str(value))
    if clash.part in PART_WORDS:
        return str(value)
    if clash.question.startswith(SCORE) and score_of(str(value)):
        return f"{value} out of 10"
    known = {question.id: question for question in questions.questions}
    if question := known.get(clash.question):
        return short_answer(question, values_of({"": {"value": value}}, "")) or as_text(value)
    return as_text(value)
