"""The demonstration county: what it holds, and where it refuses to be written."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password, identify_hasher
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import (
    Absence,
    Agreement,
    Locality,
    Membership,
    Notice,
    Organisation,
    User,
)
from lightbulb.core.organisations.enums import Function, OrganisationKind
from lightbulb.core.staff.demonstration import PASSWORD, people_to_sign_in_as
from lightbulb.core.staff.enums import Basis
from triage.demonstration import seed as triage_seed

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def county(demonstration, monkeypatch):
    """The whole county, with few stories in it: those have tests of their own."""
    monkeypatch.setattr(triage_seed, "USUAL_COUNT", 10)
    call_command("seed", on=TODAY, stdout=StringIO())


def share_of_posts(*roles: RoleCode) -> dict[str, Decimal]:
    """Shares of full-time posts in force that belong to one locality, by locality."""
    posts = in_force().filter(role__in=roles, basis=Basis.POST, places=1)
    totals: Counter[str] = Counter()
    for post in posts:
        totals[post.localities.get().code] += post.fte
    return dict(totals)


def in_force():
    """Memberships of the day, with how many localities each names."""
    return Membership.objects.in_force(TODAY).annotate(places=Count("localities"))


def test_the_seven_districts_have_the_codes_of_the_statistics_office(county):
    held = dict(Locality.objects.in_force(TODAY).values_list("code", "lad_code"))
    assert held == {
        "blaby": "E07000129",
        "charnwood": "E07000130",
        "harborough": "E07000131",
        "hinckley-and-bosworth": "E07000132",
        "melton": "E07000133",
        "north-west-leicestershire": "E07000134",
        "oadby-and-wigston": "E07000135",
    }


def test_the_partners_are_those_of_the_papers(county):
    kinds = Counter(Organisation.objects.in_force(TODAY).values_list("kind", flat=True))
    assert kinds == {
        OrganisationKind.COUNTY: 1,
        OrganisationKind.DISTRICT: 7,
        OrganisationKind.HUB: 1,
        OrganisationKind.NHS: 6,  # two trusts, three hospital sites and the Bradgate unit
        OrganisationKind.PARTNER: 2,
    }
    assert Organisation.objects.get(code="hub").hosted_by.code == "blaby"


def test_co_ordinators_are_the_twelve_posts_of_the_business_case(county):
    assert share_of_posts(RoleCode.HSC, RoleCode.TECHNICAL_HSC) == {
        "blaby": Decimal("1.7"),
        "charnwood": Decimal("3"),
        "harborough": Decimal("1.2"),
        "hinckley-and-bosworth": Decimal("2.3"),
        "melton": Decimal("1"),
        "north-west-leicestershire": Decimal("1.8"),
        "oadby-and-wigston": Decimal("1"),
    }


def test_technical_officers_are_the_posts_of_the_business_case(county):
    assert share_of_posts(RoleCode.TECHNICAL_OFFICER) == {
        "blaby": Decimal("0.7"),
        "charnwood": Decimal("1.0"),
        "harborough": Decimal("0.4"),
        "hinckley-and-bosworth": Decimal("0.6"),
        "melton": Decimal("0.3"),
        "north-west-leicestershire": Decimal("0.3"),
        "oadby-and-wigston": Decimal("0.3"),
    }


def test_administrators_are_the_posts_of_the_business_case(county):
    assert share_of_posts(RoleCode.ADMINISTRATOR) == {
        "blaby": Decimal("0.5"),
        "charnwood": Decimal("0.5"),
        "harborough": Decimal("0.4"),
        "hinckley-and-bosworth": Decimal("0.5"),
        "melton": Decimal("0.4"),
        "north-west-leicestershire": Decimal("0.4"),
        "oadby-and-wigston": Decimal("0.4"),
    }


@pytest.mark.parametrize(
    ("role", "posts"),
    [(RoleCode.SENIOR_HSC, 2), (RoleCode.SERVICE_MANAGER, 1), (RoleCode.ADMINISTRATOR, 1)],
)
def test_the_hub_has_the_posts_of_the_business_case(county, role, posts):
    hub = in_force().filter(organisation__code="hub", role=role).exclude(places=1)
    assert sum(post.fte for post in hub) == posts


def test_every_role_has_somebody_who_can_sign_in(county, client):
    people = people_to_sign_in_as()
    assert len(people) == len(RoleCode)
    assert client.login(username=people[0]["email"], password=PASSWORD)


def test_the_one_shown_for_a_role_has_that_role_first(county):
    for person in people_to_sign_in_as():
        memberships = User.objects.get(email=person["email"]).memberships_on(TODAY)
        assert str(memberships[0]) == person["role"]


def test_nobody_else_does_charnwoods_casework(county):
    shared = Agreement.objects.filter(function__in=(Function.CASEWORK, Function.COVER))
    charnwood = Locality.objects.get(code="charnwood")
    assert shared.exists()
    assert not shared.filter(giver=charnwood.organisation).exists()
    assert not shared.filter(locality=charnwood).exists()
    # The county's own are all for a named area, so none of them reaches Charnwood.
    assert not shared.filter(giver__kind=OrganisationKind.COUNTY, locality=None).exists()


def test_nobody_of_the_hub_works_in_charnwood_but_its_leaders(county):
    workers = Membership.objects.in_force(TODAY).filter(localities__code="charnwood")
    assert set(workers.values_list("organisation__code", flat=True)) == {
        "charnwood",
        "leicestershire",
    }


def test_every_agreement_says_where_it_is_written_down(county):
    sources = set(Agreement.objects.values_list("source", flat=True))
    assert len(sources) == 6
    known = ("Cabinet report of 26 March 2024", "Business case of 2016", "Example:")
    assert all(source.startswith(known) for source in sources)


def test_the_agreement_with_the_host_was_renewed_without_a_gap(county):
    hub, giver = Organisation.objects.get(code="hub"), Organisation.objects.get(kind="county")
    for day in (date(2025, 3, 31), date(2025, 4, 1), TODAY):
        held = Agreement.objects.allowing(
            Function.RECOMMENDATION, giver=giver, receiver=hub, on=day
        )
        assert held.count() == 6, day


def test_days_away_and_notices_stand_around_the_day_of_the_seed(county):
    away = Absence.objects.in_force(TODAY)
    assert set(away.values_list("user__name", "cover__name")) == {
        ("Naomi Priestley", None),
        ("Tom Addison", "Olivia Freestone"),
        ("Kwabena Osei-Tutu", "Gareth Pocklington"),
    }
    told = Notice.objects.unread().get(to__name="Lewis Garland")
    assert told.text == (
        "Meera Chauhan is away from Thursday 3 December to Friday 11 December. "
        "You are asked to cover."
    )


def test_whoever_left_is_kept_but_cannot_sign_in(county):
    gone = User.objects.get(name="Winifred Stallworthy")
    assert not gone.is_active
    assert gone not in User.objects.working_on(TODAY)


def test_people_are_invented_and_look_it(county):
    phones = list(User.objects.values_list("phone", flat=True))
    assert len(phones) == len(set(phones))
    assert all(phone.startswith("01632 960") and len(phone) == 12 for phone in phones)
    assert not User.objects.exclude(email__endswith=".example").exists()


def test_the_password_is_the_one_that_is_shown(county):
    (held,) = set(User.objects.values_list("password", flat=True))
    assert check_password(PASSWORD, held)
    assert not identify_hasher(held).must_update(held)  # which would make sign-in twice as slow


def test_all_rows_are_ones_that_the_models_accept(county):
    for model in (Organisation, Locality, Agreement, User, Membership, Absence, Notice):
        for row in model.objects.all():
            row.full_clean()


def everything() -> list[object]:
    models = (Organisation, Locality, Agreement, User, Membership, Absence, Notice)
    links = Membership.localities.through.objects.values_list("membership_id", "locality_id")
    return [*(list(m.objects.order_by("pk").values()) for m in models), sorted(links)]


def empty() -> None:
    """Everything but the record's own tables, which the flush of a test run leaves alone."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables))} CASCADE")


