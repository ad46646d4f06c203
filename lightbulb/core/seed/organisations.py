"""The partnership of the demonstration: organisations, localities, agreements."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from lightbulb.core.organisations.models import Agreement, Locality, Organisation
from lightbulb.core.seed.files import key_for, read


def seed_organisations(*, on: date) -> str:
    """Write all of it; returns what was made, in words. The days do not hang on `on`."""
    organisations = _organisations()
    Organisation.objects.bulk_create(organisations.values())
    localities = Locality.objects.bulk_create(_localities(organisations))
    area = {locality.code: locality for locality in localities}
    agreements = Agreement.objects.bulk_create(_agreements(organisations, area))
    return (
        f"{len(organisations)} organisations, {len(localities)} localities, "
        f"{len(agreements)} agreements"
    )


def _organisations() -> dict[str, Organisation]:
    """By code. A host stands in the file before whatever it hosts."""
    file = read("organisations.toml")
    made: dict[str, Organisation] = {}
    for row in file["organisations"]:
        made[row["code"]] = Organisation(
            id=key_for("organisation", row["code"], made_on=file["starts_on"]),
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            hosted_by=made[row["hosted_by"]] if "hosted_by" in row else None,
            letter_lines=row.get("letter_lines", []),
            phone=row.get("phone", ""),
            starts_on=file["starts_on"],
        )
    return made


def _localities(organisations: Mapping[str, Organisation]) -> list[Locality]:
    """Each district is a locality today, and has its name and code."""
    file = read("organisations.toml")
    return [
        Locality(
            id=key_for("locality", row["code"], made_on=file["starts_on"]),
            organisation=organisations[row["code"]],
            code=row["code"],
            name=row["short_name"],
            lad_code=row["lad_code"],
            starts_on=file["starts_on"],
        )
        for row in file["organisations"]
        if "lad_code" in row
    ]


def _agreements(
    organisations: Mapping[str, Organisation], area: Mapping[str, Locality]
) -> list[Agreement]:
    return [
        Agreement(
            id=key_for("agreement", *parties, place or "", made_on=row["starts_on"]),
            function=function,
            giver=organisations[giver],
            receiver=organisations[receiver],
            locality=area[place] if place else None,
            starts_on=row["starts_on"],
            ends_on=row.get("ends_on"),
            source=row["source"],
        )
        for row in read("agreements.toml")["agreements"]
        for parties, place in product(_parties(row), row.get("localities", [None]))
        for function, giver, receiver in [parties]
    ]


def _parties(row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every function, giver and receiver that an entry of the file stands for."""
    return product(row["functions"], row["givers"], row["receivers"])
