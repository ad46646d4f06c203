"""Lets another system call the API: `manage.py service_account make "Ward system" …`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.record.actors import System
from lightbulb.core.service_accounts.actions import create_service_account, revoke_service_account
from lightbulb.core.service_accounts.models import ServiceAccount

DONE_BY = System("service-account")


class Command(BaseCommand):
    help = "Make a service account and print its token once, or revoke one"

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        make = acts.add_parser("make", help="let a system in")
        make.add_argument("name", help="what the system is called")
        make.add_argument("--organisation", required=True, help="the organisation's code")
        make.add_argument("--role", required=True, choices=RoleCode.values)
        make.add_argument("--locality", action="append", default=[], help="a code; may be repeated")
        make.add_argument("--until", type=date.fromisoformat, help="the last day, as 2027-03-31")
        revoke = acts.add_parser("revoke", help="shut a system out")
        revoke.add_argument("name")

    def handle(self, *, act: str, **options: Any) -> None:
        try:
            {"make": self.make, "revoke": self.revoke}[act](options, timezone.localdate())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def make(self, options: dict[str, Any], on: date) -> None:
        localities = list(Locality.objects.in_force(on).filter(code__in=options["locality"]))
        missing = sorted(set(options["locality"]) - {each.code for each in localities})
        if missing:
            raise CommandError(f"There is no locality {', '.join(missing)} today.")
        account = ServiceAccount(
            name=options["name"],
            organisation=organisation_of(options["organisation"], on),
            role=options["role"],
            starts_on=on,
            ends_on=options["until"],
        )
        token = create_service_account(account=account, localities=localities, by=DONE_BY, on=on)
        self.stderr.write("The token, shown this once:")
        self.stdout.write(token)

    def revoke(self, options: dict[str, Any], on: date) -> None:
        account = ServiceAccount.objects.filter(name=options["name"], revoked_on=None).first()
        if account is None:
            raise CommandError(f"There is no service account {options['name']!r} to revoke.")
        revoke_service_account(account=account, by=DONE_BY, on=on)
        self.stdout.write(f"{account.name} can no longer call the service.")


def organisation_of(code: str, on: date) -> Organisation:
    found: Organisation | None = Organisation.objects.in_force(on).filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no organisation {code!r} today.")
    return found
