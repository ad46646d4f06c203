"""The document of answers of one visit, by question id: how it is read, joined and checked.

Each answer holds its `value`, and may hold `said_by` and `seen`. Scores stand in the same
document, as "score-" and their theme, so that they are saved with everything else. Nothing
typed is refused: what no question asks for is kept as it came, and flagged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from cases.mot.sets import Question, QuestionSet

Document = Mapping[str, Mapping[str, Any]]
Field = tuple[str, str]  # a question's id, and the part of its answer

HOW: Mapping[str, Mapping[str, Any]] = {
    "saw": {"seen": True},
    "said": {"said_by": "person", "seen": False},
    "other": {"said_by": "other", "seen": False},
}
HOW_KEYS = ("said_by", "seen")
HOW_PART, VALUE_PART = "how", "value"
SCORE = "score-"
LOWEST_SCORE, HIGHEST_SCORE = 1, 10


@dataclass(frozen=True)
class Clash:
    """One part of an answer that both sides changed, each to something else."""

    question: str
    part: str
    before: Any
    yours: Any
    saved: Any


@dataclass(frozen=True)
class Joined:
    """Two documents that grew from one: what clashes, and all the rest put together.

    Where they clash `document` holds your answer.
    """

    clashes: tuple[Clash, ...]
    document: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Odd:
    """An answer that was kept although no question asks for it."""

    id: str
    value: str
    why: str


def value_of(document: Document, question_id: str) -> str:
    """The answer in words; empty when there is none or it is no text."""
    value = document.get(question_id, {}).get("value", "")
    return value if isinstance(value, str) else ""


def how_of(document: Document, question_id: str) -> str:
    """How it is known: "saw", "said", "other", or empty when that was not said."""
    answer = document.get(question_id, {})
    if answer.get("seen") is True:
        return "saw"
    return {"person": "said", "other": "other"}.get(str(answer.get("said_by", "")), "")


def answered(document: Document, questions: Iterable[Question]) -> int:
    return sum(1 for question in questions if value_of(document, question.id).strip())


def reported_only(document: Document, questions: QuestionSet) -> tuple[Question, ...]:
    """Answered questions that must be seen and were not: they come back as a short list."""
    return tuple(
        question
        for question in questions.questions
        if question.must_be_seen
        and value_of(document, question.id)
        and how_of(document, question.id) != "saw"
    )


def scores_in(document: Document, themes: Sequence[str]) -> dict[str, int]:
    """The scores that were given. One not given is left out, never 0."""
    found = {theme: score_of(value_of(document, SCORE + theme)) for theme in themes}
    return {theme: score for theme, score in found.items() if score is not None}


def score_of(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return None
    return int(text) if LOWEST_SCORE <= int(text) <= HIGHEST_SCORE else None


def odd_answers(
    document: Document, questions: QuestionSet, themes: Sequence[str]
) -> tuple[Odd, ...]:
    """What was kept although no question asks for it, with why."""
    known = {question.id: question for question in questions.questions}
    scores = {SCORE + theme for theme in themes}
    found = ((key, why_odd(document, key, known, scores)) for key in document)
    return tuple(
        Odd(key, str(document[key].get("value", "")), why) for key, why in found if why is not None
    )


def why_odd(
    document: Document, key: str, known: Mapping[str, Question], scores: set[str]
) -> str | None:
    raw = document[key].get("value", "")
    if key in scores:
        fits = raw == "" or score_of(value_of(document, key)) is not None
        return None if fits else "A score is from 1 to 10"
    if key not in known:
        return "This set of questions does not ask it"
    choices = {choice.value for choice in known[key].choices}
    fits = isinstance(raw, str) and (not choices or raw in choices | {""})
    return None if fits else "It is none of the answers to choose from"


def join(*, base: Document, yours: Document, saved: Document) -> Joined:
    """Put together two documents that both grew from `base`.

    A part that one side left alone takes the other side's answer. Where both changed it,
    each to something else, it is a clash for a person to decide.
    """
    before, mine, theirs = parts_of(base), parts_of(yours), parts_of(saved)
    clashes, joined = [], {}
    for field in dict.fromkeys([*mine, *theirs]):
        was, my, held = before.get(field), mine.get(field), theirs.get(field)
        if my != was and held not in (was, my):
            clashes.append(Clash(*field, before=was, yours=my, saved=held))
        joined[field] = held if my == was else my
    return Joined(tuple(clashes), document_of(joined))


def choose(*, yours: Document, saved: Document, fields: Iterable[Field]) -> dict[str, Any]:
    """Your document, with what was saved taken for the parts given."""
    theirs = parts_of(saved)
    return document_of(parts_of(yours) | {field: theirs.get(field) for field in fields})


def differences(*, yours: Document, saved: Document) -> tuple[Clash, ...]:
    """Every part of yours that is not held as you have it."""
    theirs = parts_of(saved)
    return tuple(
        Clash(*field, before=theirs.get(field), yours=mine, saved=theirs.get(field))
        for field, mine in parts_of(yours).items()
        if mine != theirs.get(field)
    )


def parts_of(document: Document) -> dict[Field, Any]:
    """Every part of every answer; who said it and whether it was seen are one part."""
    parts: dict[Field, Any] = {}
    for question_id, answer in document.items():
        how = {key: answer[key] for key in HOW_KEYS if key in answer}
        parts |= {(question_id, key): answer[key] for key in answer if key not in HOW_KEYS}
        if how:
            parts[question_id, HOW_PART] = how
    return parts


def document_of(parts: Mapping[Field, Any]) -> dict[str, dict[str, Any]]:
    """The document again from its parts; a part that is None is not there."""
    document: dict[str, dict[str, Any]] = {}
    for (question_id, part), value in parts.items():
        if value is None:
            continue
        held = value if part == HOW_PART and isinstance(value, Mapping) else {part: value}
        document.setdefault(question_id, {}).update(held)
    return document


def readable(sent: object) -> dict[str, dict[str, Any]]:
    """What was sent, as a document that can be kept. An answer that is no object is its value.

    Raises ValueError when it is no document at all.
    """
    if not isinstance(sent, Mapping):
        raise ValueError("The answers must be an object of answers by question id.")
    return {
        _keepable(key): _keepable(
            dict(answer) if isinstance(answer, Mapping) else {"value": answer}
        )
        for key, answer in sent.items()
    }


def _keepable(value: Any) -> Any:
    """The same without the signs and numbers that no database text or number can hold."""
    if isinstance(value, str):
        return "".join("\ufffd" if sign == "\0" or _is_half(sign) else sign for sign in value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {_keepable(key): _keepable(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_keepable(held) for held in value]
    return value


def _is_half(sign: str) -> bool:
    """Half of a pair that stands alone, which is no character."""
    return "\ud800" <= sign <= "\udfff"
