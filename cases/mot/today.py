"""What must not wait: flags of a visit that need an action and a name before it is finished."""

from dataclasses import dataclass

from cases.mot.conditions import Facts
from cases.mot.document import ACT, ACTION_PART, NAME_PART, Document, answers_of, part_of
from cases.mot.sets import QuestionSet
from cases.rules.housing_mot import Raised, raised


@dataclass(frozen=True)
class ToDoToday:
    """A flag that is up today, what is done about it and who does it, as far as is said."""

    flag: Raised
    action: str
    name: str

    @property
    def is_settled(self) -> bool:
        return bool(self.action and self.name)

    @property
    def words(self) -> str:
        """Who does what, or what has to be done while that is not said."""
        return f"{self.action}: {self.name}" if self.is_settled else self.flag.do


def to_do_today(
    document: Document, questions: QuestionSet, *, facts: Facts
) -> tuple[ToDoToday, ...]:
    """Every flag for today that the answers raise, in the order of the questions."""
    up = raised(questions, answers_of(document), facts=facts)
    return tuple(
        ToDoToday(
            flag,
            part_of(document, ACT + flag.question, ACTION_PART).strip(),
            part_of(document, ACT + flag.question, NAME_PART).strip(),
        )
        for flag in up
        if flag.is_today
    )
