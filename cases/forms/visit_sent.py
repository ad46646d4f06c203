"""Answers of a visit as they are sent: by its page, by a choice between two, by its script."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from cases.forms.visit import sent_document, sent_revision, taken_from_saved, typed_document
from cases.mot.document import Document, choose, readable
from cases.mot.sets import QuestionSet
from lightbulb.core.kept.keeping import Kept


@dataclass(frozen=True)
class SentAnswers:
    """The whole document, the revision it began from, and what that revision held."""

    yours: Document
    base: Document
    revision: int


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
    return SentAnswers(readable(sent.get("answers")), readable(sent.get("base", {})), revision)


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
