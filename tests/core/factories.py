"""One simple maker of rows for each model of the ground floor.

Everybody is invented and looks it. Defaults are fixed; traits say what is special, as
in `make_absence(user=asha, over=True)`. Days are counted from TODAY, the day on which
the suite stands; pages read the real clock, so page tests say `on=` themselves.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import Function, OrganisationKind
from lightbulb.core.organisations.models import Agreement, Locality, Organisation
from lightbulb.core.staff.enums import AbsenceKind, Basis
from lightbulb.core.staff.models import Absence, Membership, Notice, User

PASSWORD = "nine quiet herons"
FIRST_DAY = date(2017, 10, 2)
LAST_YEAR = date(2025, 3, 31)
A_MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

numbers = count(1)


def make_user(
    *,
    name: str = "Asha Lampwright",
    email: str = "",
    phone: str = "01632 960 001",
    password: str | None = PASSWORD,
    shortcuts: bool = False,
    left: bool = False,
) -> User:
    """A member of staff with an address of their own; `left` means they may not sign in.

    With `password=None` no password works.
    """
    user = User(
        name=name,
        email=email or f"staff{next(numbers)}@partner.example",
        phone=phone,
        shortcuts=shortcuts,
        is_active=not left,
    )
    user.set_password(password)
    user.save()
    return user


def make_organisation(
    *,
    name: str = "Elmshire District Council",
    short_name: str = "",
    code: str = "",
    kind: OrganisationKind = OrganisationKind.DISTRICT,
    hosted_by: Organisation | None = None,
    starts_on: date = FIRST_DAY,
    ended: bool = False,
) -> Organisation:
    """A council or partner; `ended` means it was one until March 2025."""
    return Organisation.objects.create(
        code=code or f"organisation-{next(numbers)}",
        name=name,
        short_name=short_name or name.removesuffix(" District Council"),
        kind=kind,
        hosted_by=hosted_by,
        starts_on=starts_on,
        ends_on=LAST_YEAR if ended else None,
    )


def make_locality(
    *,
    name: str = "Elmshire",
    code: str = "",
    lad_code: str = "",
    organisation: Organisation | None = None,
    starts_on: date = FIRST_DAY,
    ended: bool = False,
) -> Locality:
    """An area with its own team, of a district of the same name unless said."""
    number = next(numbers)
    return Locality.objects.create(
        organisation=organisation or make_organisation(name=f"{name} District Council"),
        code=code or f"locality-{number}",
        name=name,
        lad_code=lad_code or f"E08{number:06}",
        starts_on=starts_on,
        ends_on=LAST_YEAR if ended else None,
    )


def make_membership(
    *,
    user: User | None = None,
    organisation: Organisation | None = None,
    localities: Sequence[Locality] = (),
    role: RoleCode = RoleCode.HSC,
    basis: Basis = Basis.POST,
    fte: Decimal | None = Decimal("1.00"),
    approved_by: User | None = None,
    starts_on: date = FIRST_DAY,
    ends_on: date | None = None,
    ended: bool = False,
) -> Membership:
    """A role in force, at the first locality's organisation unless said."""
    of_locality = localities[0].organisation if localities else None
    membership = Membership.objects.create(
        user=user or make_user(),
        organisation=organisation or of_locality or make_organisation(),
        role=role,
        basis=basis,
        fte=fte,
        approved_by=approved_by,
        starts_on=starts_on,
        ends_on=LAST_YEAR if ended else ends_on,
    )
    membership.localities.set(localities)
    return membership


def make_agreement(
    *,
    function: Function = Function.CASEWORK,
    giver: Organisation | None = None,
    receiver: Organisation | None = None,
    locality: Locality | None = None,
    power: str = "",
    source: str = "Example: invented for tests",
    starts_on: date = FIRST_DAY,
    ended: bool = False,
) -> Agreement:
    """The receiver does casework for the giver, in the whole of the giver's area."""
    return Agreement.objects.create(
        function=function,
        giver=giver or make_organisation(),
        receiver=receiver or make_organisation(name="Elmshire County Council"),
        locality=locality,
        power=power,
        source=source,
        starts_on=starts_on,
        ends_on=LAST_YEAR if ended else None,
    )


def make_absence(
    *,
    user: User | None = None,
    cover: User | None = None,
    kind: AbsenceKind = AbsenceKind.LEAVE,
    starts_on: date = date(2026, 12, 3),
    ends_on: date | None = date(2026, 12, 11),
    open_ended: bool = False,
    over: bool = False,
) -> Absence:
    """Leave from 3 to 11 December 2026; `over` puts it into March 2025."""
    if over:
        starts_on, ends_on = LAST_YEAR - timedelta(days=4), LAST_YEAR
    return Absence.objects.create(
        user=user or make_user(),
        cover=cover,
        kind=kind,
        starts_on=starts_on,
        ends_on=None if open_ended else ends_on,
    )


def make_notice(
    *,
    to: User | None = None,
    text: str = "Bram Candlewick is away from Thursday 3 December. You are asked to cover.",
    url: str = "",
    made_at: datetime = A_MOMENT,
    read: bool = False,
) -> Notice:
    """Something the person has still to read, unless `read`."""
    return Notice.objects.create(
        to=to or make_user(),
        text=text,
        url=url,
        made_at=made_at,
        read_at=A_MOMENT if read else None,
    )
