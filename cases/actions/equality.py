"""Writing down what somebody chose to tell for fairness figures."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from cases.access import why_not_ask_equality
from cases.models import EqualityAnswers, Person
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User


@transaction.atomic
def keep_equality_answers(
    *, person: Person, answers: Mapping[str, str], by: User, on: date
) -> EqualityAnswers:
    """Keep the answers, in place of earlier ones. The event says that they were asked, no more."""
    require(why_not_ask_equality(by, on=on))
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    kept = EqualityAnswers.objects.filter(person=person).first() or EqualityAnswers(person=person)
    for name, value in answers.items():
        setattr(kept, name, value)
    kept.asked_on, kept.asked_by = on, by
    kept.full_clean()
    kept.save()
    record(Verb.EQUALITY_ASKED, kept, by=by, on=on, place=Place(person_id=person.pk))
    return kept
