"""manage.py means_test: facts in a file in, results or one sentence for each problem out."""

import json

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from tests.grants.example_cases import CASES, example_document
from tests.starting import ROOT

SIMPLEST = {
    "on": "2026-11-21",
    "application": {"certificate": "owner", "estimated_expense": "8000.00"},
    "relevant_persons": [
        {
            "born": "1956-03-01",
            "income": [{"kind": "retirement_pension", "amount": "321.20", "per": "week"}],
            "capital": [{"kind": "savings", "amount": "20000.00"}],
        }
    ],
}


@pytest.fixture
def run(tmp_path, capsys):
    def run(asked):
        file = tmp_path / "facts.json"
        file.write_text(asked if isinstance(asked, str) else json.dumps(asked))
        call_command("means_test", str(file))
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def refused(run, capsys):
    def refused(asked):
        with pytest.raises(CommandError) as error:
            run(asked)
        assert error.value.returncode == 2
        return str(error.value).splitlines(), capsys.readouterr().out

    return refused


def with_person(**changed):
    person = SIMPLEST["relevant_persons"][0] | changed
    return SIMPLEST | {"relevant_persons": [person]}


def without(name):
    person = {key: v for key, v in SIMPLEST["relevant_persons"][0].items() if key != name}
    return SIMPLEST | {"relevant_persons": [person]}


def test_the_simplest_case_in_a_few_lines(run):
    result = run(SIMPLEST)
    assert (result["contribution"], result["grant"]) == ("9978.21", "0.00")
    assert result["applicable_amount"] == "205.10"
    assert (result["weekly_income"], result["weekly_excess"]) == ("349.20", "144.10")
    assert (result["in_force"], result["missing"]) == ("2009-08-05", [])
    assert result["settings"]["rounding"] == "once_half_up"
    assert all(step["source"] for step in result["steps"])


def test_a_list_in_gives_a_list_out_in_the_same_order(run):
    tenant = SIMPLEST | {"application": {"certificate": "tenant", "estimated_expense": 8000}}
    assert [each["contribution"] for each in run([tenant, SIMPLEST])] == ["5846.57", "9978.21"]


def test_one_bad_item_of_a_list_has_an_error_and_the_others_their_results(refused):
    sentences, shown = refused([SIMPLEST, SIMPLEST | {"on": "2026-02-30"}, SIMPLEST])
    found = json.loads(shown)
    assert [each.get("contribution") for each in found] == ["9978.21", None, "9978.21"]
    assert "must be a date that exists" in found[1]["error"]
    assert all(each.startswith("Document 2: ") for each in sentences)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (with_person(income=[{"kind": "lottery", "amount": 1}]), "not a known kind of income"),
        (with_person(benefits=["free_bus_pass"]), "“free_bus_pass” is not a known benefit"),
        (with_person(income=[{"kind": "other", "amount": "-1.00"}]), "must not be negative"),
        (with_person(income=[{"kind": "other", "amount": -1}]), "must not be negative"),
        (with_person(income=[{"kind": "other", "amount": 1000000000}]), "cannot be right"),
        (with_person(income=[{"kind": "other", "amount": "1.005"}]), "at most two decimals"),
        (with_person(income=[{"kind": "other", "amount": True}]), "must be an amount"),
        (with_person(income=[{"kind": "other", "amount": [1]}]), "must be an amount"),
        (with_person(income={"kind": "other"}), "must be a list"),
        (with_person(income=["other"]), "must be an object"),
        (with_person(born="1956-02-30"), "must be a date that exists"),
        (with_person(born="2030-01-01"), "after the application"),
        (with_person(born="1850-01-01"), "more than 120 years"),
        (with_person(shoe_size=9), "shoe_size is not a word of a means test"),
        (with_person(children=[{"born": "2000-01-01"}]), "20 or over"),
        (with_person(earnings=[{"kind": "employed", "net_profit": 5}]), "takes gross"),
        (SIMPLEST | {"on": None}, "Say for which day"),
        (SIMPLEST | {"on": "2004-01-01"}, "before 31 December 2005"),
        (SIMPLEST | {"applied_on": "2026-12-01"}, "must not be before"),
        (SIMPLEST | {"settings": {"rounding": "down"}}, "is not a known reading"),
        ([5], "must be an object"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(refused, asked, sentence):
    sentences, _ = refused(asked)
    assert any(sentence in each for each in sentences), sentences


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "No JSON"),
        ('{"on": "2026-11-21", "on": "2026-11-22"}', "stands twice"),
        ('{"on": "2026-11-21", "application": {"estimated_expense": 8e3}}', "at most two decimals"),
        ('{"on": "2026-11-21", "application": {"estimated_expense": NaN}}', "at most two decimals"),
    ],
)
def test_what_is_no_plain_number_or_json_is_refused(refused, text, sentence):
    sentences, _ = refused(text)
    assert any(sentence in each for each in sentences), sentences


