"""Every page with the fullest state it can be in: the list that axe and the pictures walk.

Each row says how to get there. An address that has no page of its own says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Locality, User
from lightbulb.core.organisations.enums import Function, OrganisationKind
from tests.core.factories import (
    PASSWORD,
    make_absence,
    make_agreement,
    make_locality,
    make_membership,
    make_notice,
    make_organisation,
    make_user,
)


@dataclass(frozen=True)
class World:
    """A small partnership on a day, with one person in the middle of everything."""

    person: User
    colleague: User
    locality: Locality


@dataclass(frozen=True)
class Row:
    """A page: its address in a world, and whether somebody is signed in."""

    path: Callable[[World], str]
    signed_in: bool = True


def at(name: str, **options: bool) -> Row:
    return Row(lambda world: reverse(name), **options)


def password_link(world: World) -> str:
    token = default_token_generator.make_token(world.person)
    keys = [user_pk_to_url_str(world.person), token]
    return reverse("account_reset_password_from_key", args=keys)


PAGES = {
    "account_login": at("account_login", signed_in=False),
    "account_logout": at("account_logout"),
    "account_change_password": at("account_change_password"),
    "account_reset_password": at("account_reset_password", signed_in=False),
    "account_reset_password_done": at("account_reset_password_done", signed_in=False),
    "account_reset_password_from_key": Row(password_link, signed_in=False),
    "account_reset_password_from_key_done": at(
        "account_reset_password_from_key_done", signed_in=False
    ),
    "core:home": at("core:home"),
    "core:account": at("core:account"),
    "core:absences": at("core:absences"),
    "core:colleagues": at("core:colleagues"),
    "core:colleague": Row(lambda world: reverse("core:colleague", args=[world.colleague.pk])),
    "core:partnership": at("core:partnership"),
    "core:status": at("core:status"),
    "core:accessibility": at("core:accessibility"),
    "core:gallery": at("core:gallery"),
}
NO_PAGE = {
    "core:withdraw_absence": "a button on the page of days away",
    "core:read_notice": "a button on the home page",
    "core:health": "a word for the load balancer",
}


def make_world(*, on: date) -> World:
    """The fullest state: notices, days away, cover both ways, two roles, an agreement."""
    county = make_organisation(name="Elmshire County Council", kind=OrganisationKind.COUNTY)
    locality = make_locality(name="Elmshire")
    make_organisation(
        name="Lightbulb hub",
        short_name="Hub",
        kind=OrganisationKind.HUB,
        hosted_by=locality.organisation,
    )
    person = make_user(email="asha@partner.example", password=PASSWORD)
    colleague = make_user(name="Bram Candlewick", email="bram@partner.example")
    make_membership(user=person, localities=[locality])
    make_membership(user=person, localities=[locality], role=RoleCode.TECHNICAL_HSC)
    make_membership(user=colleague, localities=[locality])
    make_agreement(function=Function.CASEWORK, giver=locality.organisation, receiver=county)
    days_away(person, colleague, on=on)
    make_notice(to=person, url=reverse("core:colleague", args=[colleague.pk]))
    make_notice(to=person, text="The partnership's hosts have changed.")
    return World(person, colleague, locality)


def days_away(person: User, colleague: User, *, on: date) -> None:
    """The colleague is away and covered by the person, and the other way round later."""
    soon, later = on + timedelta(days=14), on + timedelta(days=20)
    make_absence(user=colleague, cover=person, starts_on=on, ends_on=on + timedelta(days=4))
    make_absence(user=person, cover=colleague, starts_on=soon, ends_on=later)
