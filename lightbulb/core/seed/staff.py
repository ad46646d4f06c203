"""The staff of the demonstration: people, posts, days away, notices. All invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.template.loader import render_to_string
from django.utils.text import slugify

from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.seed.files import key_for, morning, read
from lightbulb.core.staff.demonstration import PASSWORD
from lightbulb.core.staff.enums import Basis
from lightbulb.core.staff.models import Absence, Membership, Notice, User

# A fixed one, so that two seeds come out alike; the password is public. Long enough that
# Django does not hash the password anew at the first sign-in.
SALT = "demonstrationdemonstration"
FIRST_PHONE = 960_001  # 01632 960000 to 960999 are kept for drama


@dataclass(frozen=True)
class Post:
    """A role that a person of the file has, with where and since when."""

    person: str
    role: str
    organisation: str
    localities: tuple[str, ...]
    starts_on: date
    details: Mapping[str, Any]  # ends_on, fte, basis, approved_by, where they are not usual


def seed_staff(*, on: date) -> str:
    """Write everybody, with days away and notices around the day `on`; returns what, in words."""
    people = _people(on)
    User.objects.bulk_create(people.values())
    posts = [*_posts(), *_further_posts(on)]
    _create_memberships(posts, people)
    absences = Absence.objects.bulk_create(_absences(people, on))
    notices = [*_cover_notices(absences, on), *_other_notices(people, on)]
    Notice.objects.bulk_create(notices)
    return f"{len(people)} people, {len(posts)} posts, {len(absences)} absences"


def _people(on: date) -> dict[str, User]:
    """By name, all with the demonstration's password. Who has left may not sign in."""
    password = make_password(PASSWORD, salt=SALT)
    rows = (person for post in read("staff.toml")["posts"] for person in post["people"])
    return {
        row["name"]: User(
            id=key_for("user", row["name"], made_on=row["starts_on"]),
            name=row["name"],
            email=f"{slugify(row['name']).replace('-', '.', 1)}@{row['at']}.example",
            phone=f"01632 {FIRST_PHONE + position}",
            password=password,
            is_active=row.get("ends_on", on) >= on,
            joined_at=morning(row["starts_on"]),
        )
        for position, row in enumerate(rows)
    }


def _posts() -> Iterator[Post]:
    for group in read("staff.toml")["posts"]:
        for row in group["people"]:
            yield Post(
                person=row["name"],
                role=group["role"],
                organisation=row["at"] if group.get("own") else group["organisation"],
                localities=_localities_of(group, row),
                starts_on=row["starts_on"],
                details={name: row[name] for name in ("fte", "ends_on") if name in row},
            )


def _localities_of(group: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, ...]:
    """None named means as far as the role reaches by itself."""
    return () if group.get("everywhere") else tuple(row.get("localities", [row["at"]]))


def _further_posts(on: date) -> Iterator[Post]:
    """What somebody does besides their post: cover, and leading people of another council."""
    for row in read("staff.toml")["further"]:
        first, last = row.get("first"), row.get("last")
        yield Post(
            person=row["person"],
            role=row["role"],
            organisation=row["organisation"],
            localities=tuple(row["localities"]),
            starts_on=row["starts_on"] if first is None else on + timedelta(days=first),
            details={
                "basis": row["basis"],
                "approved_by": row["approved_by"],
                "ends_on": None if last is None else on + timedelta(days=last),
            },
        )


def _create_memberships(posts: list[Post], people: Mapping[str, User]) -> None:
    organisations = {row.code: row for row in Organisation.objects.all()}
    area = {row.code: row for row in Locality.objects.all()}
    made = Membership.objects.bulk_create(
        _membership(post, people, organisations[post.organisation]) for post in posts
    )
    through = Membership.localities.through
    through.objects.bulk_create(
        through(membership_id=membership.pk, locality_id=area[code].pk)
        for post, membership in zip(posts, made, strict=True)
        for code in post.localities
    )


def _membership(post: Post, people: Mapping[str, User], organisation: Organisation) -> Membership:
    approver = post.details.get("approved_by")
    words = (post.person, post.role, post.organisation, *post.localities)
    return Membership(
        id=key_for("membership", *words, made_on=post.starts_on),
        user=people[post.person],
        organisation=organisation,
        role=post.role,
        starts_on=post.starts_on,
        ends_on=post.details.get("ends_on"),
        fte=post.details.get("fte"),
        basis=post.details.get("basis", Basis.POST),
        approved_by=people[approver] if approver else None,
    )


def _absences(people: Mapping[str, User], on: date) -> list[Absence]:
    return [
        Absence(
            id=key_for("absence", row["person"], str(row["first"]), made_on=on),
            user=people[row["person"]],
            kind=row["kind"],
            starts_on=on + timedelta(days=row["first"]),
            ends_on=on + timedelta(days=row["last"]) if "last" in row else None,
            cover=people[row["cover"]] if "cover" in row else None,
        )
        for row in read("staff.toml")["absences"]
    ]


def _cover_notices(absences: list[Absence], on: date) -> Iterator[Notice]:
    """What the service itself tells whoever covers, for days that are not over."""
    for absence in absences:
        if absence.cover and (absence.ends_on is None or absence.ends_on >= on):
            text = render_to_string("core/notices/you_cover.txt", {"absence": absence}).strip()
            yield _notice(absence.cover, text, about=absence.user, made_on=on - timedelta(days=4))


def _other_notices(people: Mapping[str, User], on: date) -> Iterator[Notice]:
    for row in read("staff.toml")["notices"]:
        made_on = on - timedelta(days=row["days_ago"])
        notice = _notice(
            people[row["to"]], row["text"], about=people[row["about"]], made_on=made_on
        )
        notice.read_at = morning(made_on) if row.get("read") else None
        yield notice


def _notice(to: User, text: str, *, about: User, made_on: date) -> Notice:
    return Notice(
        id=key_for("notice", to.name, text, made_on=made_on),
        to=to,
        text=text,
        url=about.get_absolute_url(),
        made_at=morning(made_on),
    )
