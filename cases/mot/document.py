"""The document of answers of one visit, by question id: how it is read, joined and checked.

Each answer holds its `value`, a text or for several a list of texts, and may hold `said_by`
and `who`, `seen`, a `note`, why it was left out (`skip`), and that it was asked although the
answers leave it out (`anyway`). Scores stand in the same document, as "score-" and their
theme, and so does what is done today about a flag, as "act-" and its question: all is saved
together. Nothing typed is refused: what no question asks for is kept as it came, and flagged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from cases.mot.conditions import Answers
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
WHO_PART, NOTE_PART, SKIP_PART, ANYWAY_PART = "who", "note", "skip", "anyway"
ACTION_PART, NAME_PART = "action", "name"
SCORE, ACT = "score-", "act-"
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
    return part_of(document, question_id, VALUE_PART)


def part_of(document: Document, question_id: str, part: str) -> str:
    """One part of an answer, where it is a text."""
    value = document.get(question_id, {}).get(part, "")
    return value if isinstance(value, str) else ""


def values_of(document: Document, question_id: str) -> tuple[str, ...]:
    """Every answer chosen or typed; none when there is none or it cannot be read."""
    value = document.get(question_id, {}).get(VALUE_PART, "")
    several = value if isinstance(value, list) else [value]
    return tuple(each for each in several if isinstance(each, str) and each.strip())


def answers_of(document: Document) -> Answers:
    """The document as rules read it: by question id, all that was answered."""
    found = ((question_id, values_of(document, question_id)) for question_id in document)
    return {question_id: values for question_id, values in found if values}


def asked_anyway(document: Document) -> frozenset[str]:
    """The questions that are asked although the answers leave them out."""
    return frozenset(key for key, answer in document.items() if answer.get(ANYWAY_PART) is True)


def is_settled(document: Document, question_id: str) -> bool:
    """Answered, or left out with a reason."""
    skipped = part_of(document, question_id, SKIP_PART)
    return bool(values_of(document, question_id) or skipped)


def how_of(document: Document, question_id: str) -> str:
    """How it is known: "saw", "said", "other", or empty when that was not said."""
    answer = document.get(question_id, {})
    if answer.get("seen") is True:
        return "saw"
    return {"person": "said", "other": "other"}.get(str(answer.get("said_by", "")), "")


def settled(document: Document, questions: Iterable[Question]) -> int:
    """How many are answered, or left out with a reason."""
    return sum(1 for question in questions if is_settled(document, question.id))


def reported_only(document: Document, questions: QuestionSet) -> tuple[Question, ...]:
    """Answered questions that must be seen and were not: they come back as a short list.

    A follow-up is seen when its parent is.
    """
    return tuple(
        question
        for question in questions.questions
        if question.must_be_seen
        and not question.follows
        and values_of(document, question.id)
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
        Odd(key, as_text(document[key].get(VALUE_PART, "")), why)
        for key, why in found
        if why is not None
    )


def as_text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def why_odd(
    document: Document, key: str, known: Mapping[str, Question], scores: set[str]
) -> str | None:
    if key in scores:
        return why_no_score(document, key)
    if key in known:
        return why_unfit(known[key], document[key].get(VALUE_PART, ""))
    if key.startswith(ACT) and key.removeprefix(ACT) in known:
        return None
    return "This set of questions does not ask it"


def why_no_score(document: Document, key: str) -> str | None:
    raw = document[key].get(VALUE_PART, "")
    fits = raw == "" or score_of(value_of(document, key)) is not None
    return None if fits else "A score is from 1 to 10"


def why_unfit(question: Question, raw: Any) -> str | None:
    """Why a question cannot have such an answer; None where it can."""
    several = raw if isinstance(raw, list) and question.kind in SEVERAL else [raw]
    if not all(isinstance(each, str) for each in several):
        return UNFIT["one"]
    if not all(not each or fits_one(question, each) for each in several):
        return UNFIT.get(question.kind, UNFIT["one"])
    alone = {choice.value for choice in question.choices if choice.alone}
    return UNFIT["alone"] if len(several) > 1 and alone.intersection(several) else None


SEVERAL = ("many", "rooms")
UNFIT: Mapping[str, str] = {
    "one": "It is none of the answers to choose from",
    "number": "It is no such number",
    "score": "A score is from 1 to 10",
    "alone": "One of these answers leaves no other beside it. Choose which is right",
    "rooms": "It is no picture of a room that is asked about",
}


def fits_one(question: Question, value: str) -> bool:
    match question.kind:
        case "one" | "many":
            return value in {choice.value for choice in question.choices}
        case "number":
            is_number = value.isascii() and value.isdigit() and len(value) < MOST_DIGITS
            return is_number and (question.most is None or int(value) <= question.most)
        case "score":
            return score_of(value) is not None
        case "rooms":
            room, _, picture = value.partition(":")
            return room in question.rooms and picture in tuple("123456789")
        case _:
            return True


MOST_DIGITS = 10


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
