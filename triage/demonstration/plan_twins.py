"""Twins of the verbs of a plan: what is decided, ordered, done and followed up, in bulk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.enums import MilestoneKind, SolutionState
from cases.verbs import Verb
from cases.workflow import SOLUTION
from triage.demonstration.ledger import Ledger, Told
from triage.demonstration.lines import key


def decide_solution(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    solution = told.solutions[what["code"]]
    again = what.get("ask_again_on")
    solution |= {
        "state": str(SOLUTION.next_state(solution["state"], what["step"])),
        "reason": what.get("reason", ""),
        "ask_again_on": again,
        "decided_on": on,
    }
    detail = {"solution": solution["id"], "step": what["step"]}
    detail |= {"ask_again_on": again} if again else {}
    subject = ("cases.solution", solution["id"])
    ledger.step(told, "decide", Verb.SOLUTION_DECIDED, on=on, detail=detail, subject=subject)


def add_solution(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    code, kind = what["code"], what["kind"]
    told.solutions[code] = {
        "id": key(),
        "code": code,
        "label": what["label"],
        "kind": kind,
        "domain": next(iter(ledger.questions.domains)),
        "from_answers": [],
        "because": what["because"],
        "state": SolutionState.ACCEPTED.value,
        "reason": "",
        "ask_again_on": None,
        "decided_on": on,
    }
    subject = ("cases.solution", told.solutions[code]["id"])
    detail = {"solution": subject[1], "kind": kind}
    ledger.step(told, "decide", Verb.SOLUTION_ADDED, on=on, detail=detail, subject=subject)


def mark_done(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    solution = told.solutions[what["code"]]
    solution["state"] = str(SOLUTION.next_state(solution["state"], "deliver"))
    detail, subject = {"solution": solution["id"]}, ("cases.solution", solution["id"])
    ledger.step(told, "decide", Verb.SOLUTION_DONE, on=on, detail=detail, subject=subject)


def agree_plan(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    states = [solution["state"] for solution in told.solutions.values()]
    detail = {"accepted": states.count(SolutionState.ACCEPTED)}
    kind = MilestoneKind.PLAN_AGREED
    ledger.step(told, "agree_plan", Verb.PLAN_AGREED, on=on, detail=detail, milestone=kind)


def place_order(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    solution = told.solutions[what["code"]]
    solution["state"] = str(SOLUTION.next_state(solution["state"], "order"))
    order = {"id": key(), "supplier": what["supplier"], "ordered_on": on}
    told.orders[what["code"]] = order | {"expected_on": what["expected_on"], "delivered_on": None}
    detail = {"solution": solution["id"], "order": order["id"]}
    subject, kind = ("cases.order", order["id"]), MilestoneKind.ORDERED
    ledger.step(
        told,
        "place_order",
        Verb.ORDER_PLACED,
        on=on,
        detail=detail,
        milestone=kind,
        subject=subject,
    )


def receive(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    solution, order = told.solutions[what["code"]], told.orders[what["code"]]
    solution["state"] = str(SOLUTION.next_state(solution["state"], "deliver"))
    order["delivered_on"] = on
    detail = {"solution": solution["id"], "order": order["id"], "day": on}
    subject, kind = ("cases.order", order["id"]), MilestoneKind.DELIVERED
    ledger.step(
        told,
        "receive",
        Verb.ORDER_RECEIVED,
        on=on,
        detail=detail,
        milestone=kind,
        subject=subject,
    )


def plan_follow_up(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    told.follow_up = {"id": key(), "due_on": what["due_on"], "done_on": None, "suits": None}
    detail = {"due_on": what["due_on"]}
    ledger.step(told, "plan_follow_up", Verb.FOLLOW_UP_PLANNED, on=on, detail=detail)


def follow_up(ledger: Ledger, told: Told, on: date, what: Mapping[str, Any]) -> None:
    told.follow_up |= {"done_on": on, "suits": what["suits"], "scores": what["scores"]}
    told.follow_up["falls_since"] = what.get("falls_since")
    came = [one for one in told.solutions.values() if one["state"] == SolutionState.DELIVERED]
    step = "check" if what["suits"] else "find_unsuitable"
    for solution in came:
        solution["state"] = str(SOLUTION.next_state(solution["state"], step))
    detail = {"scores": len(what["scores"]), "unsuitable": 0 if what["suits"] else len(came)}
    kind = MilestoneKind.OUTCOME_3M
    ledger.step(told, "follow_up", Verb.FOLLOWED_UP, on=on, detail=detail, milestone=kind)
