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


@dataclass(frozen=True)
class WhatWeAgreed:
    """The plan as the person chose it, a line each; what matters to them comes first."""

    matters: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    buying: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    not_eligible: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # on paper in the home, before all is decided

    def in_short(self) -> str:
        coming = f"What is coming: {'; '.join(self.coming)}." if self.coming else ""
        return f"Lightbulb: we agreed your plan. {coming} Ring us to change anything.".replace(
            "  ", " "
        )


LETTERS = {
    "introduction": LetterKind(
        "Who comes to see you", Introduction, "cases/letters/introduction.html"
    ),
    "what_we_agreed": LetterKind(
        "What we agreed", WhatWeAgreed, "cases/letters/agreed.html", one_side=True
    ),
}
