"""The demonstration county with as many cases as are asked for."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_it_has_exactly_so_many_cases_each_with_a_reference_of_its_own(settings):
    settings.DEMONSTRATION = True
    call_command("seed", "--cases=12", on=TODAY, stdout=StringIO())
    assert len(set(Case.objects.values_list("reference", flat=True))) == 12


@pytest.mark.parametrize("number", ["0", "-3", "many", "1000001", "9" * 5_000, "٣"])
def test_what_is_no_number_of_cases_is_refused(number):
    with pytest.raises(CommandError, match="say a number of cases from 1 to 1,000,000"):
        call_command("seed", f"--cases={number}")
