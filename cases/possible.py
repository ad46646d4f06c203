"""Who somebody being entered may be already, as far as whoever enters them may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.find import Match, match_of, with_help
from cases.finding.duplicates import duplicates_of
from cases.finding.ranking import WHOLE
from cases.models import Home, Person
from cases.side_by_side import Row, guarded_rows
from lightbulb.core.places.postcodes import is_whole_postcode, normalise_postcode
from lightbulb.core.staff.models import User
from lightbulb.core.time.reading import read_date

MOST_SHOWN = 5
NAMES = {"given_name": 100, "family_name": 100, "phone": 30}
ASKED = (*NAMES, "date_of_birth", "nhs_number", "postcode")


@dataclass(frozen=True)
class Possible:
    """Somebody known who may be meant, why, and the two beside each other."""

    match: Match
    reasons: list[str]
    rows: list[Row]


def possible_duplicates(typed: Mapping[str, str], *, user: User, on: date) -> list[Possible]:
    """What can be read of the words typed is compared; the rest is left for the form to say."""
    entered = entered_person(typed, on=on)
    found = duplicates_of(entered, Person.objects.visible_to(user, on=on))[:MOST_SHOWN]
    if not found:
        return []
    people = Person.objects.filter(pk__in=[person.pk for person, _ in found])
    helped = {person.pk: person for person in with_help(people, user=user, on=on)}
    return [
        Possible(
            match_of(helped[person.pk], fit=WHOLE),
            [sign.words for sign in why],
            guarded_rows(entered, helped[person.pk], why),
        )
        for person, why in found
    ]


def entered_person(typed: Mapping[str, str], *, on: date) -> Person:
    """Somebody unsaved, from what is typed so far."""
    told = {name: str(typed.get(name, "")).replace("\x00", "") for name in ASKED}
    postcode = told["postcode"]
    home = Home(postcode=normalise_postcode(postcode)) if is_whole_postcode(postcode) else None
    digits = "".join(filter(str.isdecimal, told["nhs_number"]))
    return Person(
        **{name: told[name].strip()[:most] for name, most in NAMES.items()},
        date_of_birth=birth(told["date_of_birth"], on=on),
        nhs_number=digits if len(digits) == 10 else "",
        home=home,
    )


def birth(text: str, *, on: date) -> date | None:
    try:
        return read_date(text, on=on, past=True)
    except ValueError:
        return None
