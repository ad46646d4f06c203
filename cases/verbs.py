"""What happens to a case."""

from types import MappingProxyType

from lightbulb.core.record.verbs import CODE, DATE, FIELDS, ID, NUMBER, VerbEnum, VerbSpec


class Verb(VerbEnum):
    PERSON_ADDED = VerbSpec(1, "added the person")
    PERSON_CHANGED = VerbSpec(
        1, "changed the person's details", MappingProxyType({"fields": FIELDS})
    )
    OTHER_NAME_ADDED = VerbSpec(
        1, "added another name of the person", MappingProxyType({"name": ID, "kind": CODE})
    )
    PERSON_DIED = VerbSpec(
        1, "wrote down that the person has died", MappingProxyType({"died_on": DATE})
    )
    DEATH_TAKEN_BACK = VerbSpec(1, "took back that the person has died")
    EQUALITY_ASKED = VerbSpec(1, "asked the equality questions")
    CONCERN_RAISED = VerbSpec(
        1, "raised a safeguarding concern", MappingProxyType({"route": CODE, "wish": CODE})
    )
    CONCERN_ANSWERED = VerbSpec(1, "wrote down what the county decided on the concern")
    MATCH_FOUND = VerbSpec(
        1,
        "found that two records may be one person",
        MappingProxyType({"other": ID, "because": FIELDS}),
    )
    PEOPLE_MERGED = VerbSpec(
        1, "merged two records of one person", MappingProxyType({"merge": ID, "merged": ID})
    )
    PEOPLE_PARTED = VerbSpec(
        1, "parted two records again", MappingProxyType({"merge": ID, "merged": ID})
    )
    PEOPLE_TOLD_APART = VerbSpec(
        1, "said that two records are two people", MappingProxyType({"other": ID})
    )
    MATCH_REOPENED = VerbSpec(
        1, "put two records back to be decided", MappingProxyType({"other": ID})
    )
    CASE_OPENED = VerbSpec(1, "opened the case", MappingProxyType({"kind": CODE}))
    CASE_TAKEN_BACK = VerbSpec(
        1, "took back the case, opened a moment before", MappingProxyType({"kind": CODE})
    )
    CASE_ALLOCATED = VerbSpec(
        1, "gave the case to a worker", MappingProxyType({"worker": ID, "before": ID})
    )
    ALLOCATION_UNDONE = VerbSpec(
        1,
        "took back giving the case to a worker",
        MappingProxyType({"worker": ID, "before": ID}),
    )
    CASES_HANDED_OVER = VerbSpec(
        1, "gave several cases to a worker", MappingProxyType({"worker": ID})
    )
    HANDOVER_UNDONE = VerbSpec(
        1, "took back giving several cases to a worker", MappingProxyType({"worker": ID})
    )
    COVER_GIVEN = VerbSpec(
        1,
        "named who covers somebody’s days away",
        MappingProxyType({"user": ID, "cover": ID}),
    )
    CONTACT_TRIED = VerbSpec(1, "tried to reach the person", MappingProxyType({"reached": CODE}))
    VISIT_BOOKED = VerbSpec(1, "booked a visit", MappingProxyType({"visit": ID, "day": DATE}))
    VISIT_CANCELLED = VerbSpec(1, "cancelled the visit", MappingProxyType({"visit": ID}))
    VISIT_FINISHED = VerbSpec(
        1,
        "finished the visit",
        MappingProxyType(
            {"visit": ID, "question_set": CODE, "answered": NUMBER, "offered": NUMBER}
        ),
    )
    STANDING_SET = VerbSpec(
        1,
        "wrote down what the county says a Housing MOT is",
        MappingProxyType({"stands_as": CODE}),
    )
    ASSESSMENT_BOOKED = VerbSpec(
        1,
        "booked an Occupational Therapist’s assessment",
        MappingProxyType({"visit": ID, "day": DATE, "worker": ID}),
    )
    ASSESSMENT_CANCELLED = VerbSpec(
        1, "cancelled the Occupational Therapist’s assessment", MappingProxyType({"visit": ID})
    )
    ASSESSMENT_SIGNED = VerbSpec(
        1,
        "signed the assessment",
        MappingProxyType({"visit": ID, "question_set": CODE, "recommended": NUMBER}),
    )
    ADDENDUM_WRITTEN = VerbSpec(
        1, "added to the signed assessment", MappingProxyType({"visit": ID, "addendum": ID})
    )
    FLAG_CLOSED = VerbSpec(
        1,
        "wrote down that what could not wait is done",
        MappingProxyType({"visit": ID, "question": CODE}),
    )
    VISIT_MOVED = VerbSpec(
        1,
        "moved a visit to the right case",
        MappingProxyType({"visit": ID, "before": ID, "after": ID}),
    )
    PHOTO_ADDED = VerbSpec(
        1,
        "added a photo of the visit",
        MappingProxyType({"photo": ID, "visit": ID, "question": CODE}),
    )
    PHOTO_CAPTIONED = VerbSpec(
        1, "wrote what a photo shows", MappingProxyType({"photo": ID, "visit": ID})
    )
    PHOTO_REMOVED = VerbSpec(
        1, "removed a photo of the visit", MappingProxyType({"photo": ID, "visit": ID, "why": CODE})
    )
    SOLUTION_DECIDED = VerbSpec(
        1,
        "recorded what the person decided",
        MappingProxyType({"solution": ID, "step": CODE, "ask_again_on": DATE}),
    )
    SOLUTION_ADDED = VerbSpec(
        1, "added to the plan", MappingProxyType({"solution": ID, "kind": CODE})
    )
    SOLUTION_TAKEN_OUT = VerbSpec(
        1,
        "took out of the plan what was added by mistake",
        MappingProxyType({"solution": ID, "kind": CODE}),
    )
    PLACE_MARKED = VerbSpec(
        1,
        "marked on a photo where it goes",
        MappingProxyType({"solution": ID, "photo": ID}),
    )
    SOLUTION_DONE = VerbSpec(1, "did what was agreed", MappingProxyType({"solution": ID}))
    COMPETENCE_GIVEN = VerbSpec(
        1,
        "signed somebody off to recommend on their own",
        MappingProxyType({"user": ID, "area": CODE}),
    )
    COMPETENCE_ENDED = VerbSpec(
        1,
        "ended what somebody may recommend on their own",
        MappingProxyType({"user": ID, "area": CODE}),
    )
    SIGN_OFF_ASKED = VerbSpec(
        1,
        "asked an Occupational Therapist to agree",
        MappingProxyType({"solution": ID, "area": CODE}),
    )
    SIGN_OFF_ANSWERED = VerbSpec(
        1,
        "answered what needed an Occupational Therapist’s agreement",
        MappingProxyType({"solution": ID, "answer": CODE}),
    )
    PLAN_AGREED = VerbSpec(1, "agreed the plan", MappingProxyType({"accepted": NUMBER}))
    ORDER_PLACED = VerbSpec(1, "placed an order", MappingProxyType({"solution": ID, "order": ID}))
    ORDER_RECEIVED = VerbSpec(
        1, "recorded a delivery", MappingProxyType({"solution": ID, "order": ID, "day": DATE})
    )
    ORDER_CANCELLED = VerbSpec(
        1, "cancelled an order", MappingProxyType({"solution": ID, "order": ID})
    )
    SOLUTION_GIVEN_BACK = VerbSpec(
        1, "recorded what was given back", MappingProxyType({"solution": ID})
    )
    FOLLOW_UP_PLANNED = VerbSpec(1, "planned the follow-up", MappingProxyType({"due_on": DATE}))
    FOLLOWED_UP = VerbSpec(
        2, "followed up", MappingProxyType({"scores": NUMBER, "unsuitable": NUMBER})
    )
    CASE_ON_HOLD = VerbSpec(
        1,
        "put the case on hold",
        MappingProxyType({"hold": ID, "cause": CODE, "since": DATE, "next_on": DATE}),
    )
    HOLD_CHASED = VerbSpec(
        1, "chased what is waited for", MappingProxyType({"hold": ID, "next_on": DATE})
    )
    HOLD_LIFTED = VerbSpec(
        1, "took the case off hold", MappingProxyType({"hold": ID, "cause": CODE, "until": DATE})
    )
    CASE_RECLASSIFIED = VerbSpec(
        1,
        "changed the class of the case",
        MappingProxyType({"urgency": CODE, "complexity": CODE, "before": CODE}),
    )
    NOTE_WRITTEN = VerbSpec(
        1,
        "wrote a note",
        MappingProxyType({"note": ID, "kind": CODE, "level": CODE, "spoke_to": CODE}),
    )
    NOTE_CORRECTED = VerbSpec(1, "corrected a note", MappingProxyType({"note": ID, "corrects": ID}))
    TASK_SET = VerbSpec(
        1, "set a task", MappingProxyType({"task": ID, "owner": ID, "due_on": DATE})
    )
    TASK_CHANGED = VerbSpec(
        1, "changed a task", MappingProxyType({"task": ID, "owner": ID, "due_on": DATE})
    )
    TASK_DONE = VerbSpec(1, "did a task", MappingProxyType({"task": ID}))
    TASK_TAKEN_UP = VerbSpec(1, "put a task back to be done", MappingProxyType({"task": ID}))
    HOUSEHOLD_JOINED = VerbSpec(
        1, "wrote down who lives with the person", MappingProxyType({"member": ID})
    )
    HOUSEHOLD_LEFT = VerbSpec(
        1,
        "wrote down that somebody lives there no more",
        MappingProxyType({"member": ID, "until": DATE}),
    )
    CARER_NAMED = VerbSpec(
        1, "wrote down who cares for the person", MappingProxyType({"carer": ID})
    )
    CARER_ENDED = VerbSpec(
        1, "wrote down that somebody cares for them no more", MappingProxyType({"carer": ID})
    )
    REPRESENTATIVE_ADDED = VerbSpec(
        1,
        "wrote down who speaks for the person",
        MappingProxyType({"representative": ID, "authority": CODE}),
    )
    REPRESENTATIVE_CORRECTED = VerbSpec(
        1,
        "put right what is known of who speaks for the person",
        MappingProxyType({"representative": ID, "authority": CODE}),
    )
    REPRESENTATIVE_ENDED = VerbSpec(
        1,
        "wrote down that somebody speaks for them no more",
        MappingProxyType({"representative": ID, "authority": CODE}),
    )
    CAPACITY_RECORDED = VerbSpec(
        1,
        "wrote down who decides something",
        MappingProxyType({"decision": ID, "kind": CODE, "by": CODE}),
    )
    ADVOCATE_JUDGED = VerbSpec(
        1,
        "judged whether an advocate is needed",
        MappingProxyType({"advocate": ID, "purpose": CODE, "state": CODE}),
    )
    ADVOCATE_ANSWERED = VerbSpec(
        1,
        "wrote down what came of asking for an advocate",
        MappingProxyType({"advocate": ID, "step": CODE, "day": DATE}),
    )
    COMPLAINT_RECORDED = VerbSpec(
        1,
        "recorded a complaint",
        MappingProxyType({"complaint": ID, "about": CODE, "goes": CODE}),
    )
    COMPLAINT_ACKNOWLEDGED = VerbSpec(
        1, "acknowledged a complaint", MappingProxyType({"complaint": ID, "day": DATE})
    )
    COMPLAINT_ANSWERED = VerbSpec(
        1,
        "wrote down the answer to a complaint",
        MappingProxyType({"complaint": ID, "outcome": CODE}),
    )
    COMPLAINT_WITHDRAWN = VerbSpec(
        1, "wrote down that a complaint was withdrawn", MappingProxyType({"complaint": ID})
    )
    ORDER_CHASED = VerbSpec(
        1,
        "asked the supplier again",
        MappingProxyType({"solution": ID, "order": ID, "next_on": DATE}),
    )
    OT_ASKED = VerbSpec(
        1,
        "asked for an Occupational Therapist",
        MappingProxyType({"wait": ID, "risk": CODE}),
    )
    RISK_HELD = VerbSpec(
        1,
        "looked at the risk of waiting again",
        MappingProxyType({"wait": ID, "risk": CODE, "review_on": DATE}),
    )
    FALL_NOTED = VerbSpec(1, "wrote down a fall", MappingProxyType({"wait": ID, "fell_on": DATE}))
    OT_WAIT_ENDED = VerbSpec(
        1, "ended the wait for an Occupational Therapist", MappingProxyType({"wait": ID})
    )
    CASE_REVIEWED = VerbSpec(1, "reviewed the case as a manager", MappingProxyType({"review": ID}))
    STAGE_TARGETS_SET = VerbSpec(
        1,
        "said how long each stage of a class may take",
        MappingProxyType({"of_class": CODE}),
    )
    THRESHOLD_SET = VerbSpec(
        1,
        "said from when an alert is raised",
        MappingProxyType({"rule": CODE, "figure": NUMBER}),
    )
    CASE_TRANSFERRED = VerbSpec(
        1,
        "moved the case to another locality",
        MappingProxyType({"before": ID, "after": ID}),
    )
    CASE_CLOSED = VerbSpec(1, "closed the case", MappingProxyType({"outcome": CODE}))
    CASE_REOPENED = VerbSpec(1, "opened the case again")
    LETTER_WRITTEN = VerbSpec(
        1,
        "wrote a letter",
        MappingProxyType({"letter": ID, "kind": CODE, "channel": CODE, "letters_in": CODE}),
    )
    LETTER_SENT = VerbSpec(
        1, "sent a letter", MappingProxyType({"letter": ID, "kind": CODE, "channel": CODE})
    )
    LETTER_TAKEN_BACK = VerbSpec(
        1, "took back a letter", MappingProxyType({"letter": ID, "kind": CODE})
    )
    EMERGENCY_OPENED = VerbSpec(
        1, "opened a record in an emergency", MappingProxyType({"why": CODE})
    )
    EMERGENCY_REFUSED = VerbSpec(
        1, "asked for a record in an emergency and got none", MappingProxyType({"why": CODE})
    )
    EMERGENCY_CLOSED = VerbSpec(1, "closed a record opened in an emergency")
    EMERGENCY_REVIEWED = VerbSpec(
        1, "reviewed what was opened in an emergency", MappingProxyType({"outcome": CODE})
    )
    LOOK_REVIEWED = VerbSpec(
        1,
        "reviewed an unusual look",
        MappingProxyType({"user": ID, "why": CODE, "outcome": CODE}),
    )