def test_every_problem_of_a_document_is_named_at_once(refused):
    asked = with_person(born="yesterday", income=[{"kind": "lottery", "amount": "x"}])
    assert len(refused(asked)[0]) == 3


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.json") as error:
        call_command("means_test", str(tmp_path / "nothing.json"))
    assert error.value.returncode == 2


@pytest.mark.parametrize("name", ["income", "capital"])
def test_what_is_left_out_and_matters_is_missing_and_gives_a_range(run, name):
    result = run(without(name))
    assert (result["contribution"], result["grant"]) == (None, None)
    assert result["missing"] == [f"relevant_persons[0].{name}"]
    assert result["range"]["to"] is None


def test_a_date_of_birth_that_is_left_out_leaves_no_range(run):
    result = run(without("born"))
    assert (result["missing"], result["range"]) == (["relevant_persons[0].born"], None)


def test_a_document_that_says_only_a_day_is_told_all_it_lacks(run):
    needed = ["application.certificate", "application.estimated_expense"]
    assert run({"on": "2026-11-21"})["missing"] == ["relevant_persons", *needed]
    person = [f"relevant_persons[0].{name}" for name in ("born", "income", "capital")]
    assert run({"on": "2026-11-21", "relevant_persons": [{}]})["missing"] == [*person, *needed]


def test_without_a_cost_the_contribution_stands_and_the_grant_is_missing(run):
    result = run(SIMPLEST | {"application": {"certificate": "owner"}})
    assert (result["contribution"], result["grant"]) == ("9978.21", None)
    assert result["missing"] == ["application.estimated_expense"]


def test_without_a_certificate_it_lies_between_tenant_and_owner(run):
    result = run(SIMPLEST | {"application": {"estimated_expense": "8000.00"}})
    assert result["range"] == {"from": "5846.57", "to": "9978.21"}


def test_savings_not_known_but_limited_give_two_ends(run):
    """£20,000 at most: 28.00 a week more than nothing, on £321.20 less £205.10 = £116.10."""
    limited = [{"kind": "savings", "amount": None, "up_to": "20000.00"}]
    result = run(with_person(capital=limited))
    assert result["missing"] == ["relevant_persons[0].capital[0].amount"]
    assert result["range"] == {"from": "5756.65", "to": "9978.21"}


def test_what_is_not_known_and_does_not_matter_is_not_asked(run):
    result = run(with_person(benefits=["universal_credit"], income=None, capital=None))
    assert (result["contribution"], result["missing"]) == ("0.00", [])


def test_somebody_paid_to_care_is_asked_for_where_the_premium_turns_on_it(run):
    result = run(with_person(benefits=["attendance_allowance"]))
    assert result["missing"] == ["relevant_persons[0].carers_allowance_paid_to_carer"]
    assert result["range"] == {"from": "2630.06", "to": "9978.21"}


def test_a_bare_disability_living_allowance_is_missing_only_where_its_rate_matters(run):
    told = {"benefits": ["disability_living_allowance"], "carers_allowance_paid_to_carer": False}
    assert "the rate of disability_living_allowance" in run(with_person(**told))["missing"][0]
    told["carers_allowance_paid_to_carer"] = True
    assert run(with_person(**told))["missing"] == []


def test_null_is_not_yet_known_wherever_it_stands(run):
    assert run(with_person(partner=None))["missing"] == ["relevant_persons[0].partner"]
    assert run(with_person(benefits=None))["range"] == {"from": "0.00", "to": "9978.21"}
    assert run(SIMPLEST | {"relevant_persons": None})["missing"] == ["relevant_persons"]


def test_a_figure_that_is_not_held_is_refused_by_name(refused):
    sentences, _ = refused(with_person(born="1930-03-01") | {"on": "2006-06-01"})
    assert "“s1a single 65 plus” is not held" in sentences[0]


def test_the_published_schema_knows_every_word_of_the_examples():
    found = validator().iter_errors([document(case) for case in CASES])
    assert [error.message for error in found] == []


def test_the_published_schema_refuses_a_word_that_is_not_read():
    assert list(validator().iter_errors(with_person(shoe_size=9)))


def validator():
    return Draft202012Validator(json.loads((ROOT / "docs" / "means-test.schema.json").read_text()))


def document(case):
    return json.loads(json.dumps(example_document(case), default=float))
