"""What Occupational Therapists do in the demonstration: visits booked, one signed, one to agree."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from cases import actions
from cases.access import why_not_recommend
from cases.enums import CompetenceArea, SolutionKind, Stage, VisitState
from cases.models import Addendum, Case, OtWait, Solution, Visit
from cases.mot.catalogue import catalogue
from cases.workers import may_assess
from lightbulb.core.staff.models import User

LONDON = ZoneInfo("Europe/London")
SHOWER = "level_shower"
BOOKED = 4  # waits with a day for the assessment
REASONING = (
    "Washes at the basin since the spring. Cannot lift the right leg over the bath, with or "
    "without a board, and tires after two minutes of standing. The hip will not get better. A "
    "board and a stool were tried for six weeks and did not hold."
)
WRITTEN = {
    "OT1": REASONING,
    "OT2": "“To wash myself before my daughter comes.”",
    "OT3": "Stepped in with two hands on my arm, turned at the taps and could not sit down.",
    "OT4": ["washing", "moving"],
    "OT5": "The bath is 56 cm high, and the floor is wet along its side.",
    "OT6": "worse",
    "OT7": "A chair with wheels within two years.",
    "OT8": "The daughter, twice a week. Not for lifting.",
    "OT9": "A bath lift: does not last. A shower over the bath: the step stays.",
    "OT10": "Glad to lose the bath.",
    "OT11": ["level_shower"],
    "OT13": ["f", "b"],
    "OT14": "Nobody else can wash her, and the basin leaves her standing too long.",
    "OT15": "A floor without a step holds when she needs a chair.",
    "OT16": "yes",
    "OT17": "The stool at the basin, and the daughter’s mornings.",
    "OT18": "Opens to the left. The toilet stays where it is.",
}


@transaction.atomic
def seed_therapy(*, on: date) -> str:
    """Belongs after what is under way in the open cases, to whose waits it gives days."""
    waits = OtWait.objects.standing().select_related("case__locality").order_by("pk")
    found = [(wait.case, may_assess(wait.case, on=on).first()) for wait in waits]
    ready = [(case, therapist) for case, therapist in found if therapist]
    for number, (case, therapist) in enumerate(ready[1 : BOOKED + 1], start=1):
        day = on + timedelta(days=2 * number)
        book(case, therapist, day=day, on=on)
    for case, therapist in ready[:1]:
        sign(case, therapist, on=on)
    return f"{min(len(ready), BOOKED + 1)} assessments, {to_agree(on=on)} to agree to"


def book(case: Case, therapist: User, *, day: date, on: date) -> None:
    starts_at = datetime.combine(day, time(10, 30), LONDON)
    actions.book_assessment(case=case, worker=therapist, starts_at=starts_at, by=therapist, on=on)


def sign(case: Case, therapist: User, *, on: date) -> None:
    """One that was written and signed, and added to."""
    at = datetime.combine(on, time(9, 30), LONDON)
    visit = actions.book_assessment(case=case, worker=therapist, starts_at=at, by=therapist, on=on)
    answers = {question: {"value": value} for question, value in WRITTEN.items()}
    actions.save_answers(visit=visit, answers=answers, revision=0, by=therapist, at=at, on=on)
    actions.sign_assessment(visit=visit, by=therapist, on=on)
    added = Addendum(visit=visit, text="Her daughter rang: the landlord agrees.")
    actions.add_to_assessment(addendum=added, by=therapist, on=on)


def to_agree(*, on: date) -> int:
    """A shower that somebody recommended above what they are signed off for."""
    cases = Case.objects.open().filter(stage__in=(Stage.ASSESSED, Stage.PLAN_AGREED))
    cases = cases.exclude(lead_worker=None).exclude(solutions__code=SHOWER)
    for case in cases.select_related("lead_worker", "locality").order_by("-opened_on", "pk"):
        visit = case.visits.of_mot().filter(state=VisitState.DONE).first()
        if visit and waits(case, on=on):
            shower = added_by_hand(SHOWER, case, visit)
            actions.add_solution(solution=shower, by=case.lead_worker, on=on)
            return 1
    return 0


def waits(case: Case, *, on: date) -> bool:
    """Whether its worker has to ask for a shower, and somebody is there to be asked."""
    refusal = why_not_recommend(case.lead_worker, CompetenceArea.SIMPLE_MAJOR, on=on)
    return refusal is not None and may_assess(case, on=on).exists()


def added_by_hand(code: str, case: Case, visit: Visit) -> Solution:
    known = catalogue()[code]
    words = {"label": known.label, "because": "The bath cannot be used"}
    kind = SolutionKind(known.kind)
    return Solution(case=case, visit=visit, code=code, kind=kind, domain="mobility", **words)
