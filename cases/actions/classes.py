"""How urgent and complex a case is, each finding kept."""

from datetime import date

from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import locked, step
from cases.enums import Complexity, Urgency
from cases.models import Case, Classification
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def reclassify(
    *, case: Case, urgency: Urgency, complexity: Complexity, reason: str, by: User, on: date
) -> Case:
    """Find a case more or less urgent or complex than it was. Its target follows.

    The target is counted from first contact, whenever the class changes. Raises NotAllowed
    when it is in that class already, ValidationError without a reason.
    """
    case = locked(case)
    require(why_not_work(by, case, on=on))
    before = f"{case.urgency}_{case.complexity}"
    if before == f"{urgency}_{complexity}":
        raise NotAllowed("The case is in this class already.")
    case.urgency, case.complexity = urgency, complexity
    found = Classification(
        case=case, urgency=urgency, complexity=complexity, before=before, reason=reason
    )
    found.found_on, found.found_by = on, by
    found.full_clean()
    found.save(force_insert=True)
    detail = {"urgency": str(urgency), "complexity": str(complexity), "before": before}
    step(case, "reclassify", Verb.CASE_RECLASSIFIED, by=by, on=on, detail=detail)
    return case
