"""Making a letter: the worker's part, in the transaction that marks the effect as done."""

from cases.enums import LetterState
from cases.letters.page import paper_of
from cases.models import Letter, LetterContent
from cases.workflow import LETTER
from lightbulb.core.web.pdf import pdf_of


def make(letter_id: str) -> None:
    """Make the PDF of a letter that waits for it. One that was taken back is left alone."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter_id)
    if letter.state != LetterState.WAITING:
        return
    LetterContent.objects.create(letter=letter, content=pdf_of(paper_of(letter)))
    letter.state = LETTER.next_state(letter.state, "make")
    letter.save(update_fields=["state"])
