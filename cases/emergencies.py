"""Which record is meant by somebody who cannot see it: an exact reference, or an NHS number
with a date of birth. Says the same of what is missing and of what may not be opened."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from cases.models import Case, Person
from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.access.sight import is_hidden, is_opened
from lightbulb.core.access.subjects import CASE, PERSON, Subject
from lightbulb.core.staff.models import User


@dataclass(frozen=True)
class Meant:
    """The one record that what was typed leads to."""

    subject: Subject
    person_id: UUID
    case_id: UUID | None

    def opening(self, *, why: str, reason: str) -> EmergencyAccess:
        """As the verb takes it: not saved yet."""
        kind, key = self.subject.parts[0]
        return EmergencyAccess(
            subject_type=kind,
            subject_id=key,
            person_id=self.person_id,
            case_id=self.case_id,
            why=why,
            reason=reason,
        )


def by_reference(reference: str) -> Meant | None:
    """The case; or, while a referral with it waits, the person it is about."""
    if case := Case.objects.filter(reference=reference).first():
        return Meant(case.as_subject(), case.person_id, case.pk)
    return of_person(Person.objects.filter(referrals__reference=reference).first())


def by_number(nhs_number: str, born: date) -> Meant | None:
    """The one person with both; two are nobody, as it is not known who is meant."""
    found = Person.objects.filter(nhs_number=nhs_number, date_of_birth=born)[:2]
    return of_person(found[0]) if len(found) == 1 else None


def of_person(person: Person | None) -> Meant | None:
    return Meant(person.as_subject(), person.pk, None) if person else None


def may_be_opened(meant: Meant | None, user: User, *, on: date) -> bool:
    """Whether there is such a record, and nobody has shut this very person out of it.

    To ask as somebody for whom it is open already is to leave out those it lets in only.
    """
    return meant is not None and not is_hidden(user, meant.subject, on=on, opened=True)


def page_of(opening: EmergencyAccess, user: User, *, on: date) -> str:
    """The page of what was opened: the case, or the newest of a person's cases."""
    cases = Case.objects.visible_to(user, on=on)
    if opening.subject_type == CASE:
        return reverse("cases:case", args=[opening.subject_id])
    newest = cases.filter(person=opening.person_id).order_by("-opened_on", "-id").first()
    return newest.get_absolute_url() if newest else ""


def sees_already(meant: Meant, user: User, *, on: date) -> bool:
    """Whether there is no need: the case or person is in sight as it is."""
    if is_opened(user, meant.subject):
        return True
    if meant.case_id:
        return Case.objects.visible_to(user, on=on).filter(pk=meant.case_id).exists()
    cases = Case.objects.visible_to(user, on=on).filter(person=meant.person_id)
    person = Person.objects.visible_to(user, on=on).filter(pk=meant.person_id)
    return cases.exists() and person.exists()


PARTS_IN_WORDS = {CASE: "One case", PERSON: "A person, with all their cases and referrals"}
