"""Everything that changes a case, one verb each."""

from cases.actions.advocates import Word, answer_advocate, judge_advocate
from cases.actions.assessing import (
    add_to_assessment,
    book_assessment,
    cancel_assessment,
    sign_assessment,
)
from cases.actions.capacity import record_capacity
from cases.actions.chasing import ask_again, chase_order
from cases.actions.classes import reclassify
from cases.actions.competence import end_competence, give_competence, sign_off
from cases.actions.complaints import (
    Reply,
    acknowledge_complaint,
    answer_complaint,
    record_complaint,
    withdraw_complaint,
)
from cases.actions.concerns import answer_concern, raise_concern
from cases.actions.cover import give_cover
from cases.actions.death import record_death, take_back_death
from cases.actions.emergency import (
    close_emergency,
    note_refusal,
    open_in_emergency,
    review,
)
from cases.actions.equality import keep_equality_answers
from cases.actions.flags import close_flag
from cases.actions.handover import hand_over, undo_handover, why_not_undo
from cases.actions.holds import chase, lift_hold, put_on_hold
from cases.actions.household import (
    add_carer,
    end_carer,
    join_household,
    leave_household,
    name_carer,
)
from cases.actions.letters import send_letter, take_back_letter, write_letter
from cases.actions.lifecycle import (
    allocate,
    book_visit,
    cancel_visit,
    close,
    open_case,
    reopen,
    take_back_case,
    take_case,
    try_contact,
)
from cases.actions.looks import review_look, why_not_review
from cases.actions.merging import look_again, merge_people, pair, part_people, tell_apart
from cases.actions.moving import move_visit
from cases.actions.notes import answer_call, correct_note, write_note
from cases.actions.people import add_home, add_other_name, add_person, change_person
from cases.actions.photos import (
    MOST_PHOTOS,
    SentPhoto,
    add_photo,
    caption_photo,
    remove_photo,
)
from cases.actions.placing import mark_place
from cases.actions.plan import (
    Choice,
    add_solution,
    agree_plan,
    decide,
    follow_up,
    mark_done,
    place_order,
    plan_follow_up,
    receive,
    take_out_solution,
)
from cases.actions.putting_right import cancel_order, give_back
from cases.actions.representatives import (
    add_representative,
    correct_representative,
    end_representative,
)
from cases.actions.standing import set_standing
from cases.actions.targets import set_stage_targets, stage_targets_on
from cases.actions.tasks import change_task, finish_task, set_task, take_up_task
from cases.actions.thresholds import set_threshold
from cases.actions.transfer import transfer_case
from cases.actions.visit import NOT_OPEN, finish_visit, save_answers
from cases.actions.watching import ask_ot, end_ot_wait, hold_risk, note_fall, review_case

__all__ = [
    "MOST_PHOTOS",
    "NOT_OPEN",
    "Choice",
    "Reply",
    "SentPhoto",
    "Word",
    "acknowledge_complaint",
    "add_carer",
    "add_home",
    "add_other_name",
    "add_person",
    "add_photo",
    "add_representative",
    "add_solution",
    "add_to_assessment",
    "agree_plan",
    "allocate",
    "answer_advocate",
    "answer_call",
    "answer_complaint",
    "answer_concern",
    "ask_again",
    "ask_ot",
    "book_assessment",
    "book_visit",
    "cancel_assessment",
    "cancel_order",
    "cancel_visit",
    "caption_photo",
    "change_person",
    "change_task",
    "chase",
    "chase_order",
    "close",
    "close_emergency",
    "close_flag",
    "correct_note",
    "correct_representative",
    "decide",
    "end_carer",
    "end_competence",
    "end_ot_wait",
    "end_representative",
    "finish_task",
    "finish_visit",
    "follow_up",
    "give_back",
    "give_competence",
    "give_cover",
    "hand_over",
    "hold_risk",
    "join_household",
    "judge_advocate",
    "keep_equality_answers",
    "leave_household",
    "lift_hold",
    "look_again",
    "mark_done",
    "mark_place",
    "merge_people",
    "move_visit",
    "name_carer",
    "note_fall",
    "note_refusal",
    "open_case",
    "open_in_emergency",
    "pair",
    "part_people",
    "place_order",
    "plan_follow_up",
    "put_on_hold",
    "raise_concern",
    "receive",
    "reclassify",
    "record_capacity",
    "record_complaint",
    "record_death",
    "remove_photo",
    "reopen",
    "review",
    "review_case",
    "review_look",
    "save_answers",
    "send_letter",
    "set_stage_targets",
    "set_standing",
    "set_task",
    "set_threshold",
    "sign_assessment",
    "sign_off",
    "stage_targets_on",
    "take_back_case",
    "take_back_death",
    "take_back_letter",
    "take_case",
    "take_out_solution",
    "take_up_task",
    "tell_apart",
    "transfer_case",
    "try_contact",
    "undo_handover",
    "why_not_review",
    "why_not_undo",
    "withdraw_complaint",
    "write_letter",
    "write_note",
]
