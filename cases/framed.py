"""What every page of a case shows around its own part, asked with the case in one question."""

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery

from cases.enums import LetterState, VisitState
from cases.models import Assignment, Case, Complaint, Letter, Note, Solution, Visit


def framed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with how much is in them, the last word of each kind, and since when it is led.

    Each is its own small question inside the one: joined together they would multiply.
    """
    notes = Note.objects.heard().filter(case=OuterRef("pk")).order_by("-happened_on", "-id")
    visits = Visit.objects.filter(case=OuterRef("pk"), state=VisitState.DONE)
    letters = Letter.objects.filter(case=OuterRef("pk"), state=LetterState.SENT)
    led = Assignment.objects.filter(case=OuterRef("pk"), worker=OuterRef("lead_worker"))
    return cases.select_related("home__locality").annotate(
        visit_count=number_of(Visit),
        solution_count=number_of(Solution),
        letter_count=number_of(Letter),
        complaint_count=number_of(Complaint),
        note_on=Subquery(notes.values("happened_on")[:1]),
        note_kind=Subquery(notes.values("kind")[:1]),
        visited_at=Subquery(visits.order_by("-starts_at").values("starts_at")[:1]),
        letter_on=Subquery(letters.order_by("-sent_on").values("sent_on")[:1]),
        led_since=Subquery(led.order_by("-starts_on").values("starts_on")[:1]),
    )


def number_of(model: type[Model]) -> Subquery:
    """How many of them a case has."""
    found = model._default_manager.filter(case=OuterRef("pk")).order_by().values("case")
    return Subquery(found.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
