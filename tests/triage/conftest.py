"""People, a place and a clock for tests of the front door."""

from datetime import date

import pytest
from django.test import Client

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.places.models import Postcode
from lightbulb.core.staff.models import User
from tests.cases.factories import make_target, make_worker
from tests.core.conftest import monday, plain_static_files
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer

__all__ = ["monday", "plain_static_files"]

MONDAY = date(2026, 11, 23)


@pytest.fixture
def melton(db: None) -> Locality:
    return make_locality(name="Melton", code="melton", lad_code="E07000133")


@pytest.fixture
def blaby(db: None) -> Locality:
    return make_locality(name="Blaby", code="blaby", lad_code="E07000129")


@pytest.fixture
def postcodes(melton: Locality) -> None:
    """LE13 9SH lies in Melton, LE3 5SE in no locality of the county."""
    Postcode.objects.create(postcode="LE139SH", lad_code="E07000133")
    Postcode.objects.create(postcode="LE35SE", lad_code="E06000016")


@pytest.fixture
def first_call(db: None) -> None:
    """Somebody rings within four working days: from Monday 23 November, Friday 27 November."""
    make_target(code="first_call", working_days=4)


@pytest.fixture
def priya(db: None) -> User:
    return make_triage_officer()


@pytest.fixture
def as_priya(client: Client, priya: User, monday: object) -> Client:
    """A browser in which a triage officer is signed in, on Monday 23 November 2026."""
    client.force_login(priya)
    return client


@pytest.fixture
def as_hsc_of_blaby(client: Client, blaby: Locality, monday: object) -> Client:
    client.force_login(make_worker(locality=blaby, name="Bram Candlewick"))
    return client


@pytest.fixture
def as_handyperson(client: Client, melton: Locality, monday: object) -> Client:
    """Somebody with a role in force that takes no referrals."""
    client.force_login(make_worker(locality=melton, role=RoleCode.HANDYPERSON))
    return client
