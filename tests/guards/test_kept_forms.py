"""Every form is kept when its sender's sign-in had ended, or it is said why it is not."""

import re

import pytest
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory

from tests.guards.addresses import Address, all_addresses
from tests.journeys.forms_of_every_class import FORMS

NO_WORDS = "a button: nothing is typed"
TICKS = "ticks alone, on a list that others work off meanwhile: they are made afresh"
PART = "a part of a page, which its script asks for anew at the next key"
SECRET = "a password is never kept"
GUARDED = "why somebody must not be found, or was looked at, is kept in its own place alone"
NOT_KEPT = {
    "cases:restriction": GUARDED,
    "cases:emergency": GUARDED,
    "cases:review_emergency": GUARDED,
    "cases:close_emergency": NO_WORDS,
    "cases:lift_restriction": NO_WORDS,
    "cases:name_in_restriction": GUARDED,
    "cases:remove_from_restriction": NO_WORDS,
    "account_login": SECRET,
    "account_change_password": SECRET,
    "account_reauthenticate": SECRET,
    "account_reset_password_from_key": SECRET,
    "account_reset_password": "asked by somebody who is not signed in",
    "account_logout": NO_WORDS,
    "core:withdraw_absence": NO_WORDS,
    "core:read_notice": NO_WORDS,
    "core:forget_kept_form": NO_WORDS,
    "triage:undo": NO_WORDS,
    "triage:throw_away_draft": NO_WORDS,
    "triage:just_asking": NO_WORDS,
    "triage:together": TICKS,
    "triage:details_came": NO_WORDS,
    "triage:check_service": NO_WORDS,
    "cases:mark_done": NO_WORDS,
    "cases:close_flag": NO_WORDS,
    "cases:take_out_solution": NO_WORDS,
    "cases:take_back_death": NO_WORDS,
    "cases:undo_handover": NO_WORDS,
    "cases:away": "one choice from a list: nothing is typed",
    "cases:end_ot_wait": NO_WORDS,
    "cases:remove_caseload_view": NO_WORDS,
    "cases:finish_task": NO_WORDS,
    "cases:end_carer": NO_WORDS,
    "cases:name_carer": NO_WORDS,
    "cases:take_up_task": NO_WORDS,
    "cases:compare_people": NO_WORDS,
    "cases:part_people": NO_WORDS,
    "cases:look_again": NO_WORDS,
    "cases:suggest": PART,
    "cases:duplicates": PART,
    "triage:switch_off_status": NO_WORDS,
    "triage:take_on": NO_WORDS,
    "triage:remove_queue_view": NO_WORDS,
    "triage:pause_undo": NO_WORDS,
    "help:ask": "no sign-in that could end: the page itself shows everything again",
    "help:partner": "as above",
    "triage:end_partner": NO_WORDS,
    "triage:hand_on_mail": "one choice from a list: nothing is typed",
    "triage:download_wrong_rows": NO_WORDS,
    "triage:mark_list_letters": NO_WORDS,
    "triage:answer_invitations": TICKS,
    "help:status": "as above; a PIN is kept nowhere",
    "cases:review_look": "one choice of three: nothing is typed",
    "cases:take_back_letter": NO_WORDS,
    "cases:send_letters": TICKS,
    "cases:print_letters": TICKS,
    "cases:remove_photo": "one choice of five: nothing is typed",
    "cases:put_photo": "a file: the device keeps it until it is sent",
    "cases:mark_place": "one press on a picture: nothing is typed",
    "cases:finish_visit": NO_WORDS,
    "cases:sign_assessment": NO_WORDS,
    "cases:cancel_assessment": NO_WORDS,
    "cases:end_competence": NO_WORDS,
    "reporting:try_again": NO_WORDS,
    "reporting:renew_pack": NO_WORDS,
    "reporting:export_cases": "a button; the list it downloads stands in the address",
}


def takes_a_form(address: Address) -> bool:
    if view := getattr(address.view, "view_class", None):
        return hasattr(view, "post")
    keys = dict.fromkeys(re.findall(r"<(?:\w+:)?(\w+)>", address.route), "key")
    try:
        answer = address.view(RequestFactory().post("/"), **keys)
    except Exception:
        return True  # it looked: at the person, at the session
    return not isinstance(answer, HttpResponseNotAllowed)


def forms() -> list[Address]:
    """Of pages: other systems send their referrals again themselves."""
    pages = [each for each in all_addresses() if not (each.name or "").startswith("api:")]
    return [each for each in pages if hasattr(each.view, "kept_as") or takes_a_form(each)]


@pytest.mark.parametrize("address", [pytest.param(each, id=each.name) for each in forms()])
def test_a_form_is_shown_to_be_kept_or_says_why_not(address: Address):
    assert hasattr(address.view, "kept_as") == (address.name in FORMS)
    assert (address.name in FORMS) != (address.name in NOT_KEPT)


def test_no_form_is_listed_that_there_is_not():
    assert {*FORMS, *NOT_KEPT} - {each.name for each in forms()} == set()
