"""Pages of the queue by key: as quick on the last page as on the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from triage.models import Referral, ReferralQuerySet

PAGE = 50


@dataclass(frozen=True)
class Place:
    """Where a referral stands in the queue: what it ranks from, day received, key."""

    ranks_from: date
    received_on: date
    pk: UUID

    def __str__(self) -> str:
        return f"{self.ranks_from}.{self.received_on}.{self.pk}"

    def after(self) -> Q:
        return Q(ranks_from__gt=self.ranks_from) | Q(ranks_from=self.ranks_from) & (
            Q(received_on__gt=self.received_on) | Q(received_on=self.received_on, pk__gt=self.pk)
        )

    def before(self) -> Q:
        return Q(ranks_from__lt=self.ranks_from) | Q(ranks_from=self.ranks_from) & (
            Q(received_on__lt=self.received_on) | Q(received_on=self.received_on, pk__lt=self.pk)
        )


def place_of(referral: Referral) -> Place:
    return Place(referral.ranks_from, referral.received_on, referral.pk)


def read_place(text: str) -> Place | None:
    """A place as it stands in an address; None when it is none."""
    try:
        ranks, day, key = text.split(".")
        return Place(date.fromisoformat(ranks), date.fromisoformat(day), UUID(key))
    except ValueError:
        return None


@dataclass(frozen=True)
class Page:
    """One page of the queue, and the places its neighbours begin at."""

    rows: Sequence[Referral]
    first: int  # of the first row, counted from 1
    after: str = ""
    before: str = ""

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def page_of(referrals: ReferralQuerySet, *, after: str, before: str) -> Page:
    """The page after a place, or the one that ends before it; the first when there is neither."""
    ahead, back = read_place(after), read_place(before)
    ordered = referrals.most_pressing_first()
    if back and not ahead:
        found = list(ordered.filter(back.before()).reverse()[:PAGE])[::-1]
        more = bool(found)  # at least the row that was gone back from
    else:
        found = list((ordered.filter(ahead.after()) if ahead else ordered)[: PAGE + 1])
        more = len(found) > PAGE
    if not found:
        return Page([], 0)
    shown = found[:PAGE]
    begins, ends = place_of(shown[0]), place_of(shown[-1])
    earlier = referrals.filter(begins.before()).count() if ahead or back else 0
    return Page(
        shown, earlier + 1, after=str(ends) if more else "", before=str(begins) if earlier else ""
    )
