"""People around the person of a case, written down by the verbs themselves."""

from datetime import date

from cases import actions
from cases.models import Case, HouseholdMember, Person
from lightbulb.core.staff.models import User
from tests.cases.visit_rows import VISITED_ON


def make_member(
    case: Case,
    *,
    by: User,
    name: str = "Maud Candlewick",
    relation: str = "sister",
    since: date = date(2026, 11, 1),
    on: date = VISITED_ON,
) -> HouseholdMember:
    """Somebody new who lives with the person of a case."""
    given_name, family_name = name.split(" ", 1)
    person = Person(given_name=given_name, family_name=family_name)
    return actions.join_household(
        case=case, person=person, relation=relation, since=since, by=by, on=on
    )
