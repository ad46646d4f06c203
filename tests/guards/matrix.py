"""The access matrix: every address, which permission it asks, and who meets what there.

The table says, for each address, by which permission its record is seen at all and which
one its act asks besides. What each role then meets in each place is worked out here from
the words of `docs/access.md`, not from the code that answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lightbulb.core.access.permissions import Permission as May
from lightbulb.core.access.roles import ROLES, Reach, RoleCode

REACHED, REFUSED, NOT_THERE = "opens", "refused, with the reason", "not there"
ANYBODY = None  # everybody with a role in force


@dataclass(frozen=True)
class Row:
    """An address: what shows its record, what it asks besides, and by which method."""

    sees: May | None = ANYBODY
    asks: May | None = ANYBODY
    of: str = ""  # what its key is of; nothing for a page of its own
    method: str = "get"
    key: str = ""  # what its key is of, where that lies nowhere: a colleague, a service, a pack


def of_case(asks: May | None = ANYBODY, *, of: str = "case", method: str = "get") -> Row:
    return Row(May.READ_CASES, asks, of, method)


def page(asks: May | None, method: str = "get") -> Row:
    return Row(asks=asks, method=method)


POST = "post"
ROWS: dict[str, Row] = {
    **dict.fromkeys(
        (
            *("core:home", "core:account", "core:absences", "core:colleagues"),
            *("core:partnership", "cases:my_day", "triage:directory"),
            *("api:organisations", "api:localities", "core:gallery", "core:status"),
        ),
        page(ANYBODY),
    ),
    "core:colleague": Row(key="colleague"),
    "api:locality": Row(key="locality"),
    "api:organisation": Row(key="organisation"),
    "triage:service": Row(key="service"),
    "triage:change_service": Row(asks=May.KEEP_DIRECTORY, key="service"),
    "triage:check_service": Row(asks=May.KEEP_DIRECTORY, key="service", method=POST),
    "triage:advice_edit": Row(asks=May.LOG_REFERRALS, key="advice"),
    "cases:caseload_views": page(May.READ_CASES),
    "cases:targets": page(ANYBODY),
    "cases:set_standing": page(May.SET_TARGETS),
    "cases:set_targets": page(May.SET_TARGETS),
    "cases:set_threshold": page(May.SET_TARGETS),
    "cases:chase_list": page(May.READ_CASES),
    "cases:alerts": page(May.READ_CASES),
    "cases:ot_queue": page(May.READ_CASES),
    "cases:review_case": of_case(May.REVIEW_CASES),
    "cases:ask_ot": of_case(May.WORK_CASES),
    "cases:hold_risk": of_case(May.WORK_CASES, of="ot_wait"),
    "cases:note_fall": of_case(May.WORK_CASES, of="ot_wait"),
    "cases:end_ot_wait": of_case(May.WORK_CASES, of="ot_wait", method=POST),
    "cases:print_day": page(May.READ_CASES),
    "cases:move_cases": Row(asks=May.GIVE_OUT_CASES, key="colleague"),
    "cases:handover": Row(asks=May.GIVE_OUT_CASES, key="handover"),
    "cases:undo_handover": Row(asks=May.GIVE_OUT_CASES, key="handover", method=POST),
    "cases:unusual_looks": page(May.SEE_RECORD),
    "cases:review_look": Row(asks=May.SEE_RECORD, key="look", method=POST),
    "cases:looks_of": Row(asks=May.SEE_RECORD, key="colleague"),
    "reporting:indicator": page(May.SEE_FIGURES),
    "reporting:export_cases": page(May.SEE_FIGURES, POST),
    "reporting:pack": Row(asks=May.READ_PACKS, key="pack"),
    "reporting:pack_progress": Row(asks=May.READ_PACKS, key="pack"),
    "reporting:pack_file": Row(asks=May.READ_PACKS, key="pack"),
    "reporting:try_again": Row(asks=May.ASK_FOR_PACKS, key="failed_pack", method=POST),
    "reporting:renew_pack": Row(asks=May.ASK_FOR_PACKS, key="pack", method=POST),
    "api:indicator": page(May.SEE_FIGURES),
    "api:indicator_cases": page(May.SEE_FIGURES),
    "api:report_run": Row(asks=May.READ_PACKS, key="pack"),
    "cases:caseload": page(May.READ_CASES),
    "cases:caseload_download": page(May.READ_CASES),
    "cases:team": page(May.SEE_LOAD),
    "cases:give_out": page(May.GIVE_OUT_CASES),
    "cases:find": page(May.FIND_PEOPLE),
    "cases:emergency": page(May.OPEN_IN_EMERGENCY),
    "cases:emergencies": page(May.REVIEW_EMERGENCIES),
    "cases:letters": page(May.SEND_LETTERS),
    "cases:send_letters": page(May.SEND_LETTERS, POST),
    "cases:print_letters": page(May.SEND_LETTERS, POST),
    "triage:queue": page(May.READ_REFERRALS),
    "triage:queue_views": page(May.READ_REFERRALS),
    "triage:download": page(May.READ_REFERRALS),
    "triage:together": page(May.DECIDE_REFERRALS, POST),
    "triage:log": page(May.LOG_REFERRALS),
    "triage:save_draft": page(May.LOG_REFERRALS, POST),
    "triage:sum_up": page(May.LOG_REFERRALS, POST),
    "triage:look_up": page(May.LOG_REFERRALS, POST),
    "triage:just_asking": page(May.LOG_REFERRALS),
    "triage:advice": page(May.LOG_REFERRALS),
    "triage:advice_new": page(May.LOG_REFERRALS),
    "triage:sharing_flows": page(ANYBODY),
    "triage:change_sharing_flow": Row(asks=May.KEEP_SHARING, key="sharing_flow"),
    "triage:mailbox": page(May.DECIDE_REFERRALS),
    "triage:paste_mail": page(May.DECIDE_REFERRALS),
    "triage:mail": Row(asks=May.DECIDE_REFERRALS, key="mail"),
    "triage:hand_on_mail": Row(asks=May.DECIDE_REFERRALS, key="mail", method=POST),
    "triage:close_mail": Row(asks=May.DECIDE_REFERRALS, key="mail", method=POST),
    "triage:practice_lists": page(May.DECIDE_REFERRALS),
    "triage:list_pattern": page(May.DECIDE_REFERRALS),
    "triage:take_list": page(May.DECIDE_REFERRALS),
    "triage:download_wrong_rows": page(May.DECIDE_REFERRALS, POST),
    "triage:practice_list": Row(asks=May.DECIDE_REFERRALS, key="practice_list"),
    "triage:list_letters": Row(asks=May.DECIDE_REFERRALS, key="practice_list"),
    "triage:mark_list_letters": Row(asks=May.DECIDE_REFERRALS, key="practice_list", method=POST),
    "triage:answer_invitations": Row(asks=May.DECIDE_REFERRALS, key="practice_list", method=POST),
    "triage:partners": page(May.KEEP_ACCOUNTS),
    "triage:end_partner": Row(asks=May.KEEP_ACCOUNTS, key="partner_link", method=POST),
    "triage:add_service": page(May.KEEP_DIRECTORY),
    "reporting:dashboard": page(May.SEE_FIGURES),
    "reporting:packs": page(May.READ_PACKS),
    "reporting:ask_for_pack": page(May.ASK_FOR_PACKS, POST),
    "api:indicators": page(May.SEE_FIGURES),
    "api:report_runs": page(May.READ_PACKS),
    "api:cases": page(May.READ_CASES),
    "api:referrals": page(May.READ_REFERRALS),
    "cases:case": of_case(),
    "cases:timeline": of_case(),
    "cases:visits": of_case(),
    "cases:plan": of_case(),
    "cases:print_plan": of_case(),
    "cases:case_letters": of_case(),
    "cases:next": of_case(),
    "cases:people_and_home": of_case(),
    "cases:join_household": of_case(May.WORK_CASES),
    "cases:answer_call": Row(May.ANSWER_CALLS, ANYBODY, "case"),
    "cases:add_carer": of_case(May.WORK_CASES),
    "cases:change_details": of_case(May.WORK_CASES),
    "triage:case_sharing": of_case(),
    "cases:add_representative": of_case(May.WORK_CASES),
    "cases:record_capacity": of_case(May.WORK_CASES),
    "cases:complaints": of_case(),
    "cases:record_complaint": of_case(May.WORK_CASES),
    "cases:acknowledge_complaint": of_case(May.WORK_CASES, of="complaint"),
    "cases:answer_complaint": of_case(May.WORK_CASES, of="complaint"),
    "cases:withdraw_complaint": of_case(May.WORK_CASES, of="complaint"),
    "cases:judge_advocate": of_case(May.WORK_CASES),
    "cases:answer_advocate": of_case(May.WORK_CASES, of="advocate"),
    "cases:waiting": of_case(),
    "cases:record_death": of_case(May.WORK_CASES),
    "cases:take_back_death": of_case(May.WORK_CASES, method=POST),
    "cases:transfer": of_case(May.GIVE_OUT_CASES),
    "cases:tasks": of_case(),
    "cases:chase_hold": of_case(May.WORK_CASES, of="hold"),
    "cases:lift_hold": of_case(May.WORK_CASES, of="hold"),
    "cases:write_note": of_case(May.WORK_CASES),
    "cases:correct_note": of_case(May.WORK_CASES, of="note"),
    "cases:set_task": of_case(May.WORK_CASES),
    "cases:change_task": of_case(May.WORK_CASES, of="task"),
    "cases:finish_task": of_case(May.WORK_CASES, of="task", method=POST),
    "cases:take_up_task": of_case(May.WORK_CASES, of="task", method=POST),
    "cases:step": of_case(May.WORK_CASES),
    "cases:restriction": of_case(May.RESTRICT),
    "cases:add_solution": of_case(May.WORK_CASES, method=POST),
    "cases:plan_follow_up": of_case(May.WORK_CASES, method=POST),
    "cases:visit": of_case(May.WORK_CASES, of="visit"),
    "cases:finish_visit": of_case(May.WORK_CASES, of="visit"),
    "cases:print_hazards": of_case(of="visit"),
    "cases:book_assessment": of_case(May.WORK_CASES),
    "cases:print_assessment": of_case(of="assessment"),
    "cases:cancel_assessment": of_case(May.WORK_CASES, of="assessment", method=POST),
    "cases:addend_assessment": of_case(May.ASSESS, of="assessment"),
    "cases:sign_off": of_case(May.SIGN_OFF, of="sign_off"),
    "cases:sign_offs": page(May.SIGN_OFF),
    "cases:competence": page(May.SUPERVISE),
    "cases:move_visit": of_case(May.MOVE_RECORDS, of="visit"),
    "cases:mark_place": of_case(May.WORK_CASES, of="solution"),
    "cases:place_order": of_case(May.WORK_CASES, of="solution"),
    "cases:give_back": of_case(May.WORK_CASES, of="solution"),
    "cases:receive_order": of_case(May.WORK_CASES, of="order"),
    "cases:cancel_order": of_case(May.WORK_CASES, of="order"),
    "cases:follow_up": of_case(May.WORK_CASES, of="follow_up"),
    "cases:close_after_follow_up": of_case(May.WORK_CASES, of="follow_up", method=POST),
    "cases:looks": of_case(May.SEE_RECORD),
    "cases:visit_answers": of_case(May.WORK_CASES, of="visit", method="put"),
    "cases:photos": of_case(of="visit"),
    "cases:put_photo": of_case(May.WORK_CASES, of="visit", method="put"),
    "cases:photo": of_case(of="photo"),
    "cases:caption_photo": of_case(May.WORK_CASES, of="photo"),
    "cases:remove_photo": of_case(May.WORK_CASES, of="photo"),
    "cases:close_flag": of_case(May.WORK_CASES, of="flag", method=POST),
    "cases:choose_answers": of_case(May.WORK_CASES, of="visit", method=POST),
    "cases:letter": Row(May.SEND_LETTERS, of="letter"),
    "cases:letter_paper": Row(May.SEND_LETTERS, of="letter"),
    "cases:take_back_letter": Row(May.SEND_LETTERS, of="letter", method=POST),
    "triage:referral": Row(May.READ_REFERRALS, of="referral"),
    "triage:decide": Row(May.READ_REFERRALS, May.DECIDE_REFERRALS, "referral", POST),
    "triage:status": Row(May.READ_REFERRALS, May.LOG_REFERRALS, "referral"),
    "triage:switch_off_status": Row(May.READ_REFERRALS, May.LOG_REFERRALS, "referral", POST),
    "triage:move": Row(May.READ_REFERRALS, May.MOVE_RECORDS, "referral"),
    "api:case": Row(May.READ_CASES, of="case"),
    "api:referral": Row(May.READ_REFERRALS, of="referral"),
}

# Addresses that no role decides, or that ask more than a role: each is held by tests of its own.
NOT_IN: dict[str, str] = {
    **dict.fromkeys(
        (
            *("account_change_password", "account_login", "account_logout"),
            *("account_reauthenticate", "account_reset_password", "account_set_password"),
            *("account_reset_password_done", "account_reset_password_from_key"),
            *("account_reset_password_from_key_done", "core:accessibility", "core:health", "start"),
            *("core:privacy", "core:cookies", "help:start", "help:advice", "help:ask"),
            *("help:status", "help:partner"),
        ),
        "for everybody, signed in or not",
    ),
    **dict.fromkeys(
        (
            *("core:forget_kept_form", "core:read_notice", "core:withdraw_absence"),
            *("triage:throw_away_draft", "cases:close_emergency", "triage:remove_queue_view"),
            "cases:remove_caseload_view",
        ),
        "one's own alone",
    ),
    **dict.fromkeys(
        (
            *("cases:lift_restriction", "cases:name_in_restriction", "cases:concern"),
            *("cases:remove_from_restriction", "cases:review_emergency"),
        ),
        "a desk's act on one restriction, opening or concern",
    ),
    "cases:sign_assessment": "whoever makes the assessment alone",
    **dict.fromkeys(
        ("cases:give_competence", "cases:end_competence"),
        "a worker where one supervises: the gate of cases:competence",
    ),
    "cases:away": "the person's own, who covers, and who sees the load where they work",
    **dict.fromkeys(
        (
            *("cases:compare_people", "cases:duplicates", "cases:matches", "cases:part_people"),
            *("cases:look_again", "cases:person", "cases:suggest"),
        ),
        "pairs of people: each sees those that are theirs to judge",
    ),
    **dict.fromkeys(
        ("cases:leave_household", "cases:name_carer", "cases:end_carer"),
        "somebody in the home of a case: the gate of cases:join_household",
    ),
    **dict.fromkeys(
        ("cases:correct_representative", "cases:end_representative"),
        "who speaks for the person of a case: the gate of cases:add_representative",
    ),
    "triage:second_person": "on a visit: the gates of cases:visit and triage:log",
    "triage:say_sharing": "one recipient of what was told: the gate of cases:change_details",
    "triage:accept_invitation": "one row of a list: the gate of triage:practice_list",
    **dict.fromkeys(
        ("triage:equality", "triage:logged", "triage:take_on"),
        "one's own call, wherever it went: the gate of triage:log",
    ),
    **dict.fromkeys(
        ("cases:mark_done", "cases:take_out_solution"),
        "only of what is in the plan and not ordered: the gate of cases:place_order",
    ),
    **dict.fromkeys(
        ("triage:details_came", "triage:undo", "triage:pause_undo"),
        "only of what has come so far: the gates of cases:place_order and triage:decide",
    ),
}

# --- Where a record can lie for somebody -------------------------------------------------

SITUATIONS = {
    "own locality": "in the locality of the post",
    "other district": "in another district",
    "own case": "in another district, and led by the person",
    "restricted": "in the own locality, and restricted to others",
    "named": "restricted, and the person is named",
    "excluded": "restricted so that the person alone may not see it",
    "cover from today": "in another district that the person covers from today",
    "cover until yesterday": "in another district that the person covered until yesterday",
    "emergency open": "restricted, and opened an hour ago in an emergency",
    "emergency over": "restricted, and opened nine hours ago in an emergency",
}
# Whoever leads a case sees what is in it.
OF_A_CASE = (
    *("case", "visit", "solution", "order", "follow_up"),
    *("hold", "note", "task", "ot_wait"),
    *("advocate", "complaint", "photo"),
    *("assessment", "sign_off"),
)
IN_PLACE = frozenset({"own locality", "named", "cover from today"})


def is_seen(role: RoleCode, permission: May, situation: str) -> bool:
    """Whether the record of a situation lies before somebody of a role, as access.md says."""
    held = ROLES[role]
    if situation == "excluded":
        return False
    if situation == "emergency open":
        return True
    if permission not in held.permissions:
        return False
    if situation in ("restricted", "emergency over"):
        return May.MANAGE_RESTRICTED in held.permissions and held.reach is Reach.COUNTY
    if situation == "own case":
        return True
    return held.reach is Reach.COUNTY or (held.reach is Reach.LOCALITIES and situation in IN_PLACE)


def expected(row: Row, role: RoleCode, situation: str = "") -> str:
    """What somebody meets: whoever may open no such record at all is refused at the door."""
    may = ROLES[role].permissions
    if row.of:
        if row.sees not in may:
            return REFUSED
        if not is_seen(role, row.sees or May.READ_CASES, situation):
            return NOT_THERE
    return REACHED if row.asks is ANYBODY or may_act(role, row.asks, situation) else REFUSED


def may_act(role: RoleCode, asks: May, situation: str) -> bool:
    """An emergency shows a record; to act on it still needs a role that reaches it. To restrict
    it, whoever can open it and may restrict reaches far enough."""
    held = ROLES[role]
    reaches = asks is May.RESTRICT or held.reach in (Reach.COUNTY, Reach.LOCALITIES)
    return asks in held.permissions and (reaches or situation != "emergency open")


def cells() -> Iterator[tuple[str, Row, RoleCode, str]]:
    """Every address, role and situation; a page of its own has no situation."""
    for name, row in ROWS.items():
        for role in RoleCode:
            for situation in situations_of(row, role):
                yield name, row, role, situation


def situations_of(row: Row, role: RoleCode) -> list[str]:
    """A role that may not open records in an emergency has opened none."""
    if not row.of:
        return [""]
    opens = May.OPEN_IN_EMERGENCY in ROLES[role].permissions
    leads = row.of in OF_A_CASE
    return [
        each
        for each in SITUATIONS
        if (opens or not each.startswith("emergency")) and (leads or each != "own case")
    ]
