"""A large county is the same stories, whoever of several processes tells them."""

from datetime import date

import pytest

from cases.models import Case, Person
from cases.mot.sets import current_version, question_set
from cases.seed.targets import seed_targets
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_worker
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer
from triage.demonstration import many
from triage.demonstration.inhabitants import districts
from triage.demonstration.stories import stories

TODAY = date(2026, 11, 23)
WANTED = 47


@pytest.fixture
def staff(transactional_db):
    seed_targets(on=TODAY)
    make_triage_officer()
    for number, district in enumerate(districts()):
        locality = make_locality(name=f"District {number}", lad_code=district["lad_code"])
        make_worker(locality=locality, role=RoleCode.HSC)


@pytest.mark.large
def test_several_processes_write_what_one_would_have_written(staff, monkeypatch):
    monkeypatch.setattr(many, "FEWEST", 20)
    monkeypatch.setattr(many, "BATCH", 8)
    told = many.write_cases(WANTED, on=TODAY)
    questions = question_set(current_version(TODAY))
    same = list(stories(range(told), on=TODAY, questions=questions))
    assert Case.objects.count() == sum(story.leads_to_a_case for story in same) == WANTED
    written = Person.objects.values_list("given_name", "family_name", "date_of_birth")
    whom = [(s.who.given_name, s.who.family_name, s.who.date_of_birth) for s in same]
    assert sorted(written) == sorted(whom)
    assert Event.objects.values("id").distinct().count() == Event.objects.count()