def test_two_seeds_are_alike_to_the_last_key(county):
    first = everything()
    empty()
    call_command("seed", on=TODAY, stdout=StringIO())
    assert everything() == first
    assert len(first[0]) == 17


def test_a_database_with_something_in_it_is_refused(county):
    with pytest.raises(CommandError, match="holds organisations or people already"):
        call_command("seed", on=TODAY)


def test_if_empty_leaves_what_there_is_alone(county):
    User.objects.filter(name="Tom Addison").update(phone="01632 960999")
    call_command("seed", if_empty=True)
    assert User.objects.get(name="Tom Addison").phone == "01632 960999"


def test_the_real_service_is_refused():
    with pytest.raises(CommandError, match="only for demonstration mode"):
        call_command("seed", on=TODAY)
    assert not Organisation.objects.exists()


def test_who_can_sign_in_is_printed_with_the_password(county):
    printed = StringIO()
    call_command("who_can_sign_in", stdout=printed)
    text = printed.getvalue()
    assert text.count(PASSWORD) == 1
    assert text.count("@") == len(RoleCode)
    line = next(line for line in text.splitlines() if "alison.freer@hub.example" in line)
    assert line.split("  ")[1].strip() == "Hub manager, Lightbulb hub at Blaby"


def test_who_can_sign_in_says_when_there_is_nobody(demonstration):
    with pytest.raises(CommandError, match="Nobody can sign in yet"):
        call_command("who_can_sign_in")


def test_the_real_service_tells_nobody_who_can_sign_in():
    with pytest.raises(CommandError, match="Only the demonstration"):
        call_command("who_can_sign_in")
