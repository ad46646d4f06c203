"""The partnership page: who, where and for whom, as it stands today."""

import re

import pytest

from lightbulb.core.organisations.enums import Function, OrganisationKind
from tests.core import factories


@pytest.fixture
def page(as_asha):
    return lambda: as_asha.get("/partnership/").content.decode()


def test_localities_are_shown_with_their_codes(page):
    factories.make_locality(name="Farshire", lad_code="E07000999")
    shown = page()
    assert "Farshire District Council" in shown
    assert "E07000999" in shown


def test_a_hub_is_shown_with_its_host(page):
    host = factories.make_organisation(name="Hostshire District Council")
    factories.make_organisation(name="Lamp hub", kind=OrganisationKind.HUB, hosted_by=host)
    assert "Central hub" in page()


def test_an_agreement_is_told_in_words_with_its_source(page):
    giver = factories.make_organisation(name="Farshire District Council")
    hub = factories.make_organisation(name="Lamp Council")
    factories.make_agreement(
        function=Function.TECHNICAL, giver=giver, receiver=hub, source="Cabinet report, 2024"
    )
    shown = page()
    assert "Technical visits, schedules and inspections" in shown
    assert "Lamp Council for Farshire District Council" in shown
    assert "In the whole of its area" in shown
    assert "Cabinet report, 2024" in shown
    assert ">Example<" not in shown


def test_an_invented_agreement_is_marked(page):
    factories.make_agreement(source="Example: invented for the demonstration")
    assert re.search(r'<strong class="govuk-tag govuk-tag--grey">\s*Example\s*</strong>', page())


def test_what_is_over_is_not_shown(page):
    factories.make_locality(name="Oldshire", ended=True)
    factories.make_agreement(source="A paper of long ago", ended=True)
    shown = page()
    assert "No agreements are recorded for today" in shown
    assert "<strong>Oldshire</strong>" not in shown


def test_the_page_does_not_ask_more_for_more_rows(as_asha, django_assert_max_num_queries):
    for number in range(20):
        factories.make_agreement(locality=factories.make_locality(name=f"Place {number}"))
    with django_assert_max_num_queries(12):
        as_asha.get("/partnership/")
