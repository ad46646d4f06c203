"""When a change to somebody's home needs to be decided by name, and who has decided it.

The practical changes for memory, learning and mental health are made "with the consent of the
individual/family and/or in the best interest of the individual" (Housing Assistance Policy 2019
to 2024, line 127). Where there is doubt that the person can decide, that is a capacity decision
on record: see `cases.rules.capacity`, by which a relative's word alone decides nothing.
"""

from cases.enums import DecisionKind
from cases.models import CapacityDecision, Case, Solution, VisitAnswers
from cases.mot.catalogue import catalogue
from cases.mot.document import values_of
from cases.rules.capacity import APPLIES_FROM

CHANGES = "MHLD"  # the scheme of the practical changes in solutions.toml
DOUBT, YES = "Z4", "yes"  # "Is there doubt that they can decide about what we plan today?"
WHO_DECIDES = "Say who decides this, and under which authority. Write it down under People and home"


def is_change(solution: Solution) -> bool:
    """Whether it is one of the practical changes for memory, learning and mental health."""
    known = catalogue().get(solution.code)
    return known is not None and known.scheme == CHANGES


def is_in_doubt(case: Case) -> bool:
    """Whether somebody else may have to decide for the person of a case: they are under 16,
    were found unable to decide something, or a visit found reason to doubt it."""
    age = case.person.canonical.age_on(case.opened_on)
    if age is not None and age < APPLIES_FROM:
        return True
    if case.capacity_decisions.filter(has_capacity=False).exists():
        return True
    held = VisitAnswers.objects.filter(visit__case=case)
    return any(YES in values_of(each.answers, DOUBT) for each in held)


def needs_a_decision(solution: Solution) -> bool:
    """Whether it can only be accepted under a capacity decision."""
    return is_change(solution) and is_in_doubt(solution.case)


def decisions_for(case: Case) -> list[CapacityDecision]:
    """What was decided about health, care and works to the home, the last one first."""
    found = case.capacity_decisions.filter(kind=DecisionKind.WELFARE)
    return list(found.select_related("representative", "case__person__merged_into"))
