"""What the person of a case said about passing on what they told, recipient by recipient."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cases.models import Case
from lightbulb.core.templatetags.display import day_date
from triage.enums import SharingAnswer
from triage.models import CaseSharing, Sharing, SharingFlow

Answer = Sharing | CaseSharing


@dataclass
class Said:
    """One recipient, and every word about it, the first first. The last one stands."""

    flow: SharingFlow
    words: list[Answer] = field(default_factory=list)

    @property
    def last(self) -> Answer | None:
        return self.words[-1] if self.words else None

    @property
    def before(self) -> list[Answer]:
        return self.words[-2::-1]


def said_in(case: Case, *, on: date) -> list[Said]:
    """Every recipient there is now, or of whom something was said, in the list's order."""
    told = Sharing.objects.filter(referral__case=case).select_related("flow")
    later = CaseSharing.objects.filter(case=case).select_related("flow", "written_by")
    found: dict[str, Said] = {each.code: Said(each) for each in SharingFlow.objects.in_force(on)}
    for answer in (*told.order_by("said_on", "id"), *later):
        found.setdefault(answer.flow.code, Said(answer.flow)).words.append(answer)
    return sorted(found.values(), key=lambda said: (said.flow.place, said.flow.code))


def in_words(answer: Answer | None, before: Iterable[Answer] = ()) -> str:
    """As "Agreed" or "Taken back"; what nobody asked is no answer."""
    if answer is None:
        return "Not asked yet"
    agreed = any(each.answer == SharingAnswer.AGREED for each in before)
    if answer.answer == SharingAnswer.REFUSED and agreed:
        return "Taken back"
    return str(SharingAnswer(answer.answer).label)


def how_said(answer: Answer | None, *, on: date) -> str:
    """Who said it, how and when, or why nobody was asked."""
    if answer is None:
        return ""
    if answer.answer == SharingAnswer.NOT_ASKED:
        return str(getattr(answer, "why_not_asked", ""))
    how = answer.get_said_how_display().lower()
    return f"{answer.said_by} {how}, {day_date(answer.said_on, on)}".strip()
