"""Rows of many tables, gathered as lines of text and then written with one COPY a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from cases.enums import CaseKind, MilestoneKind, Stage
from cases.mot.sets import QuestionSet
from cases.references import reference_number
from cases.verbs import Verb
from cases.workflow import CASE
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.verbs import VerbEnum
from lightbulb.core.staff.models import User
from triage.demonstration.cast import Cast
from triage.demonstration.lines import as_json, key, line
from triage.demonstration.stories import Story
from triage.enums import ReferralState
from triage.rules.facts import Suggestion
from triage.verbs import Verb as TriageVerb

COLUMNS: Mapping[str, str] = {
    "cases_home": (
        "id, version, address, town, postcode, uprn, locality_id, locality_reason, tenure"
    ),
    "cases_person": (
        "id, version, given_name, family_name, preferred_name, name_sort, name_words, "
        "date_of_birth, died_on, nhs_number, nhs_number_traced, phone, home_id, language, "
        "letters_in, how_to_talk, risks, surgery, call_first"
    ),
    "cases_householdmember": "id, starts_on, ends_on, home_id, person_id, relation",
    "cases_case": (
        "id, version, reference, kind, urgency, complexity, what_matters, opened_on, closed_on, "
        "outcome, stage, stage_since, waiting_on, waiting_since, next_action_on, due_on, "
        "funder_id, home_id, lead_worker_id, locality_id, person_id"
    ),
    "cases_milestone": "case_id, kind, happened_on, event_id",
    "cases_assignment": "id, starts_on, ends_on, basis, case_id, worker_id",
    "cases_visit": (
        "id, version, kind, starts_at, minutes, state, done_on, stands_as, case_id, worker_id"
    ),
    "cases_visitanswers": "visit_id, question_set, answers, revision, saved_at",
    "cases_score": "visit_id, theme, value",
    "cases_solution": (
        "id, version, code, label, kind, domain, from_answers, because, state, reason, "
        "ask_again_on, decided_on, case_id, visit_id"
    ),
    "cases_order": (
        "id, version, supplier, detail, ordered_on, expected_on, delivered_on, "
        "cancelled_on, cancelled_because, solution_id"
    ),
    "cases_followup": "id, version, due_on, done_on, suits, falls_since, case_id",
    "cases_outcomescore": "follow_up_id, theme, value",
    "triage_referral": (
        "id, version, reference, door, source, received_on, caller_name, caller_relation, "
        "caller_phone, words, needs, urgency_facts, falls, urgency_asked, staying, ward, "
        "home_from_hospital_on, wish, help_now, state, score, priority, ranks_from, asked_whom, "
        "asked_for, asked_on, chase_on, case_id, home_id, locality_id, logged_by_id, person_id"
    ),
    "triage_triagedecision": (
        "id, outcome, service, council, urgency, complexity, priority, score, reasons, facts, "
        "figures_from, suggested_outcome, override_reason, note, decided_on, decided_at, "
        "decided_by_id, referral_id"
    ),
    "core_event": (
        "id, happened_on, verb, verb_version, actor_kind, actor_id, subject_type, subject_id, "
        "case_id, person_id, organisation_id, locality_id, request_id, detail"
    ),
}


@dataclass
class Told:
    """One story while its rows are made."""

    story: Story
    cast: Cast
    locality: Locality
    suggestion: Suggestion
    person: str = field(default_factory=key)
    home: str = field(default_factory=key)
    referral: str = field(default_factory=key)
    case: str | None = None
    state: str = ReferralState.RECEIVED
    kind: CaseKind = CaseKind.LOCALITY
    asked: tuple[str, str, date | None, date | None] = ("", "", None, None)
    stage: str = Stage.OPENED
    steps: int = 0
    opened_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    worker: User | None = None
    assigned: list[Any] = field(default_factory=list)
    milestones: dict[str, date] = field(default_factory=dict)
    visit: dict[str, Any] = field(default_factory=dict)
    matters: list[str] = field(default_factory=list)
    solutions: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    follow_up: dict[str, Any] = field(default_factory=dict)
    last_day: date | None = None

    @property
    def funder(self) -> UUID | None:
        in_hospital = self.kind == CaseKind.HOSPITAL and self.cast.funder
        return self.cast.funder.pk if in_hospital else None

    @property
    def reference(self) -> str:
        """The story's own: chance would give one of 80,000 cases another's reference."""
        return reference_number(self.story.number)


class Ledger:
    """Rows by table, waiting to be written."""

    def __init__(self, event_ids: Iterator[int], questions: QuestionSet) -> None:
        self.lines: dict[str, list[str]] = {table: [] for table in COLUMNS}
        self.event_ids = event_ids
        self.questions = questions

    def add(self, table: str, *row: Any) -> None:
        self.lines[table].append(line(row))

    def event(
        self,
        told: Told,
        verb: VerbEnum,
        subject: tuple[str, str],
        *,
        by: User,
        on: date,
        detail: Mapping[str, object] | None = None,
    ) -> int:
        """An event of the story's person, and of the case once there is one."""
        event_id = next(self.event_ids)
        whole = verb not in (Verb.PERSON_ADDED, TriageVerb.REFERRAL_LOGGED)
        in_case = whole and verb not in (TriageVerb.REFERRAL_DECIDED, TriageVerb.DETAILS_ASKED)
        placed = verb is not Verb.PERSON_ADDED
        self.add(
            "core_event",
            *(event_id, on, verb.word, verb.spec.version, by.actor_kind, by.actor_id),
            *(subject[0], subject[1], told.case if whole else None, told.person),
            told.locality.organisation_id if in_case else None,
            told.locality.pk if placed else None,
            *(key(), as_json(detail or {})),
        )
        return event_id

    def step(
        self,
        told: Told,
        name: str,
        verb: Verb,
        *,
        on: date,
        detail: Mapping[str, object] | None = None,
        milestone: MilestoneKind | None = None,
        subject: tuple[str, str] | None = None,
    ) -> None:
        """The twin of `cases.actions.steps.step`."""
        told.stage = CASE.next_state(told.stage, name)
        told.steps += 1
        told.last_day = on
        about = subject or ("cases.case", told.case)
        event_id = self.event(told, verb, about, by=told.worker, on=on, detail=detail)
        if milestone:
            told.milestones[milestone] = on
            self.add("cases_milestone", told.case, milestone.value, on, event_id)


def reserved_event_ids(count: int) -> Iterator[int]:
    """Numbers from the record's own sequence, so that milestones can name their events."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('core_event', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return iter([number for (number,) in cursor.fetchall()])


@transaction.atomic
def copy_all(ledger: Ledger) -> None:
    """Tables in the order their keys need."""
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            statement = f"COPY {table} ({columns}) FROM STDIN"
            with cursor.cursor.copy(statement) as copy:
                copy.write("".join(ledger.lines[table]))
