"""Who decides for somebody: examples in a worker's words, and what must always hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import enums
from cases.rules import capacity as rule
from cases.rules.capacity import Authority, Decider, Kind, Proposal, Standing, decide

# Two cores shared with other tests may be slow; that is no fault of the rules.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
proposals = st.builds(
    Proposal,
    kind=st.sampled_from(Kind),
    decider=st.sampled_from(Decider),
    age=st.none() | st.integers(0, 110),
    has_capacity=st.none() | st.booleans(),
    found_how=st.booleans(),
    authority=st.none() | st.sampled_from(Authority),
    evidence_seen=st.booleans(),
    in_force=st.booleans(),
    consulted=st.booleans(),
    reasoned=st.booleans(),
)
WELFARE, MONEY = Kind.WELFARE, Kind.MONEY
SOMEBODY = Decider.REPRESENTATIVE


def unable(decider, kind=WELFARE, **facts):
    """A grown person who was found not able to decide, everything else being in order."""
    known = {"age": 84, "has_capacity": False, "found_how": True, "evidence_seen": True}
    known |= {"consulted": True, "reasoned": True}
    return decide(Proposal(kind=kind, decider=decider, **(known | facts)))


def sentences(answer):
    return [refusal.sentence for refusal in answer.refusals]


@pytest.mark.parametrize(
    ("kind", "authority", "stands"),
    [
        pytest.param(WELFARE, "attorney_welfare", True, id="works, attorney for welfare"),
        pytest.param(WELFARE, "deputy_welfare", True, id="works, deputy for welfare"),
        pytest.param(WELFARE, "attorney_money", False, id="works, attorney for property"),
        pytest.param(WELFARE, "appointee", False, id="works, appointee"),
        pytest.param(WELFARE, "parent", False, id="works, a parent of a grown person"),
        pytest.param(MONEY, "attorney_money", True, id="certificate, attorney for property"),
        pytest.param(MONEY, "deputy_money", True, id="certificate, deputy for property"),
        pytest.param(MONEY, "deputy_welfare", False, id="certificate, deputy for welfare"),
        pytest.param(MONEY, "appointee", False, id="certificate, appointee for benefits"),
        pytest.param(MONEY, "informal", False, id="certificate, a daughter's word"),
    ],
)
def test_an_authority_decides_what_it_is_for_and_nothing_else(kind, authority, stands):
    assert unable(SOMEBODY, kind, authority=Authority(authority)).stands is stands


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"authority": Authority.INFORMAL}, rule.RELATIVES_WORD),
        ({"authority": Authority.PARENT}, rule.NOT_PARENTS),
        ({"authority": None}, rule.NAME_ONE),
        ({"authority": Authority.ATTORNEY_WELFARE, "evidence_seen": False}, rule.NOT_SEEN),
        ({"authority": Authority.ATTORNEY_WELFARE, "in_force": False}, rule.NO_MORE),
    ],
)
def test_a_representative_is_refused_in_a_sentence(facts, sentence):
    assert sentences(unable(SOMEBODY, **facts)) == [sentence]


def test_the_family_agrees_is_answered_and_not_kept():
    assert sentences(unable(Decider.RELATIVE)) == [rule.RELATIVES_WORD]
    assert sentences(unable(Decider.RELATIVE, MONEY)) == [rule.RELATIVES_WORD]


def test_best_interests_have_who_was_heard_and_why():
    assert unable(Decider.BEST_INTERESTS).stands
    bare = unable(Decider.BEST_INTERESTS, consulted=False, reasoned=False)
    assert sentences(bare) == [rule.WHO_WAS_HEARD, rule.WHY]


def test_best_interests_sign_no_certificate():
    assert sentences(unable(Decider.BEST_INTERESTS, MONEY)) == [rule.ONLY_MONEY]


@pytest.mark.parametrize("kind", Kind)
def test_the_court_decides_either_with_its_order_named(kind):
    assert unable(Decider.COURT, kind).stands
    assert sentences(unable(Decider.COURT, kind, reasoned=False)) == [rule.WHICH_ORDER]


def test_that_somebody_cannot_decide_is_found_somehow():
    assert sentences(unable(Decider.BEST_INTERESTS, found_how=False)) == [rule.HOW_FOUND]
    assert sentences(unable(Decider.PERSON)) == [rule.SAY_WHO]


@pytest.mark.parametrize(
    ("age", "standing"),
    [
        pytest.param(15, Standing.CHILD, id="the day before the 16th birthday"),
        pytest.param(16, Standing.ABLE, id="on the 16th birthday"),
        pytest.param(None, Standing.ABLE, id="a birthday nobody knows"),
    ],
)
def test_the_act_applies_from_sixteen(age, standing):
    proposal = Proposal(kind=WELFARE, decider=Decider.PERSON, age=age)
    assert decide(proposal).standing is standing


def test_for_a_child_a_parent_decides_with_evidence():
    child = {"age": 9, "has_capacity": None, "authority": Authority.PARENT}
    assert unable(SOMEBODY, **child).source == "Children Act 1989 s.3"
    assert unable(SOMEBODY, **child).stands
    assert sentences(unable(SOMEBODY, **child, evidence_seen=False)) == [rule.NOT_SEEN]


def test_the_rule_and_what_is_written_down_have_the_same_words():
    pairs = [(rule.Authority, enums.Authority), (rule.Kind, enums.DecisionKind)]
    for ours, theirs in [*pairs, (rule.Decider, enums.DecidedBy)]:
        assert {each.value for each in ours} == set(theirs.values)


# --- What must always hold ---------------------------------------------------------------


@calm
@given(proposals)
def test_a_relatives_word_never_stands(proposal):
    by_word = proposal.decider is Decider.RELATIVE
    informal = proposal.decider is SOMEBODY and proposal.authority is Authority.INFORMAL
    assert not (decide(proposal).stands and (by_word or informal))


@calm
@given(proposals)
def test_capacity_is_assumed_until_it_is_found_otherwise(proposal):
    answer = decide(proposal)
    if proposal.has_capacity is not False and answer.standing is not Standing.CHILD:
        assert answer.stands is (proposal.decider is Decider.PERSON)


@calm
@given(proposals)
def test_money_is_decided_by_nobody_without_an_authority_for_it(proposal):
    answer = decide(proposal)
    if answer.stands and answer.standing is Standing.UNABLE and proposal.kind is MONEY:
        for_money = {Authority.ATTORNEY_MONEY, Authority.DEPUTY_MONEY}
        seen = proposal.authority in for_money and proposal.evidence_seen and proposal.in_force
        assert proposal.decider is Decider.COURT or (proposal.decider is SOMEBODY and seen)


@calm
@given(proposals)
def test_under_sixteen_it_is_a_parent_or_a_court(proposal):
    answer = decide(proposal)
    if answer.standing is Standing.CHILD and answer.stands:
        parent = proposal.decider is SOMEBODY and proposal.authority is Authority.PARENT
        assert parent or proposal.decider is Decider.COURT


@calm
@given(proposals)
def test_what_stands_names_its_law_and_what_does_not_says_where(proposal):
    answer = decide(proposal)
    if answer.stands:
        assert (answer.standing, proposal.decider) in rule.SOURCES
    assert all(refusal.field and refusal.sentence.endswith(".") for refusal in answer.refusals)
