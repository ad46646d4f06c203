"""Who speaks for the person of a case: written down, put right, and ended."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.models import Case, Representative
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

A_DAY_GONE_BY = "The day is today or before."
OF_THE_EVIDENCE = frozenset({"evidence", "seen_on"})


@transaction.atomic
def add_representative(
    *, case: Case, representative: Representative, by: User, on: date
) -> Representative:
    """Keep somebody who speaks for the person of a case. They come unsaved.

    Whoever writes down what was seen is who saw it. Raises ValidationError for a day to come.
    """
    require(why_not_work(by, case, on=on))
    representative.person = case.person.canonical
    representative.seen_by = by if representative.evidence else None
    check_days({"starts_on": representative.starts_on, "seen_on": representative.seen_on}, on=on)
    representative.full_clean()
    representative.save(force_insert=True)
    tell(Verb.REPRESENTATIVE_ADDED, representative, case, by=by, on=on)
    return representative


def check_days(days: Mapping[str, date | None], *, on: date) -> None:
    for name, day in days.items():
        if day and day > on:
            raise ValidationError({name: A_DAY_GONE_BY})


def tell(verb: Verb, representative: Representative, case: Case, *, by: User, on: date) -> None:
    detail = {"representative": representative.pk, "authority": str(representative.authority)}
    record(verb, representative, by=by, on=on, detail=detail, place=place_of(case))


@transaction.atomic
def correct_representative(
    *,
    case: Case,
    representative: Representative,
    changes: Mapping[str, Any],
    version: int,
    by: User,
    on: date,
) -> Representative:
    """Put right what is known of them; what it said before is kept as a revision.

    Whoever writes down evidence anew is who saw it. Raises EditConflict when it was saved in
    between, NotAllowed once they speak for the person no more, ValidationError for a day to
    come.
    """
    representative = speaking(case, representative, by=by, on=on)
    check_days({name: changes.get(name) for name in ("starts_on", "seen_on")}, on=on)
    before = {name: getattr(representative, name) for name in OF_THE_EVIDENCE}
    changes = dict(changes)
    if any(changes.get(name, before[name]) != before[name] for name in OF_THE_EVIDENCE):
        changes["seen_by"] = by if changes.get("evidence", representative.evidence) else None
    if save_changes(representative, changes, by=by, version=version):
        tell(Verb.REPRESENTATIVE_CORRECTED, representative, case, by=by, on=on)
    return representative


@transaction.atomic
def end_representative(
    *, case: Case, representative: Representative, until: date, by: User, on: date
) -> Representative:
    """Write down that they speak for the person no more. What was decided under their
    authority stands. Raises NotAllowed when it is ended already, ValidationError for a day
    that cannot be.
    """
    representative = speaking(case, representative, by=by, on=on)
    check_days({"until": until}, on=on)
    version = representative.version
    save_changes(representative, {"ends_on": until}, by=by, version=version)
    tell(Verb.REPRESENTATIVE_ENDED, representative, case, by=by, on=on)
    return representative


def speaking(case: Case, representative: Representative, *, by: User, on: date) -> Representative:
    """The representative as they are now, locked."""
    require(why_not_work(by, case, on=on))
    rows = Representative.objects.select_for_update(of=("self",))
    found: Representative = rows.get(pk=representative.pk)
    if found.ends_on:
        raise NotAllowed("They speak for the person no more. Add them again, if they do.")
    return found
