"""Telling somebody who comes to see them, and when nothing may be written."""

from datetime import date

from cases.actions.letters import channel_for
from cases.enums import Channel
from cases.letter_kinds import Introduction
from cases.models import Case
from lightbulb.core.access.sight import standing_on
from lightbulb.core.templatetags.display import day_date


def why_not_write_to(case: Case, *, on: date) -> str | None:
    """Whether a letter goes to the person of a case by itself: None, or why not.

    Nothing is written to somebody who may be in hiding or in danger: whoever leads the case
    tells them when they speak.
    """
    person = case.person.canonical
    if person.died_on:
        return "They have died."
    if person.duty_first:
        return f"A concern is open. {person.duty_first}."
    if standing_on(case.as_subject().parts, on=on):
        return "The record is restricted."
    if channel_for(person) == Channel.POST and case.home is None:
        return "No address is known."
    return None


def introduction(case: Case, *, on: date) -> Introduction:
    """The words of the letter. Raises ValueError for a case nobody leads."""
    worker = case.lead_worker
    if worker is None:
        raise ValueError("Nobody leads this case.")
    posts = worker.memberships_on(on)
    due = case.next_action_on
    return Introduction(
        who=worker.name,
        role=posts[0].role_name if posts else "",
        by_day=day_date(due, on) if due and due >= on else "",
    )
