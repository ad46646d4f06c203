"""Answers, and the conditions about them, in plain words."""

from collections.abc import Iterable, Sequence

from cases.mot.conditions import All, Chosen, Condition, Either, Fact, Number, Told
from cases.mot.sets import Question, QuestionSet

ROOM_WORDS = {"bedroom": "bedroom", "living": "living room", "kitchen": "kitchen"}


def if_words(question: Question, questions: QuestionSet) -> str:
    """Of a follow-up: which answers to its parent ask for it; empty when every one does."""
    if not question.follows or question.shown is None:
        return ""
    return condition_words(question.shown, questions)


def condition_words(condition: Condition, questions: QuestionSet) -> str:
    """ "“A lot of difficulty” or “Cannot do it”", "1 or more"."""
    match condition:
        case Chosen(question, values):
            choices = questions.question(question).choices
            return either(f"“{each.label}”" for each in choices if each.value in values)
        case Number(_, at_least, at_most):
            return f"{at_least} or more" if at_least is not None else f"{at_most} or less"
        case Told() | Fact():
            return "there is an answer"
        case Either(parts):
            return either(condition_words(part, questions) for part in parts)
        case All(parts):
            return " and ".join(condition_words(part, questions) for part in parts)


def either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def short_answer(question: Question, values: Sequence[str]) -> str:
    """An answer as one line: "A bath, They wash at the basin", "Kitchen 4", "2 falls"."""
    if question.kind == "rooms":
        return ", ".join(room_words(each) for each in values)
    if question.kind == "number":
        return " ".join([*values, question.unit]) if values else ""
    if question.kind == "score":
        return f"{values[0]} out of 10" if values else ""
    labels = {choice.value: choice.label for choice in question.choices}
    return ", ".join(labels.get(each, " ".join(each.split())) for each in values)


def room_words(value: str) -> str:
    room, _, number = value.partition(":")
    return f"{ROOM_WORDS.get(room, room)} {number}".strip()
