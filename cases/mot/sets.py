"""Question sets as versioned data: one readable file each, never changed once used."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sets"


@dataclass(frozen=True)
class Choice:
    """One answer that can be given; a concern is one that something should follow from."""

    value: str
    label: str
    concern: bool = False


@dataclass(frozen=True)
class Question:
    """One question: its words, how it is answered, and whether it must be seen."""

    id: str
    domain: str
    text: str
    help: str
    must_be_seen: bool
    choices: tuple[Choice, ...]  # none: answered in the person's own words

    def is_concern(self, value: str) -> bool:
        return any(choice.concern for choice in self.choices if choice.value == value)


@dataclass(frozen=True)
class QuestionSet:
    """A version of the Housing MOT, with its domains in the order they are asked."""

    version: str
    source: str
    domains: Mapping[str, str]
    short: Mapping[str, str]  # the domains' names where there is little room
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """Raises LookupError for a question the set does not hold."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise LookupError(f"{self.version} has no question {question_id}")

    def of_domain(self, domain: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.domain == domain)


@cache
def question_set(version: str) -> QuestionSet:
    """The set of a version. Raises LookupError when there is no such file."""
    path = FOLDER / f"{version}.toml"
    if not path.exists():
        raise LookupError(f"No question set {version}")
    return _read(version, tomllib.loads(path.read_text()))


def versions() -> tuple[str, ...]:
    """Every version there is, oldest first: files are named by the day they are first used."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def current_version() -> str:
    """The newest version."""
    return versions()[-1]


def _read(version: str, data: Mapping[str, Any]) -> QuestionSet:
    return QuestionSet(
        version=version,
        source=data["source"],
        domains=data["domains"],
        short=data["short"],
        questions=tuple(_question(row, data["scales"]) for row in data["question"]),
    )


def _question(row: Mapping[str, Any], scales: Mapping[str, Any]) -> Question:
    choices = scales[row["scale"]] if "scale" in row else []
    return Question(
        id=row["id"],
        domain=row["domain"],
        text=row["text"],
        help=row.get("help", ""),
        must_be_seen=row["mode"] == "seen",
        choices=tuple(Choice(**choice) for choice in choices),
    )
