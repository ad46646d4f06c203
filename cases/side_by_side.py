"""Two records of people beside each other: what is the same, and what differs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cases.models import Person
from cases.rules.one_person import Sign
from lightbulb.core.templatetags.display import long_date, nhs_number

NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class Row:
    """One thing that is known of two people, or of one of them."""

    label: str
    one: str
    other: str

    @property
    def says(self) -> str:
        if NOT_KNOWN in (self.one, self.other):
            return ""
        return "Same" if self.one == self.other else "Differs"


def number_of(person: Person) -> str:
    """The NHS number, and whether a tracing service has confirmed it."""
    if not person.nhs_number:
        return ""
    traced = "traced" if person.nhs_number_traced else "not traced"
    return f"{nhs_number(person.nhs_number)}, {traced}"


SHOWN: Mapping[str, Callable[[Person], str]] = {
    "Name": lambda person: person.full_name,
    "Likes to be called": lambda person: person.preferred_name,
    "Other names": lambda person: ", ".join(str(other) for other in person.other_names.all()),
    "Date of birth": lambda person: long_date(person.date_of_birth) if person.date_of_birth else "",
    "Died": lambda person: long_date(person.died_on) if person.died_on else "",
    "NHS number": number_of,
    "Phone": lambda person: person.phone,
    "Home": lambda person: str(person.home or ""),
    "Language": lambda person: person.language,
    "Risks to visitors": lambda person: ", ".join(person.risks),
    "Call first": lambda person: person.call_first,
}


def rows(one: Person, other: Person) -> list[Row]:
    """What is known of either of them."""
    both = [
        Row(label, show(one) or NOT_KNOWN, show(other) or NOT_KNOWN)
        for label, show in SHOWN.items()
    ]
    return [row for row in both if (row.one, row.other) != (NOT_KNOWN, NOT_KNOWN)]


def guarded_rows(entered: Person, other: Person, signs: Sequence[Sign]) -> list[Row]:
    """What was entered beside somebody known: no more of them than a match shows anyway,
    and whether what was entered is the same."""
    born = long_date(entered.date_of_birth) if entered.date_of_birth else ""
    year = str(other.date_of_birth.year) if other.date_of_birth else ""
    home, theirs = entered.home, other.home
    found = [
        Row("Name", entered.full_name, other.full_name),
        Row("Born", born, "The same day" if Sign.SAME_BIRTH in signs else year),
        guarded("NHS number", entered.nhs_number, other.nhs_number),
        guarded("Phone", digits_of(entered.phone), digits_of(other.phone)),
        guarded("Postcode", home.postcode if home else "", theirs.postcode if theirs else ""),
    ]
    return [row for row in found if row.one]


def guarded(label: str, entered: str, theirs: str) -> Row:
    said = "Not known" if not theirs else "The same" if entered == theirs else "Another one"
    return Row(label, entered, said)


def digits_of(phone: str) -> str:
    return "".join(filter(str.isdecimal, phone))
