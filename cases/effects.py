"""What verbs of a case ask of the outbox.

What makes a letter is named and not imported: pages read this list too, and only the worker
should load what makes PDFs.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from cases.actions import write_letter
from cases.actions.emergency import reviewers
from cases.agreed import what_we_agreed
from cases.concerns import tell_desk, tell_raiser
from cases.introducing import introduction, why_not_write_to
from cases.letters.kinds import Said
from cases.models import Case, VisitMove
from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.access.sight import is_hidden
from lightbulb.core.record.effects import Effect
from lightbulb.core.staff.models import Notice

MAKING = "cases.letters.making.make"


def make_letter(payload: Mapping[str, Any], key: str) -> None:
    import_string(MAKING)(payload["letter"])


def tell_of_emergency(payload: Mapping[str, Any], key: str) -> None:
    """A notice to each of them. It names who opened it and not whose record it is."""
    opening = EmergencyAccess.objects.select_related("user").get(pk=payload["opening"])
    text = render_to_string("cases/notices/emergency.txt", {"opening": opening}).strip()
    url = reverse("cases:review_emergency", args=[opening.pk])
    on = timezone.localdate(opening.opened_at)
    Notice.objects.bulk_create(
        Notice(to=user, text=text, url=url) for user in reviewers(on=on) if user != opening.user
    )


def tell_of_visit_move(payload: Mapping[str, Any], key: str) -> None:
    """Tell the lead workers of both cases that a visit moved between them."""
    move = VisitMove.objects.select_related("before", "after").get(pk=payload["move"])
    for case, words in ((move.before, "moved out of"), (move.after, "moved into")):
        lead = case.lead_worker
        if lead is None or lead == move.moved_by:
            continue
        if is_hidden(lead, case.as_subject(), on=move.moved_on):
            continue
        text = f"A visit was {words} case {case.reference}, since it was another person’s."
        Notice.objects.create(to=lead, text=text, url=case.get_absolute_url())


def introduce(payload: Mapping[str, Any], key: str) -> None:
    """Tell the person the name of whoever comes, unless that changed meanwhile."""
    case = Case.objects.with_people().filter(pk=payload["case"]).first()
    if case is not None and str(case.lead_worker_id) == payload["worker"]:
        on = date.fromisoformat(payload["on"])
        write_to(case, introduction(case, on=on), on=on)


def tell_what_we_agreed(payload: Mapping[str, Any], key: str) -> None:
    """Send the person their plan, as it stands by now."""
    case = Case.objects.with_people().filter(pk=payload["case"]).first()
    if case is not None and case.lead_worker_id:
        write_to(case, what_we_agreed(case), on=date.fromisoformat(payload["on"]))


def write_to(case: Case, said: Said, *, on: date) -> None:
    """A letter from whoever leads the case, unless nobody may write."""
    if case.lead_worker is None or why_not_write_to(case, on=on):
        return
    write_letter(
        said=said,
        person=case.person.canonical,
        case=case,
        reference=case.reference,
        by=case.lead_worker,
        on=on,
    )


EFFECTS = {
    "introduce": Effect(introduce),
    "make_letter": Effect(make_letter),
    "tell_of_emergency": Effect(tell_of_emergency),
    "tell_desk": Effect(tell_desk),
    "tell_what_we_agreed": Effect(tell_what_we_agreed),
    "tell_of_visit_move": Effect(tell_of_visit_move),
    "tell_raiser": Effect(tell_raiser),
}
