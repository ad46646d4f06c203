"""Question sets as versioned data: one readable file each, never changed once used."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cases.mot.conditions import Condition, read_condition

FOLDER = Path(__file__).parent / "sets"
PLAN, TODAY = "plan", "today"
LEVELS = (PLAN, TODAY)
KINDS = ("one", "many", "number", "score", "rooms", "lines", "text")
MOT, ASSESSMENT = "", "ot-"  # how the files of each are named, before the day
MODES = ("asked", "seen")


@dataclass(frozen=True)
class Choice:
    """One answer that can be given; a concern is one that something should follow from.

    One that stands `alone` is chosen with no other, as "None of these".
    """

    value: str
    label: str
    concern: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Flag:
    """What must be in the plan, or be acted on today and by `do`, when something holds."""

    level: str
    when: Condition
    say: str
    do: str = ""


@dataclass(frozen=True)
class Offer:
    """A solution, by its code, that may help when something holds, and why in plain words."""

    code: str
    when: Condition
    because: str


@dataclass(frozen=True)
class Question:
    """One question: its words, how it is answered, when it is asked, and what follows from it.

    Without `shown` it is always asked. One that `follows` another is asked beneath it. A
    `private` one is the worker's own view: never read out and never printed. One that is
    `ours` is what the worker concludes: nobody is asked how it is known. `rows` is how many
    lines of writing it has room for.
    """

    id: str
    domain: str
    text: str
    help: str
    must_be_seen: bool
    choices: tuple[Choice, ...]  # none: answered in the person's own words, or in figures
    kind: str = "one"
    follows: str = ""
    shown: Condition | None = None
    ask_alone: bool = False
    private: bool = False
    ours: bool = False
    rows: int = 2
    unit: str = ""
    most: int | None = None
    rooms: tuple[str, ...] = ()
    hazard: str = ""
    flags: tuple[Flag, ...] = ()
    offers: tuple[Offer, ...] = ()

    def is_concern(self, value: str) -> bool:
        return any(choice.concern for choice in self.choices if choice.value == value)

    def conditions(self) -> Iterator[Condition]:
        """Everything that decides whether it is asked and what follows from it."""
        if self.shown is not None:
            yield self.shown
        parts: tuple[Flag | Offer, ...] = (*self.flags, *self.offers)
        for part in parts:
            yield part.when


@dataclass(frozen=True)
class Place:
    """A room or a stop of the walk round the home, with what is asked there."""

    code: str
    title: str
    short: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class QuestionSet:
    """A version of the Housing MOT, or of the assessment, with its domains in their order.

    `places` are the same questions in the order of a walk round the home; a follow-up goes
    with its parent. An old version may have none.
    """

    version: str
    source: str
    domains: Mapping[str, str]
    short: Mapping[str, str]  # the domains' names where there is little room
    questions: tuple[Question, ...]
    places: tuple[Place, ...] = ()

    def question(self, question_id: str) -> Question:
        """Raises LookupError for a question the set does not hold."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise LookupError(f"{self.version} has no question {question_id}")

    def domain_offering(self, code: str) -> str:
        """The domain of the first question that may suggest a solution; else the first there is."""
        offering = (each.domain for each in self.questions for o in each.offers if o.code == code)
        return next(offering, next(iter(self.domains)))

    def of_domain(self, domain: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.domain == domain)


@cache
def question_set(version: str) -> QuestionSet:
    """The set of a version. Raises LookupError when there is no such file."""
    path = FOLDER / f"{version}.toml"
    if not path.exists():
        raise LookupError(f"No question set {version}")
    return read_set(path)


@cache
def versions(of: str = MOT) -> tuple[str, ...]:
    """Every version there is of the Housing MOT, or of the assessment, oldest first: files are
    named by the day they are first used."""
    return tuple(sorted(path.stem for path in FOLDER.glob(f"{of}[0-9]*.toml")))


def current_version(on: date, of: str = MOT) -> str:
    """The version that a visit begun on a day asks; the oldest where none was used yet."""
    used = (each for each in versions(of) if each <= f"{of}{on.isoformat()}")
    return max(used, default=versions(of)[0])


def read_set(path: Path) -> QuestionSet:
    """Raises ValueError, naming file and question, for what cannot be read."""
    data = tomllib.loads(path.read_text())
    try:
        questions = tuple(_question(row, data.get("scales", {})) for row in data["question"])
        places = [row | {"questions": tuple(row["questions"])} for row in data.get("place", ())]
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return QuestionSet(
        version=path.stem,
        source=data["source"],
        domains=data["domains"],
        short=data["short"],
        questions=questions,
        places=tuple(Place(**row) for row in places),
    )


# Kept as the file has them.
PLAIN = ("follows", "ask_alone", "private", "ours", "rows", "unit", "most", "hazard")


def _question(row: Mapping[str, Any], scales: Mapping[str, Any]) -> Question:
    own = row["id"]
    choices = scales[row["scale"]] if "scale" in row else row.get("choices", [])
    return Question(
        id=own,
        domain=row["domain"],
        text=row["text"],
        help=row.get("help", ""),
        must_be_seen=one_of(MODES, row["mode"], own=own) == "seen",
        choices=tuple(Choice(**choice) for choice in choices),
        kind=one_of(KINDS, row.get("kind", "one" if choices else "text"), own=own),
        shown=read_condition(row["shown"], own=own) if "shown" in row else None,
        rooms=tuple(row.get("rooms", ())),
        flags=tuple(_flag(each, own=own) for each in row.get("flags", [])),
        offers=tuple(_offer(each, own=own) for each in row.get("offers", [])),
        **{name: row[name] for name in PLAIN if name in row},
    )


def _flag(row: Mapping[str, Any], *, own: str) -> Flag:
    level = one_of(LEVELS, row["level"], own=own)
    if level == TODAY and not row.get("do"):
        raise ValueError(f"{own}: say what has to be done today")
    return Flag(level, read_condition(row["when"], own=own), row["say"], row.get("do", ""))


def _offer(row: Mapping[str, Any], *, own: str) -> Offer:
    return Offer(row["code"], read_condition(row["when"], own=own), row["because"])


def one_of(known: tuple[str, ...], value: str, *, own: str) -> str:
    if value not in known:
        raise ValueError(f"{own}: “{value}” is none of {', '.join(known)}")
    return value
