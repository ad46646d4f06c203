"""The county of the access matrix: for each role and situation, somebody and a record."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from cases.enums import LetterState, Stage, VisitKind
from cases.models import (
    Advocate,
    Case,
    Complaint,
    FollowUp,
    Handover,
    Hold,
    Letter,
    LetterContent,
    Note,
    Order,
    OtWait,
    SignOff,
    Solution,
    Task,
    UnusualLook,
    Visit,
    VisitAnswers,
    VisitFlag,
    VisitPhoto,
    VisitPhotoContent,
)
from cases.mot.sets import versions
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Locality, User
from lightbulb.core.staff.enums import Basis
from reporting.enums import FileKind, ReportState
from reporting.models import ReportContent, ReportFile, ReportRun
from reporting.packs.definition import MONTHLY_PACK
from reporting.packs.snapshot import VERSION
from tests.cases.factories import make_case, make_home, make_person
from tests.core.access.factories import make_emergency, make_restriction
from tests.core.factories import make_locality, make_membership, make_user
from tests.guards.matrix import SITUATIONS
from tests.triage.factories import new_referral
from triage.letter_kinds import Acknowledgement
from triage.models import (
    AdviceEntry,
    DirectoryOrganisation,
    DirectoryService,
    Mail,
    PartnerLink,
    PracticeList,
    SharingFlow,
)

VISIT_AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SAID = Acknowledgement(received_on="Monday 2 November 2026", next_step="Asha rings on Friday.")
OFFERED = {"label": "Bath board", "kind": "equipment", "domain": "bathing", "because": "Example"}
PACK = {"definition": MONTHLY_PACK, "period": "2026-10", "scope": "county"}
COVERING = ("cover from today", "cover until yesterday")
AWAY = ("other district", *COVERING)


@dataclass(frozen=True)
class Records:
    """One case with what its addresses name."""

    case: Case
    visit: Visit
    letter: Letter
    referral: Any
    solution: Solution
    order: Order
    follow_up: FollowUp
    hold: Hold
    note: Note
    task: Task
    ot_wait: OtWait
    advocate: Advocate
    complaint: Complaint
    photo: VisitPhoto
    flag: VisitFlag
    assessment: Visit
    sign_off: SignOff

    def key_of(self, kind: str) -> Any:
        return getattr(self, kind).pk


class County:
    """Three districts; everybody's post is in the first, and cover is in the third."""

    def __init__(self, *, on: Any) -> None:
        self.on = on
        self.here, self.there, self.third = (
            make_locality(name=name) for name in ("Elmshire", "Ashmoor", "Oakvale")
        )
        self.people = {role: self.somebody(role, self.here) for role in RoleCode}
        self.covering = {
            name: {role: self.cover(role, name) for role in RoleCode} for name in COVERING
        }
        self.records = {name: self.made(name) for name in SITUATIONS if name != "own case"}
        self.own = {
            role: records_of(self.there, leader=person) for role, person in self.people.items()
        }
        self.restrict()
        self.lying_nowhere = things(self.here)

    def somebody(self, role: RoleCode, place: Locality) -> User:
        user = make_user(name=f"{role.label} of the matrix", password=None)
        make_membership(user=user, localities=[place], role=role)
        return user

    def cover(self, role: RoleCode, name: str) -> User:
        """Somebody with a post here, who covers in the third district from or until a day."""
        user = self.somebody(role, self.here)
        today = name == "cover from today"
        make_membership(
            user=user,
            localities=[self.third],
            role=role,
            basis=Basis.COVER,
            starts_on=self.on if today else self.on - timedelta(days=9),
            ends_on=None if today else self.on - timedelta(days=1),
        )
        return user

    def made(self, situation: str) -> Records:
        if situation in COVERING:
            return records_of(self.third)
        return records_of(self.there if situation == "other district" else self.here)

    def restrict(self) -> None:
        everybody = list(self.people.values())
        only = ("restricted", "named", "emergency open", "emergency over")
        for name in only:
            named = everybody if name == "named" else ()
            make_restriction(self.records[name].case.person, named=named)
        shut = self.records["excluded"].case.person
        make_restriction(shut, kind=RestrictionKind.EXCLUDE, named=everybody)
        for name, hours in (("emergency open", 1), ("emergency over", 9)):
            at = timezone.now() - timedelta(hours=hours)
            for user in everybody:
                make_emergency(self.records[name].case.person, user=user, opened_at=at)

    def records_for(self, role: RoleCode, situation: str) -> Records:
        return self.own[role] if situation == "own case" else self.records[situation]

    def client_of(self, role: RoleCode, situation: str) -> Client:
        users = self.covering.get(situation, self.people)
        if users[role].pk not in self.clients:
            self.clients[users[role].pk] = signed_in(users[role])
        return self.clients[users[role].pk]

    @cached_property
    def clients(self) -> dict[Any, Client]:
        return {}


