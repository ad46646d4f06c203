"""What the case writes to people."""

from dataclasses import dataclass

from cases.letters.kinds import LetterKind


@dataclass(frozen=True)
class Introduction:
    """Who comes to see somebody, and by when they ring: no stranger at the door."""

    who: str
    role: str
    by_day: str  # "Friday 27 November", or nothing where no day is set

    def in_short(self) -> str:
        return f"Lightbulb: {self.who} looks after your request and {self.rings}."

    @property
    def rings(self) -> str:
        return f"will ring you by {self.by_day}" if self.by_day else "will ring you"


LETTERS = {
    "introduction": LetterKind(
        "Who comes to see you", Introduction, "cases/letters/introduction.html"
    )
}
