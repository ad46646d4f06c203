"""Answers of a visit as they are sent: by its page, by a choice between two, by its script."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from cases.enums import Theme
from cases.mot.document import (
    ACT,
    ACTION_PART,
    HOW,
    HOW_KEYS,
    HOW_PART,
    NAME_PART,
    NOTE_PART,
    SCORE,
    SKIP_PART,
    VALUE_PART,
    WHO_PART,
    Document,
    Field,
    choose,
    how_of,
    readable,
)
from cases.mot.sets import Question, QuestionSet
from lightbulb.core.kept.keeping import Kept

TAKE = "take:"  # begins the name of a choice between two saved answers
TAKE_SAVED = "saved"


@dataclass(frozen=True)
class SentAnswers:
    """The whole document, the revision it began from, and what that revision held.

    `on_its_way` is what the same page sent before and heard nothing of, if it said so.
    """

    yours: Document
    base: Document
    revision: int
    on_its_way: Document | None = None


def from_page(post: QueryDict, questions: QuestionSet) -> SentAnswers:
    base = sent_document(post, "base")
    return SentAnswers(typed_document(post, questions, base), base, sent_revision(post))


def from_choice(post: QueryDict) -> SentAnswers:
    """After somebody chose, answer by answer, between two windows."""
    base, typed = sent_document(post, "base"), sent_document(post, "document")
    yours = choose(yours=typed, saved=base, fields=taken_from_saved(post))
    return SentAnswers(yours, base, sent_revision(post))


def from_script(body: bytes) -> SentAnswers:
    """Raises ValueError with the sentence to show."""
    sent = json.loads(body)
    revision = sent.get("revision") if isinstance(sent, dict) else None
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise ValueError("Say which revision these answers began from, as a whole number.")
    base, on_its_way = readable(sent.get("base", {})), sent.get("on_its_way")
    return SentAnswers(
        readable(sent.get("answers")),
        base,
        revision,
        None if on_its_way is None else readable(on_its_way),
    )


Reader = Callable[[Kept, QuestionSet], SentAnswers]
READERS: Mapping[str, Reader] = {
    "cases:visit": lambda kept, questions: from_page(kept.answers, questions),
    "cases:choose_answers": lambda kept, questions: from_choice(kept.answers),
    "cases:visit_answers": lambda kept, questions: from_script(kept.body),
}


def from_kept(kept: Kept, questions: QuestionSet) -> SentAnswers | None:
    """What was typed before the sign-in ended; None when it does not read."""
    try:
        return READERS[kept.view](kept, questions)
    except (ValueError, RecursionError):
        return None


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


# --- What was typed on the page ----------------------------------------------------------


def typed_document(
    post: QueryDict, questions: QuestionSet, base: Document
) -> dict[str, dict[str, Any]]:
    """The page's document with what was typed laid over. A question left alone stays."""
    document = {key: dict(answer) for key, answer in base.items()}
    for question in questions.questions:
        lay(document, question.id, typed_parts(post, question, document))
        acts = {name: f"{ACT}{question.id}-{name}" for name in (ACTION_PART, NAME_PART)}
        lay(document, ACT + question.id, typed_words(post, acts))
    for theme in Theme.values:
        lay(document, SCORE + theme, typed_words(post, {VALUE_PART: SCORE + theme}))
    return document


def lay(document: dict[str, dict[str, Any]], key: str, parts: Mapping[str, Any]) -> None:
    """Lay parts of an answer over it. What was never said and is empty stays unsaid."""
    answer = document.get(key, {})
    if "seen" in parts or "said_by" in parts:
        answer = {name: held for name, held in answer.items() if name not in HOW_KEYS}
    said = {
        name: value for name, value in parts.items() if value or name in answer or value is False
    }
    if answer | said:
        document[key] = answer | said


def typed_parts(post: QueryDict, question: Question, document: Document) -> dict[str, Any]:
    """The parts of one answer that the page sent."""
    own = question.id
    parts: dict[str, Any] = typed_value(post, question)
    parts |= typed_words(post, {name: f"{own}-{name}" for name in (WHO_PART, NOTE_PART, SKIP_PART)})
    how = post.get(f"{own}-{HOW_PART}", "")
    if how in HOW and how != how_of(document, own):
        parts |= HOW[how]
    return parts


def typed_value(post: QueryDict, question: Question) -> dict[str, Any]:
    own = question.id
    match question.kind:
        case "rooms":
            names = {room: f"{own}-{room}" for room in question.rooms}
            rooms = [f"{room}:{post[name]}" for room, name in names.items() if post.get(name)]
            sent = any(name in post for name in names.values())
            return {VALUE_PART: rooms} if sent else {}
        case "many":
            chosen = [each for each in post.getlist(own) if each]
            return {VALUE_PART: chosen} if own in post else {}
        case "lines":
            lines = "\n".join(line.strip() for line in post.getlist(own)).strip()
            return {VALUE_PART: lines} if own in post else {}
        case _:
            return typed_words(post, {VALUE_PART: own})


def typed_words(post: QueryDict, names: Mapping[str, str]) -> dict[str, Any]:
    """Single fields by the part they are of, where they were sent; line ends as scripts have."""
    return {
        part: post[name].replace("\r\n", "\n").strip()
        for part, name in names.items()
        if name in post
    }


def taken_from_saved(post: QueryDict) -> Iterator[Field]:
    """The parts for which what was saved was chosen."""
    for name, chosen in post.items():
        if name.startswith(TAKE) and chosen == TAKE_SAVED:
            question, _, part = name.removeprefix(TAKE).rpartition(":")
            yield question, part