def things(place: Locality) -> dict[str, Any]:
    """What no place or restriction keeps from anybody: only the role decides."""
    colleague = make_user(name="Tom Wickfield", password=None)
    make_membership(user=colleague, localities=[place])
    offered_by = DirectoryOrganisation.objects.create(name="Elmshire Menders")
    seen = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    look = UnusualLook(user=colleague, why="at_night", people=3, first_at=seen, last_at=seen)
    look.save()
    return {
        "colleague": colleague,
        "locality": place,
        "organisation": place.organisation,
        "service": DirectoryService.objects.create(organization=offered_by, name="Handyperson"),
        "advice": AdviceEntry.objects.create(
            title="Cups", words="Move them down.", source="example", checked_on=seen.date()
        ),
        "look": look,
        "handover": Handover.objects.create(
            to=colleague, made_by=colleague, made_on=seen.date(), load_before=0
        ),
        **at_the_door(colleague, seen.date()),
        "pack": pack_made(),
        "failed_pack": failed_pack(),
    }


def at_the_door(colleague: User, day: date) -> dict[str, Any]:
    """What waits at the front door and is nobody's record yet."""
    return {
        "sharing_flow": SharingFlow.objects.first(),
        "mail": Mail.objects.create(
            sender="A ward",
            subject="Home on Friday",
            body="Example",
            received_on=day,
            owner=colleague,
            taken_by=colleague,
        ),
        "practice_list": PracticeList.objects.create(
            practice="Sileby surgery",
            agreement="Example",
            patients_told="told",
            loaded_on=day,
            loaded_by=colleague,
            purge_on=day + timedelta(days=90),
            rows=0,
            left_out=0,
        ),
        "partner_link": PartnerLink.objects.create(
            name="Elm ward",
            source="hospital",
            starts_on=day,
            ends_on=day + timedelta(days=90),
            made_by=colleague,
        ),
    }


def failed_pack() -> ReportRun:
    on = VISIT_AT.date()
    return ReportRun.objects.create(**PACK, version=2, state=ReportState.FAILED, asked_on=on)


def pack_made() -> ReportRun:
    counted = {"counted_at": VISIT_AT.isoformat(), "localities": [], "tables": [], "ask": ""}
    snapshot = {**PACK, **counted, "version": 1, "definition_version": VERSION}
    made = {"snapshot": snapshot, "digest": "0" * 64, "finished_at": VISIT_AT}
    run = ReportRun.objects.create(**PACK, asked_on=VISIT_AT.date(), state=ReportState.DONE, **made)
    file = ReportFile.objects.create(run=run, kind=FileKind.PDF, size=8, digest="0" * 64)
    ReportContent.objects.create(file=file, content=b"%PDF-1.7")
    return run


