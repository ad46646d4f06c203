"""What somebody owes the people of their cases besides the next step: a word on a complaint,
an advocate, and to ask again about what was declined for the time being."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.enums import AdvocateState, ComplaintState, SolutionState, Stage
from cases.models import Advocate, Case, Complaint, Solution
from cases.models.case import CaseQuerySet

SHOWN_FOR = timedelta(weeks=4)
ACKNOWLEDGE, ANSWER = "Say that the complaint was received", "Answer the complaint"
ADVOCATE = {
    AdvocateState.NEEDED: "Ask the county for an advocate",
    AdvocateState.ASKED: "Ask again for the advocate",
    AdvocateState.NOT_FOUND: "No advocate was found: ask again",
}


@dataclass(frozen=True)
class Owed:
    """One thing, in whose case, by when; without a day where none is set."""

    case: Case
    what: str
    url: str
    by: date | None


def owed_in(led: CaseQuerySet, *, on: date) -> list[Owed]:
    """Everything owed in these cases, what has a day first, the soonest first.

    A complaint waits for its answer when the case is long closed.
    """
    found = [*on_complaints(led), *advocates(led.open()), *to_ask_again(led, on=on)]
    return sorted(found, key=lambda owed: (owed.by or date.max, owed.case.reference))


def on_complaints(cases: QuerySet[Case]) -> Iterator[Owed]:
    complaints = Complaint.objects.open().filter(case__in=cases)
    for each in complaints.select_related("case__person__merged_into"):
        what = ACKNOWLEDGE if each.state == ComplaintState.RECEIVED else ANSWER
        yield Owed(each.case, what, reverse("cases:complaints", args=[each.case_id]), each.next_by)


def advocates(cases: QuerySet[Case]) -> Iterator[Owed]:
    needed = Advocate.objects.open().filter(case__in=cases)
    for each in needed.select_related("case__person__merged_into"):
        url = reverse("cases:answer_advocate", args=[each.pk])
        yield Owed(each.case, ADVOCATE[AdvocateState(each.state)], url, None)


def to_ask_again(cases: QuerySet[Case], *, on: date) -> Iterator[Owed]:
    """What was declined and stays theirs for the asking, once its day has come: until it is
    decided, and of a closed case, where nothing can be, for some weeks."""
    still = ~Q(case__stage=Stage.CLOSED) | Q(ask_again_on__gt=on - SHOWN_FOR)
    declined = Solution.objects.filter(still, state=SolutionState.DECLINED, ask_again_on__lte=on)
    for each in declined.filter(case__in=cases).select_related("case__person__merged_into"):
        url = reverse("cases:plan", args=[each.case_id])
        yield Owed(each.case, f"Ask again: {each.label}", url, each.ask_again_on)
