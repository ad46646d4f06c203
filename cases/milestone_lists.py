"""The lists of milestones that others keep, each line mapped onto the one table of a case.

`docs/milestones.md` is drawn from here. A line may stand on two kinds, as "decided" does,
which is one day when it is decided and another when the person is told; or on none, and
then it says where else the day is kept.
"""

from dataclasses import dataclass

from cases.enums import MilestoneKind as Kind


@dataclass(frozen=True)
class Line:
    """One milestone as a list calls it. `note` says what its name alone does not."""

    code: str
    name: str
    kinds: tuple[Kind, ...]
    note: str = ""


@dataclass(frozen=True)
class MilestoneList:
    """A list, and where it comes from."""

    name: str
    source: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Span:
    """A stage that runs from one kind of milestone to another."""

    code: str
    name: str
    begins: Kind
    ends: Kind


# Recorded by the capabilities that make those steps: technical work, applications, works.
NOT_YET = frozenset(
    {
        *(Kind.HOUSING_RECEIVED, Kind.PRELIM_MEANS_TEST),
        *(Kind.TECH_VISIT, Kind.SPEC_ISSUED, Kind.QUOTES_REQUESTED, Kind.QUOTES_RECEIVED),
        *(Kind.LANDLORD_CONSENT, Kind.APPLICATION_SIGNED, Kind.APPLICATION_VALID),
        *(Kind.DECISION_MADE, Kind.DECISION_NOTIFIED, Kind.DEFERRED_PAY_DATE),
        *(Kind.CONTRACTOR_INSTRUCTED, Kind.WORKS_START, Kind.PRACTICAL_COMPLETION),
        *(Kind.OT_CHECK, Kind.INSPECTION_PASSED, Kind.CERTIFIED),
        *(Kind.INVOICE_RECEIVED, Kind.PAID_FINAL),
    }
)
OURS = frozenset({Kind.CONTACT_TRIED, Kind.PLAN_AGREED, Kind.ORDERED, Kind.DELIVERED})

STAMPS = MilestoneList(
    "Stamps T0 to T16",
    "The service’s own indicators, which count from one stamp to another",
    (
        Line("T0", "First contact", (Kind.CONTACT_RECEIVED,)),
        Line("T1", "Referral complete", (), "kept in triage: the day what was missing came"),
        Line("T2", "Triaged", (Kind.TRIAGED,)),
        Line("T3", "First visit", (Kind.ASSESSMENT_DONE,), "the visit’s own day"),
        Line("T4", "Housing MOT done", (Kind.ASSESSMENT_DONE,), "finished on the first visit"),
        Line("T5", "Assessment or recommendation done", (Kind.RECOMMENDATION_MADE,)),
        Line("T6", "Sent to the Technical Officer", (Kind.HOUSING_RECEIVED,)),
        Line("T7", "Provisional test out", (), "kept with its letter: asked at the visit else"),
        Line("T8", "Provisional test back", (Kind.PRELIM_MEANS_TEST,)),
        Line("T9", "Technical visit", (Kind.TECH_VISIT,)),
        Line("T10", "Schedule and quotes in", (Kind.SPEC_ISSUED, Kind.QUOTES_RECEIVED)),
        Line("T11", "Valid application", (Kind.APPLICATION_VALID,)),
        Line("T12", "Decided", (Kind.DECISION_MADE, Kind.DECISION_NOTIFIED), "two days, not one"),
        Line("T13", "Works start", (Kind.WORKS_START,)),
        Line("T14", "Works complete", (Kind.INSPECTION_PASSED,), "the final inspection"),
        Line("T15", "Paid", (Kind.PAID_FINAL,)),
        Line("T16", "Follow-up", (Kind.OUTCOME_3M,)),
        Line("C", "Closed", (Kind.CLOSED,)),
    ),
)
ADAPTATIONS = MilestoneList(
    "The 29 milestones of the adaptations process",
    "The model of the Disabled Facilities Grant process; the same names",
    tuple(
        Line(str(number), kind.value.replace("_", " "), (kind,))
        for number, kind in enumerate((each for each in Kind if each not in OURS), start=1)
    ),
)
LISTS = (STAMPS, ADAPTATIONS)

# The stages of Foundations, whose targets stage_targets hold; between them nothing is lost.
FOUNDATIONS = (
    Span("1", "Assessment, works identified", Kind.CONTACT_RECEIVED, Kind.RECOMMENDATION_MADE),
    Span("2", "Formal application", Kind.RECOMMENDATION_MADE, Kind.APPLICATION_VALID),
    Span("3", "Approval", Kind.APPLICATION_VALID, Kind.DECISION_MADE),
    Span("4", "Completion", Kind.DECISION_MADE, Kind.INSPECTION_PASSED),
)