def signed_in(user: User) -> Client:
    headers = {"X-Forwarded-Proto": "https"}
    client = Client(headers=headers, SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(user)
    return client


def records_of(place: Locality, *, leader: User | None = None) -> Records:
    """A case in a locality, given out, with a visit booked, a letter ready and a referral."""
    person = make_person(home=make_home(locality=place))
    case = make_case(person=person, locality=place)
    worker = leader or make_user(name="Meera Wickfield", password=None)
    case.lead_worker, case.stage = worker, Stage.VISIT_BOOKED
    case.save()
    visit = Visit.objects.create(
        case=case, kind=VisitKind.FIRST, worker=worker, starts_at=VISIT_AT, minutes=90
    )
    VisitAnswers.objects.create(visit=visit, question_set=versions()[0])
    referral = new_referral(person=person, locality=place, reference=case.reference)
    referral.received_on = case.opened_on
    referral.save(force_insert=True)
    solution = Solution.objects.create(case=case, visit=visit, code="bath_board", **OFFERED)
    order = Order.objects.create(solution=solution, supplier="Greenwell", ordered_on=case.opened_on)
    follow_up = FollowUp.objects.create(case=case, due_on=case.opened_on)
    return Records(
        *(case, visit, letter_of(case), referral, solution, order, follow_up),
        *(hold_of(case), note_of(case), task_of(case), wait_of(case)),
        *(advocate_of(case), complaint_of(case), photo_of(visit)),
        flag_of(visit),
        *(assessment_of(case), sign_off_of(solution)),
    )


def assessment_of(case: Case) -> Visit:
    """Booked, and to be made by whoever leads the case."""
    return Visit.objects.create(
        case=case, kind=VisitKind.ASSESSMENT, worker=case.lead_worker, starts_at=VISIT_AT
    )


def sign_off_of(solution: Solution) -> SignOff:
    """What nobody here recommended, waiting for an Occupational Therapist."""
    asked_by = make_user(name="Ivo Flint", password=None)
    asked_on = solution.case.opened_on
    return SignOff.objects.create(
        solution=solution, area="simple_major", asked_on=asked_on, asked_by=asked_by
    )


def hold_of(case: Case) -> Hold:
    day = {"starts_on": case.opened_on, "next_on": case.opened_on}
    return Hold.objects.create(
        case=case, cause="landlord", reason="Consent", owner=case.lead_worker, **day
    )


def note_of(case: Case) -> Note:
    said = {"text": "Rings on Friday.", "happened_on": case.opened_on}
    return Note.objects.create(case=case, written_by=case.lead_worker, **said)


def wait_of(case: Case) -> OtWait:
    asked = {"asked_on": case.opened_on, "asked_by": case.lead_worker}
    risk = {"risk": "high", "review_on": case.opened_on}
    return OtWait.objects.create(case=case, need="Stairs", **asked, **risk)


def task_of(case: Case) -> Task:
    worker = case.lead_worker
    return Task.objects.create(
        case=case, text="Ring the landlord", owner=worker, set_by=worker, due_on=case.opened_on
    )


def advocate_of(case: Case) -> Advocate:
    judged = {"judged_on": case.opened_on, "judged_by": case.lead_worker}
    return Advocate.objects.create(
        case=case, purpose="assessment", difficulty=True, suitable=False, state="needed", **judged
    )


def complaint_of(case: Case) -> Complaint:
    said = {"words": "Nobody rang.", "made_by": "Carol Wick", "received_on": case.opened_on}
    goes = {"goes": "host", "goes_to": "Blaby", "ombudsman": "local_government"}
    return Complaint.objects.create(
        case=case, about="service", taken_by=case.lead_worker, **said, **goes
    )


def flag_of(visit: Visit) -> VisitFlag:
    """What could not wait and is not done yet."""
    told = {"say": "They fell", "action": "Rang the falls service", "name": "Meera Wickfield"}
    return VisitFlag.objects.create(visit=visit, question="H3", raised_on=VISIT_AT.date(), **told)


def photo_of(visit: Visit) -> VisitPhoto:
    size = {"width": 8, "height": 6}
    photo = VisitPhoto.objects.create(
        visit=visit, sha256="0" * 64, taken_at=VISIT_AT, added_by=visit.worker, **size
    )
    VisitPhotoContent.objects.create(photo=photo, content=b"\xff\xd8")
    return photo


def letter_of(case: Case) -> Letter:
    letter = Letter.objects.create(
        kind="acknowledgement",
        reference=case.reference,
        person=case.person,
        case=case,
        to_name=case.person.full_name,
        said={"received_on": SAID.received_on, "next_step": SAID.next_step},
        signed_by="Asha Lampwright",
        state=LetterState.READY,
        asked_on=case.opened_on,
    )
    LetterContent.objects.create(letter=letter, content=b"%PDF-1.7")
    return letter
