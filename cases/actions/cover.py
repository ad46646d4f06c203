"""Who does a colleague's work while they are away."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_give_cover
from cases.verbs import Verb
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.access import why_not_across
from lightbulb.core.organisations.enums import Function
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record import outbox
from lightbulb.core.record.events import record
from lightbulb.core.staff.enums import Basis
from lightbulb.core.staff.models import Absence, Membership, User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def give_cover(*, absence: Absence, cover: User, by: User, on: date) -> Absence:
    """Name who covers somebody's days away.

    Whoever does not work there gets a membership for those days and no longer, with who
    allowed it: they see the cases from the first day and not after the last. Raises
    NotAllowed without an agreement for cover where the council is another one's, and
    ValidationError for somebody who takes no cases.
    """
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    require(why_not_give_cover(by, absence, on=on))
    if cover.pk == absence.user_id:
        raise ValidationError({"cover": "Choose somebody else as cover."})
    absence.memberships.all().delete()
    for locality in places_of(absence.user, on=absence.starts_on):
        let_in(absence, cover, locality, by=by, on=on)
    absence.cover = cover
    absence.full_clean()
    absence.save(update_fields=["cover"])
    detail = {"user": absence.user_id, "cover": cover.pk}
    record(Verb.COVER_GIVEN, absence, by=by, on=on, detail=detail)
    key = f"cover:{absence.pk}:{cover.pk}"
    outbox.put("tell_staff", key=key, payload={"absence": str(absence.pk)})
    return absence


def places_of(user: User, *, on: date) -> list[Locality]:
    """Where somebody takes cases on a day, by their own post."""
    posts = Membership.objects.in_force(on).allowing(Permission.TAKE_CASES)
    of_post = posts.filter(user=user).exclude(basis=Basis.COVER)
    return list(Locality.objects.filter(memberships__in=of_post).distinct())


def let_in(absence: Absence, cover: User, locality: Locality, *, by: User, on: date) -> None:
    """A membership for the days, where the colleague has none there."""
    posts = [
        post
        for post in cover.memberships_on(absence.starts_on)
        if Permission.TAKE_CASES in post.permissions
    ]
    if any(locality in post.localities.all() for post in posts):
        return
    if not posts:
        raise ValidationError({"cover": f"{cover.name} takes no cases on those days."})
    of = posts[0].organisation
    reason = why_not_across(Function.COVER, of=of, locality=locality, on=absence.starts_on)
    if reason:
        raise NotAllowed(reason)
    covering = Membership.objects.create(
        user=cover,
        organisation=of,
        role=posts[0].role,
        basis=Basis.COVER,
        approved_by=by,
        absence=absence,
        starts_on=absence.starts_on,
        ends_on=absence.ends_on,
    )
    covering.localities.set([locality])
