"""Everything that can happen at the front door, one verb each."""

from triage.actions.advice import add_advice, change_advice, count_enquiry
from triage.actions.deciding import Choice, decide, pause_undo, take_on, undo_decision
from triage.actions.details import Asked, ask_for_details, details_came
from triage.actions.directory import Entry, add_service, change_service, check_service
from triage.actions.lists import (
    note_answers,
    note_letters_sent,
    note_opened,
    note_yes,
    purge_list,
    take_list,
)
from triage.actions.mailbox import close_mail, hand_on_mail, note_mail_read, take_mail
from triage.actions.moving import move_referral, moved
from triage.actions.partners import end_partner_link, make_partner_link
from triage.actions.sharing import change_flow, say_sharing
from triage.actions.status import end_pins, give_pin
from triage.actions.taking import log_referral

__all__ = [
    "Asked",
    "Choice",
    "Entry",
    "add_advice",
    "add_service",
    "ask_for_details",
    "change_advice",
    "change_flow",
    "change_service",
    "check_service",
    "close_mail",
    "count_enquiry",
    "decide",
    "details_came",
    "end_partner_link",
    "end_pins",
    "give_pin",
    "hand_on_mail",
    "log_referral",
    "make_partner_link",
    "move_referral",
    "moved",
    "note_answers",
    "note_letters_sent",
    "note_mail_read",
    "note_opened",
    "note_yes",
    "pause_undo",
    "purge_list",
    "say_sharing",
    "take_list",
    "take_mail",
    "take_on",
    "undo_decision",
]
