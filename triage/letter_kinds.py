"""What triage writes to people."""

from dataclasses import dataclass

from cases.letters.kinds import LetterKind


@dataclass(frozen=True)
class Acknowledgement:
    """That somebody's call was taken, and what happens next: the sentence that was read out."""

    received_on: str  # "Monday 23 November 2026"
    next_step: str
    advice: tuple[str, ...] = ()  # what was advised, a paragraph each
    contact: tuple[str, ...] = ()  # how to reach the service that helps, a line each

    def in_short(self) -> str:
        return " ".join(("Lightbulb:", self.next_step, *self.advice, *self.contact))


LETTERS = {
    "acknowledgement": LetterKind(
        "What happens next", Acknowledgement, "triage/letters/acknowledgement.html"
    )
}
