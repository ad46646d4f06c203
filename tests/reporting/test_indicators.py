"""Each indicator in a small world whose figures are worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from cases.enums import SolutionKind, SolutionState
from lightbulb.core.organisations.models import Locality
from lightbulb.core.time.periods import Period
from reporting.enums import Cohort
from reporting.figures import Figure
from reporting.indicators.registry import indicator_named
from reporting.measuring import measure
from reporting.places import COUNTY_KEY, Place
from tests.core.factories import make_locality
from tests.reporting.factories import make_dated_case, make_referral, make_solutions

pytestmark = pytest.mark.django_db
OCTOBER = Period.parse("2026-10")
COUNTY = Place(COUNTY_KEY, "The whole county")
ENDED, STARTED = Cohort.ENDED, Cohort.STARTED


@pytest.fixture
def ashby() -> Locality:
    return make_locality(name="Ashby Vale", code="ashby-vale")


def october(code: str, cohort: Cohort = ENDED) -> Figure:
    return measure(indicator_named(code), OCTOBER, COUNTY, cohort)


def test_referrals_count_from_the_first_day_to_the_last(ashby):
    days = [date(2026, 9, 30), date(2026, 10, 1), *[date(2026, 10, 15)] * 3, date(2026, 10, 31)]
    for day in [*days, date(2026, 11, 1)]:
        make_referral(received_on=day, locality=ashby)
    # Of seven, one lies before October and one after it.
    assert october("referrals").words == "5"
    assert october("referrals", STARTED).words == "5"


def test_a_referral_from_outside_counts_for_the_county_alone(ashby):
    for _ in range(6):
        make_referral(received_on=date(2026, 10, 5), locality=ashby)
    for _ in range(5):
        referral = make_referral(received_on=date(2026, 10, 5), locality=ashby)
        referral.locality = None
        referral.save()
    assert october("referrals").words == "11"
    place = Place("ashby-vale", "Ashby Vale", ashby.pk)
    assert measure(indicator_named("referrals"), OCTOBER, place, ENDED).words == "6"


def test_the_change_is_signed_and_on_the_earlier_figure(ashby):
    for month, many in ((9, 8), (10, 10)):
        for _ in range(many):
            make_referral(received_on=date(2026, month, 5), locality=ashby)
    # 10 less 8 is 2, and 2 of 8 is a quarter.
    assert october("referrals").change_words == "+2 on 8 in September (+25%)"


def test_the_first_visit_wait_counts_working_days(ashby):
    # Triaged on Thursday 1 October 2026. Visited on Friday 2 (1 working day), Monday 5 (2),
    # Tuesday 6 (3), Wednesday 7 (4), Thursday 15 (10, just in time), Friday 16 (11, too late).
    for day in (2, 5, 6, 7, 15, 16):
        make_dated_case(
            locality=ashby, triaged_on=date(2026, 10, 1), visited_on=date(2026, 10, day)
        )
    figure = october("first-visit-wait")
    assert (figure.words, figure.base_words) == ("83%", "5 of 6 first visits in October 2026")
    # In order 1, 2, 3, 4, 10, 11: middle (3 + 4) / 2, mean 31 / 6, the sixth is 9 in 10.
    now = figure.now
    assert (now.middle, now.mean, now.nine_in_ten, now.longest) == (
        Decimal("3.5"),
        Decimal("5.2"),
        Decimal("11.0"),
        Decimal("11.0"),
    )


def test_a_bank_holiday_is_no_working_day_of_a_wait(ashby):
    # Monday 31 August 2026 is the summer bank holiday: from Friday 28 August to
    # Friday 11 September there are ten weekdays and nine working days.
    for _ in range(5):
        make_dated_case(locality=ashby, triaged_on=date(2026, 8, 28), visited_on=date(2026, 9, 11))
    september = Period.parse("2026-09")
    figure = measure(indicator_named("first-visit-wait"), september, COUNTY, ENDED)
    assert figure.now.middle == Decimal(9)


def test_of_cases_triaged_in_the_period_those_not_visited_yet_are_not_in_time(ashby):
    for _ in range(6):
        make_dated_case(locality=ashby, triaged_on=date(2026, 10, 30), visited_on=date(2026, 11, 2))
    for _ in range(2):
        make_dated_case(locality=ashby, triaged_on=date(2026, 10, 30))
    # 6 visited the next working day, of 8 triaged; nobody was visited in October.
    assert october("first-visit-wait", STARTED).base_words == "6 of 8 cases triaged in October 2026"
    assert october("first-visit-wait").words == "None"


def test_a_case_opened_again_keeps_its_first_visit(ashby):
    for _ in range(5):
        case = make_dated_case(
            locality=ashby, triaged_on=date(2026, 9, 1), visited_on=date(2026, 9, 3)
        )
        case.milestones.create(kind="assessment_done", happened_on=date(2026, 10, 20), event_id=0)
    assert october("first-visit-wait").is_empty


def test_a_corrected_visit_counts_on_its_corrected_day(ashby):
    for _ in range(5):
        case = make_dated_case(
            locality=ashby, triaged_on=date(2026, 10, 1), visited_on=date(2026, 9, 2)
        )
        right = case.milestones.create(
            kind="assessment_done", happened_on=date(2026, 10, 2), event_id=0
        )
        case.milestones.filter(happened_on=date(2026, 9, 2)).update(superseded_by=right)
    assert october("first-visit-wait").now.middle == Decimal(1)


def test_a_case_given_out_on_1_march_and_closed_on_29_march_took_28_days(ashby):
    for _ in range(5):
        make_dated_case(locality=ashby, given_out_on=date(2026, 3, 1), closed_on=date(2026, 3, 29))
    march = Period.parse("2026-03")
    figure = measure(indicator_named("case-days"), march, COUNTY, ENDED)
    assert (figure.words, figure.target_words) == ("28 days", "Target met, 28 days (example)")


def test_case_days_leave_out_what_was_never_given_out(ashby):
    for days in (10, 20, 30, 40, 50):
        make_dated_case(
            locality=ashby,
            given_out_on=date(2026, 9, 1),
            closed_on=date(2026, 10, 1) if days == 30 else date(2026, 10, 11),
        )
    make_dated_case(locality=ashby, closed_on=date(2026, 10, 5))
    # One of 30 days and four of 40: (30 + 160) / 5 = 38.
    figure = october("case-days")
    assert (figure.words, figure.now.base.value) == ("38 days", 5)
    assert figure.target_words == "Over target, 28 days (example)"


def test_of_cases_given_out_in_the_period_the_average_is_of_those_closed(ashby):
    for _ in range(5):
        make_dated_case(locality=ashby, given_out_on=date(2026, 10, 1), closed_on=date(2026, 11, 5))
    make_dated_case(locality=ashby, given_out_on=date(2026, 10, 1))
    figure = october("case-days", STARTED)
    assert figure.words == "35 days"  # 1 October to 5 November
    assert figure.base_words == (
        "average of 5 that are finished, of 6 cases given out in October 2026"
    )


def visited(ashby: Locality, **more: object):
    return make_dated_case(
        locality=ashby, visited_on=date(2026, 10, 1), closed_on=date(2026, 10, 20), **more
    )


def test_interventions_are_counted_for_each_person_without_advice(ashby):
    for number in (1, 2, 3, 4, 5):
        make_solutions(visited(ashby), number)
    make_solutions(visited(ashby), 2, kind=SolutionKind.ADVICE)  # advice alone: left out
    declined = visited(ashby)
    make_solutions(declined, 2, state=SolutionState.DECLINED)  # took nothing: counts with none
    # 1 + 2 + 3 + 4 + 5 = 15 for 6 people.
    figure = october("interventions")
    assert (figure.words, figure.now.number.value, figure.now.base.value) == ("2.5", 15, 6)


def test_a_person_with_two_cases_counts_once(ashby):
    cases = [visited(ashby) for _ in range(5)]
    cases.append(visited(ashby, person=cases[0].person))
    for case in cases:
        make_solutions(case, 5)
    # 6 cases of 5 things are 30 for 5 people.
    assert october("interventions").words == "6"


def test_coverage_is_the_share_of_cases_given_out_that_had_a_housing_mot(ashby):
    for number in range(8):
        make_dated_case(
            locality=ashby,
            given_out_on=date(2026, 9, 1),
            visited_on=date(2026, 9, 8) if number < 7 else None,
            closed_on=date(2026, 10, 31),
        )
    # 7 of 8 are 87.5%, which rounds up.
    figure = october("mot-coverage")
    assert (figure.words, figure.base_words) == ("88%", "7 of 8 cases closed in October 2026")
    assert figure.target_words == "Below target, 100% (example)"


def test_the_list_behind_a_figure_holds_exactly_its_cases(ashby):
    inside = {visited(ashby, given_out_on=date(2026, 9, 1)).pk for _ in range(5)}
    make_dated_case(locality=ashby, given_out_on=date(2026, 9, 1), closed_on=date(2026, 11, 1))
    rows = indicator_named("case-days").cases(OCTOBER, COUNTY, ENDED)
    assert set(rows.values_list("pk", flat=True)) == inside


def test_a_quarter_is_counted_like_a_month(ashby):
    for month in (7, 8, 9):
        for _ in range(3):
            make_referral(received_on=date(2026, month, 15), locality=ashby)
    quarter = Period.parse("2026-27-Q2")
    assert measure(indicator_named("referrals"), quarter, COUNTY, ENDED).words == "9"
