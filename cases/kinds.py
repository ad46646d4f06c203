"""The filters of a case's timeline: which verbs each shows, and their icon."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A filter of the timeline: the verbs it shows and the icon they carry."""

    label: str
    icon: str
    verbs: frozenset[str]


KINDS: Mapping[str, Kind] = {
    "contact": Kind(
        "Contact",
        "phone",
        frozenset({"contact_tried", "followed_up", "note_written", "note_corrected"}),
    ),
    "tasks": Kind(
        "Tasks", "tick", frozenset({"task_set", "task_changed", "task_done", "task_taken_up"})
    ),
    "letters": Kind(
        "Letters", "mail", frozenset({"letter_written", "letter_sent", "letter_taken_back"})
    ),
    "visits": Kind(
        "Visits",
        "house",
        frozenset({"visit_booked", "visit_cancelled", "visit_finished", "visit_moved"}),
    ),
    "plan": Kind(
        "Plan",
        "tick",
        frozenset(
            {
                *("solution_decided", "solution_added", "solution_done", "solution_given_back"),
                *("plan_agreed", "follow_up_planned", "place_marked"),
            }
        ),
    ),
    "therapy": Kind(
        "Occupational Therapy",
        "person",
        frozenset(
            {
                *("ot_asked", "risk_held", "fall_noted", "ot_wait_ended"),
                *("assessment_booked", "assessment_cancelled"),
                *("assessment_signed", "addendum_written"),
                *("sign_off_asked", "sign_off_answered"),
            }
        ),
    ),
    "orders": Kind(
        "Orders",
        "note",
        frozenset({"order_placed", "order_received", "order_cancelled", "order_chased"}),
    ),
    "people": Kind(
        "People",
        "person",
        frozenset(
            {
                *("household_joined", "household_left", "carer_named", "carer_ended"),
                *("representative_added", "representative_corrected", "representative_ended"),
                *("capacity_recorded", "advocate_judged", "advocate_answered", "sharing_said"),
                "person_changed",
            }
        ),
    ),
    "complaints": Kind(
        "Complaints",
        "message",
        frozenset(
            {
                *("complaint_recorded", "complaint_acknowledged"),
                *("complaint_answered", "complaint_withdrawn"),
            }
        ),
    ),
    "holds": Kind("Holds", "clock", frozenset({"case_on_hold", "hold_chased", "hold_lifted"})),
    "case": Kind(
        "The case itself",
        "person",
        frozenset(
            {
                *("case_opened", "case_allocated", "case_reclassified", "case_closed"),
                *("case_reopened", "case_transferred", "case_reviewed", "referral_decided"),
                "allocation_undone",
                *("person_died", "death_taken_back"),
            }
        ),
    ),
}
