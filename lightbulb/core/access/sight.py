"""Whether somebody may see a record: once as a question to the database, once in Python.

In this order, and the first that answers decides:

1. a restriction names the person as shut out: no, whatever else they hold;
2. they opened the record in an emergency, and it is open still: yes;
3. a restriction lets in only others: no;
4. a permission of theirs reaches it, or it is their own: yes;
5. no.

`why_not_…` functions ask further: seeing is not doing. Both forms are held to agree by
a test that makes up hundreds of worlds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from django.utils import timezone

from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.models import NOTHING, Restriction, RestrictionQuerySet
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, Scope, allows
from lightbulb.core.access.subjects import Part, Subject


@dataclass(frozen=True)
class Through:
    """A part at one remove: `column` holds the key of a record of `model`, whose `field`
    points at the part. Asked this way round, no row is joined to find what is hidden."""

    column: str
    model: type[Model]
    field: str

    def pointing_at(self, keys: Any) -> Any:
        """The keys of the records that point at one of those."""
        found = self.model._default_manager.filter(**{f"{self.field}__in": keys})
        return found.order_by().values("pk")


# Which columns of a row hold keys of which part, as {PERSON: ("person_id",), CASE: ("pk",)}.
Columns = Mapping[str, tuple[str | Through, ...]]

# What is hidden: few parts, each by its key, or the restrictions that hide them.
Kept = frozenset[Part] | RestrictionQuerySet
MOST_CARRIED = 300  # keys in a question before the database had better find them itself

# --- As a question to the database -------------------------------------------------------


def not_hidden(looker: Looker, columns: Columns, *, on: date) -> Q:
    """Rows that no restriction keeps from somebody, wherever the rows lie."""
    hidden = no_part_in(kept_from(looker, on=on), columns)
    # Where nothing is hidden the question is empty: every row, which an OR would not say.
    if not hidden or not looker.opened_in_emergency(timezone.now()):
        return hidden
    shut_out = no_part_in(Restriction.objects.in_force(on).shutting_out(looker), columns)
    return shut_out & (opened(looker, columns) | hidden)


def kept_from(looker: Looker, *, on: date) -> Kept:
    """What restrictions keep from somebody: the parts themselves, or where they are too many
    to carry from question to question, the restrictions.

    Asked for once by each object that looks, as memberships are: the next request sees what
    has changed, and this one what it changed itself.
    """
    known: dict[date, Kept] = looker.known_restrictions
    if on not in known:
        hiding = Restriction.objects.in_force(on).hiding_from(looker, on=on)
        parts = hiding.order_by().values_list("subject_type", "subject_id")
        few = list(parts[: MOST_CARRIED + 1])
        known[on] = hiding if len(few) > MOST_CARRIED else frozenset(few)
    return known[on]


def opened(looker: Looker, columns: Columns) -> Q:
    """Rows that somebody has open in an emergency now."""
    found = NOTHING
    for kind, key in looker.opened_in_emergency(timezone.now()):
        for column in columns.get(kind, ()):
            found |= holding(column, [key])
    return found


def forget_kept(by: object) -> None:
    """Ask anew what is kept from somebody, for the rest of the request that changed it."""
    known: dict[date, Kept] = getattr(by, "known_restrictions", {})
    known.clear()


def no_part_in(kept: Kept, columns: Columns) -> Q:
    """Rows none of whose parts are kept; where nothing of their kind is, nothing is asked."""
    found = Q()
    for kind, names in columns.items():
        keys = keys_of(kind, kept)
        for column in names if keys is not None else ():
            found &= ~holding(column, keys)
    return found


def keys_of(kind: str, kept: Kept) -> Any:
    """The keys of the parts of a kind: as they are, or as the question for them."""
    if isinstance(kept, frozenset):
        return sorted(key for label, key in kept if label == kind) or None
    return kept.filter(subject_type=kind).order_by().values("subject_id")


def holding(column: str | Through, keys: Any) -> Q:
    """Rows whose part is one of those."""
    if isinstance(column, Through):
        return Q(**{f"{column.column}__in": column.pointing_at(keys)})
    return Q(**{f"{column}__in": keys})


# --- Of one record -----------------------------------------------------------------------


def can_view(looker: Looker, permission: Permission, subject: Subject, *, on: date) -> bool:
    """Whether somebody may see one record, by a permission to see its kind."""
    return sees(looker, permission, subject, standing_on(subject.parts, on=on), on=on)


def sees(
    looker: Looker,
    permission: Permission,
    subject: Subject,
    standing: Iterable[Restriction],
    *,
    on: date,
) -> bool:
    """`can_view` of restrictions already at hand."""
    if judge(looker, subject, standing, on=on):
        return False
    return is_opened(looker, subject) or Scope.of(looker, permission, on=on).covers(subject)


def is_hidden(looker: Looker, subject: Subject, *, on: date, opened: bool = False) -> bool:
    """Whether a restriction keeps a record from somebody, wherever it lies; `opened` asks
    whether it would, if they opened it in an emergency."""
    standing = standing_on(subject.parts, on=on)
    return judge(looker, subject, standing, on=on, opened=opened)


def judge(
    looker: Looker,
    subject: Subject,
    standing: Iterable[Restriction],
    *,
    on: date,
    opened: bool = False,
) -> bool:
    """`is_hidden` of restrictions already at hand, each with `named` as for display."""
    of_subject = [each for each in standing if each.part in subject.parts]
    if any(shuts_out(each, looker) for each in of_subject):
        return True
    if opened or is_opened(looker, subject):
        return False
    if allows(looker, Permission.MANAGE_RESTRICTED, on=on):
        return False
    return any(lets_in_only_others(each, looker) for each in of_subject)


def standing_on(parts: Iterable[Part], *, on: date) -> list[Restriction]:
    """The restrictions in force on any part of a record, the oldest first."""
    return list(Restriction.objects.in_force(on).of(*parts).for_display())


def shuts_out(restriction: Restriction, looker: Looker) -> bool:
    return restriction.kind == RestrictionKind.EXCLUDE and looker.staff_id in names_of(restriction)


def lets_in_only_others(restriction: Restriction, looker: Looker) -> bool:
    is_list = restriction.kind == RestrictionKind.ALLOW_ONLY
    return is_list and looker.staff_id not in names_of(restriction)


def names_of(restriction: Restriction) -> set[UUID]:
    return {each.user_id for each in restriction.named}


def is_opened(looker: Looker, subject: Subject) -> bool:
    return not looker.opened_in_emergency(timezone.now()).isdisjoint(subject.parts)
