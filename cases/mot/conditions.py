"""When something holds of the answers of a visit: plain tests, joined by "all" or "any".

There is no "not": one problem more never takes a flag, a question or an offer away again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, tuple[str, ...]]  # by question id; several where several were chosen
Facts = frozenset[str]
FACTS = frozenset({"cold_season"})  # October to March: what the day says, and no answer


@dataclass(frozen=True)
class Chosen:
    """One of these values is among the answers to a question."""

    question: str
    values: frozenset[str]


@dataclass(frozen=True)
class Number:
    """An answer in figures lies at a number or beyond; of several rooms, the worst does."""

    question: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Told:
    """Anything at all was written down."""

    question: str


@dataclass(frozen=True)
class Fact:
    """Something the caller knows that nobody is asked."""

    name: str


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Condition", ...]


Condition = Chosen | Number | Told | Fact | All | Either


def holds(condition: Condition, answers: Answers, facts: Facts = frozenset()) -> bool:
    """Whether it is so. A question nobody answered holds nothing."""
    match condition:
        case Chosen(question, values):
            return not values.isdisjoint(answers.get(question, ()))
        case Number():
            return any(reaches(condition, number) for number in numbers(answers, condition))
        case Told(question):
            return any(each.strip() for each in answers.get(question, ()))
        case Fact(name):
            return name in facts
        case All(parts):
            return all(holds(part, answers, facts) for part in parts)
        case Either(parts):
            return any(holds(part, answers, facts) for part in parts)


def reaches(limit: Number, number: int) -> bool:
    if limit.at_least is not None:
        return number >= limit.at_least
    return limit.at_most is not None and number <= limit.at_most


def numbers(answers: Answers, limit: Number) -> Iterator[int]:
    """The figures in an answer: "4", or of rooms "kitchen:4". What is none is no number."""
    for each in answers.get(limit.question, ()):
        text = each.rpartition(":")[2].strip()
        if text.isascii() and text.isdigit():
            yield int(text)


def questions_in(condition: Condition) -> Iterator[str]:
    """The ids of every question it asks about."""
    match condition:
        case All(parts) | Either(parts):
            for part in parts:
                yield from questions_in(part)
        case Chosen(question) | Number(question) | Told(question):
            yield question
        case Fact():
            return


def plain_tests(condition: Condition) -> Iterator[Condition]:
    """The plain tests it is made of."""
    if isinstance(condition, All | Either):
        for part in condition.parts:
            yield from plain_tests(part)
    else:
        yield condition


def as_data(condition: Condition) -> dict[str, Any]:
    """The condition as the visit page's script reads it; its `holds` answers as ours does."""
    match condition:
        case Chosen(question, values):
            return {"of": question, "values": sorted(values)}
        case Number(question, at_least, at_most):
            return {"of": question, "least": at_least, "most": at_most}
        case Told(question):
            return {"of": question, "told": True}
        case Fact(name):
            return {"fact": name}
        case All(parts):
            return {"all": [as_data(part) for part in parts]}
        case Either(parts):
            return {"any": [as_data(part) for part in parts]}


def read_condition(raw: Any, *, own: str) -> Condition:
    """A condition as a file writes it. A list is of the question's `own` answers.

    Raises ValueError for what is none.
    """
    match raw:
        case {"all": [*parts]}:
            return All(tuple(read_condition(part, own=own) for part in parts))
        case {"any": [*parts]}:
            return Either(tuple(read_condition(part, own=own) for part in parts))
        case {"fact": str(name)} if name in FACTS:
            return Fact(name)
        case dict() if len(raw) == 1 and isinstance(next(iter(raw.values())), list | dict):
            question, inner = next(iter(raw.items()))
            return read_test(inner, of=question)
    return read_test(raw, of=own)


def read_test(raw: Any, *, of: str) -> Condition:
    """A plain test of the answers to one question."""
    match raw:
        case [*values] if values:
            return Chosen(of, frozenset(values))
        case {"told": True}:
            return Told(of)
        case {"at_least": int(number)}:
            return Number(of, at_least=number)
        case {"at_most": int(number)}:
            return Number(of, at_most=number)
    raise ValueError(f"{of}: {raw!r} is no condition")
