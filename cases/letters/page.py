"""How a letter reads: on its page, on paper, and in short."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cases.enums import LetterFormat
from cases.letters.kinds import LetterKind, Said, all_letter_kinds, read
from cases.models import Letter
from lightbulb.core.web.paper import own_style

STYLES = ("css/letter_paper.css", "css/letter.css")
SMALL = frozenset({LetterFormat.STANDARD})  # everybody else gets large print


def kind_of_letter(letter: Letter) -> LetterKind:
    return all_letter_kinds()[letter.kind]


def said_in(letter: Letter) -> Said:
    return read(letter.kind, letter.said)


def body_of(letter: Letter) -> SafeString:
    """The letter from its address to its signature, for a page of ours or for paper."""
    kind, said = kind_of_letter(letter), said_in(letter)
    inside = render_to_string(kind.template, {"said": said, "letter": letter})
    context = {"letter": letter, "title": kind.title, "inside": inside, "one_side": kind.one_side}
    return render_to_string("letters/body.html", context)


def paper_of(letter: Letter) -> str:
    """The whole letter as one page that needs nothing else, from which the PDF is made."""
    context = {
        "letter": letter,
        "title": kind_of_letter(letter).title,
        "styles": [own_style(path) for path in STYLES],
        "body": body_of(letter),
        "size": "small" if letter.letters_in in SMALL else "large",
    }
    return render_to_string("letters/paper.html", context)
