"""The life of a case, of what is offered in it, and of what else has a life of its own."""

from collections.abc import Mapping

from cases.enums import AdvocateState, ComplaintState, LetterState, MatchState, SolutionState, Stage
from lightbulb.core.workflow import Workflow

# What a visit's move does to the two cases it goes between: no page of a case offers these.
BY_MOVING = frozenset({"visit_moves_away", "booked_visit_arrives", "finished_visit_arrives"})


def open_at(stage: Stage, moves: Mapping[str, str]) -> dict[str, str]:
    """The moves from a stage, with what can happen at every open one and leaves it there."""
    stays = ("put_on_hold", "chase", "lift_hold", "reclassify", "transfer")
    return {**moves, **dict.fromkeys(stays, stage)}


CASE = Workflow(
    "Case",
    {
        Stage.OPENED: open_at(Stage.OPENED, {"allocate": Stage.ALLOCATED, "close": Stage.CLOSED}),
        Stage.ALLOCATED: open_at(
            Stage.ALLOCATED,
            {
                "allocate": Stage.ALLOCATED,
                "booked_visit_arrives": Stage.VISIT_BOOKED,
                "finished_visit_arrives": Stage.ASSESSED,
                "try_contact": Stage.CONTACT_TRIED,
                "book_visit": Stage.VISIT_BOOKED,
                "transfer_to_nobody": Stage.OPENED,
                "take_from": Stage.OPENED,
                "close": Stage.CLOSED,
            },
        ),
        Stage.CONTACT_TRIED: open_at(
            Stage.CONTACT_TRIED,
            {
                "allocate": Stage.CONTACT_TRIED,
                "booked_visit_arrives": Stage.VISIT_BOOKED,
                "finished_visit_arrives": Stage.ASSESSED,
                "try_contact": Stage.CONTACT_TRIED,
                "book_visit": Stage.VISIT_BOOKED,
                "transfer_to_nobody": Stage.OPENED,
                "close": Stage.CLOSED,
            },
        ),
        Stage.VISIT_BOOKED: open_at(
            Stage.VISIT_BOOKED,
            {
                "allocate": Stage.VISIT_BOOKED,
                "cancel_visit": Stage.ALLOCATED,
                "visit_moves_away": Stage.ALLOCATED,
                "finish_visit": Stage.ASSESSED,
                "close": Stage.CLOSED,
            },
        ),
        Stage.ASSESSED: open_at(
            Stage.ASSESSED,
            {
                "allocate": Stage.ASSESSED,
                "visit_moves_away": Stage.ALLOCATED,
                "decide": Stage.ASSESSED,
                "agree_plan": Stage.PLAN_AGREED,
                "close": Stage.CLOSED,
            },
        ),
        Stage.PLAN_AGREED: open_at(
            Stage.PLAN_AGREED,
            {
                "allocate": Stage.PLAN_AGREED,
                "decide": Stage.PLAN_AGREED,
                "place_order": Stage.DELIVERING,
                "plan_follow_up": Stage.FOLLOW_UP_DUE,
                "close": Stage.CLOSED,
            },
        ),
        Stage.DELIVERING: open_at(
            Stage.DELIVERING,
            {
                "allocate": Stage.DELIVERING,
                "decide": Stage.DELIVERING,
                "place_order": Stage.DELIVERING,
                "receive": Stage.DELIVERING,
                "cancel_order": Stage.DELIVERING,
                "plan_follow_up": Stage.FOLLOW_UP_DUE,
                "close": Stage.CLOSED,
            },
        ),
        Stage.FOLLOW_UP_DUE: open_at(
            Stage.FOLLOW_UP_DUE,
            {
                "allocate": Stage.FOLLOW_UP_DUE,
                "decide": Stage.FOLLOW_UP_DUE,
                "place_order": Stage.DELIVERING,
                "receive": Stage.FOLLOW_UP_DUE,
                "cancel_order": Stage.FOLLOW_UP_DUE,
                "follow_up": Stage.FOLLOW_UP_DUE,
                "close": Stage.CLOSED,
            },
        ),
        Stage.CLOSED: {"reopen": Stage.OPENED},
    },
)

SOLUTION = Workflow(
    "Solution",
    {
        SolutionState.OFFERED: {
            "accept": SolutionState.ACCEPTED,
            "decline": SolutionState.DECLINED,
            "self_fund": SolutionState.SELF_FUNDING,
            "rule_out": SolutionState.NOT_ELIGIBLE,
        },
        SolutionState.ACCEPTED: {
            "decline": SolutionState.DECLINED,
            "self_fund": SolutionState.SELF_FUNDING,
            "order": SolutionState.ORDERED,
            "deliver": SolutionState.DELIVERED,
            "not_agreed": SolutionState.NOT_ELIGIBLE,
        },
        SolutionState.DECLINED: {
            "accept": SolutionState.ACCEPTED,
            "self_fund": SolutionState.SELF_FUNDING,
        },
        SolutionState.SELF_FUNDING: {"accept": SolutionState.ACCEPTED},
        SolutionState.NOT_ELIGIBLE: {"accept": SolutionState.ACCEPTED},
        SolutionState.ORDERED: {
            "deliver": SolutionState.DELIVERED,
            "cancel": SolutionState.ACCEPTED,
        },
        SolutionState.DELIVERED: {
            "check": SolutionState.CHECKED,
            "find_unsuitable": SolutionState.UNSUITABLE,
        },
        SolutionState.UNSUITABLE: {
            "order": SolutionState.ORDERED,
            "give_back": SolutionState.GIVEN_BACK,
        },
        SolutionState.CHECKED: {},
        SolutionState.GIVEN_BACK: {},
    },
)

LETTER = Workflow(
    "Letter",
    {
        LetterState.WAITING: {"make": LetterState.READY, "take_back": LetterState.TAKEN_BACK},
        LetterState.READY: {"send": LetterState.SENT, "take_back": LetterState.TAKEN_BACK},
        LetterState.SENT: {},
        LetterState.TAKEN_BACK: {},
    },
)

MATCH = Workflow(
    "Possible match",
    {
        MatchState.WAITING: {
            "merge": MatchState.ONE_PERSON,
            "tell_apart": MatchState.TWO_PEOPLE,
        },
        MatchState.ONE_PERSON: {"look_again": MatchState.WAITING},
        MatchState.TWO_PEOPLE: {"look_again": MatchState.WAITING},
    },
)

ADVOCATE = Workflow(
    "Advocate",
    {
        AdvocateState.NOT_NEEDED: {},
        AdvocateState.NEEDED: {"ask": AdvocateState.ASKED, "refuse": AdvocateState.REFUSED},
        AdvocateState.ASKED: {
            "find": AdvocateState.FOUND,
            "refuse": AdvocateState.REFUSED,
            "not_find": AdvocateState.NOT_FOUND,
        },
        AdvocateState.NOT_FOUND: {"ask": AdvocateState.ASKED, "refuse": AdvocateState.REFUSED},
        AdvocateState.FOUND: {},
        AdvocateState.REFUSED: {},
    },
)

COMPLAINT = Workflow(
    "Complaint",
    {
        ComplaintState.RECEIVED: {
            "acknowledge": ComplaintState.ACKNOWLEDGED,
            "withdraw": ComplaintState.WITHDRAWN,
        },
        ComplaintState.ACKNOWLEDGED: {
            "answer": ComplaintState.ANSWERED,
            "withdraw": ComplaintState.WITHDRAWN,
        },
        ComplaintState.ANSWERED: {},
        ComplaintState.WITHDRAWN: {},
    },
)
