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
    pin: str = ""  # opens the status page, with the reference that every letter carries

    def in_short(self) -> str:
        pin = (f"PIN for the status page: {self.pin}.",) if self.pin else ()
        return " ".join(("Lightbulb:", self.next_step, *self.advice, *self.contact, *pin))


LETTERS = {
    "acknowledgement": LetterKind(
        "What happens next", Acknowledgement, "triage/letters/acknowledgement.html"
    )
}
