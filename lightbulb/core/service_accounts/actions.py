"""Letting another system in, and shutting it out."""

import secrets
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import AlreadyDone, Place, record
from lightbulb.core.service_accounts.access import why_not_keep_accounts
from lightbulb.core.service_accounts.models import ServiceAccount, digest_of
from lightbulb.core.verbs import Verb

TOKEN_BYTES = 32  # 256 bits


@transaction.atomic
def create_service_account(
    *, account: ServiceAccount, localities: Sequence[Locality], by: Actor, on: date
) -> str:
    """Let a system in; returns its token, which is kept nowhere and cannot be had again.

    The account comes unsaved. Raises ValidationError when its name is in use or its days
    are out of order.
    """
    require(why_not_keep_accounts(by, on=on))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    account.token = digest_of(token)
    account.full_clean()
    account.save(force_insert=True)
    account.localities.set(localities)
    detail: dict[str, object] = {"role": str(account.role), "localities": len(localities)}
    detail |= {"ends_on": account.ends_on} if account.ends_on else {}
    place = Place(organisation_id=account.organisation_id)
    record(Verb.SERVICE_ACCOUNT_CREATED, account, by=by, on=on, detail=detail, place=place)
    return token


@transaction.atomic
def revoke_service_account(*, account: ServiceAccount, by: Actor, on: date) -> ServiceAccount:
    """Shut a system out from the next call on. Raises AlreadyDone when it was before."""
    require(why_not_keep_accounts(by, on=on))
    account = ServiceAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if account.revoked_on is not None:
        raise AlreadyDone(Verb.SERVICE_ACCOUNT_REVOKED.word)
    account.revoked_on = on
    account.save(update_fields=["revoked_on"])
    place = Place(organisation_id=account.organisation_id)
    record(Verb.SERVICE_ACCOUNT_REVOKED, account, by=by, on=on, place=place)
    return account
