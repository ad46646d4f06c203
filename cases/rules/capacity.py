"""Who decides something for somebody, and under which authority: one decision at a time.

Own words, after the Mental Capacity Act 2005 ("the Act"):

- somebody is assumed to have capacity unless it is found that they have not (s.1(2)), after
  all practicable help to decide (s.1(3)), and for the one decision in question (s.2(1));
- the Act applies from the age of 16 (s.2(5)); before that, whoever has parental
  responsibility decides (Children Act 1989 s.3);
- an attorney (s.9 to 14) or a deputy (s.16 to 20) decides what their authority is for, and
  nothing else; an appointee deals with benefits alone (Social Security (Claims and Payments)
  Regulations 1987 reg. 33);
- care and treatment, and works that make a home fit for somebody, may be decided in their
  best interests (s.4, s.5), with a record of who was consulted (s.4(7)) and why;
- money and certificates are property and affairs: best interests alone sign nothing;
- the Court of Protection may decide itself (s.16(2)(a));
- a relative's word is no authority. It is what s.4(7) asks to be heard.

Pure functions: what is proposed in; who decides, the source, and what is wrong out. No text
of a person is read here, only whether there is one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

APPLIES_FROM = 16  # years of age: Mental Capacity Act 2005 s.2(5)


class Kind(StrEnum):
    """What a decision is about, as far as it changes who may decide."""

    MONEY = "money"
    WELFARE = "welfare"


class Decider(StrEnum):
    """Who is said to decide."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    BEST_INTERESTS = "best_interests"
    COURT = "court"
    RELATIVE = "relative"


class Authority(StrEnum):
    """What a representative may do; the same words as `cases.enums.Authority`."""

    INFORMAL = "informal"
    APPOINTEE = "appointee"
    ATTORNEY_MONEY = "attorney_money"
    ATTORNEY_WELFARE = "attorney_welfare"
    DEPUTY_MONEY = "deputy_money"
    DEPUTY_WELFARE = "deputy_welfare"
    PARENT = "parent"


class Standing(Enum):
    """How the person stands towards the one decision."""

    CHILD = "under 16"
    ABLE = "decides it themselves"
    UNABLE = "found not able to decide it"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What somebody is about to write down.

    `age` in whole years on the day of the decision, None when it is not known: then it is
    taken to be 16 or more. `has_capacity` None: it was not questioned. `authority`,
    `evidence_seen` and `in_force` are of the representative who is named, if one is.
    """

    kind: Kind
    decider: Decider
    age: int | None = None
    has_capacity: bool | None = None
    found_how: bool = False
    authority: Authority | None = None
    evidence_seen: bool = False
    in_force: bool = True
    consulted: bool = False
    reasoned: bool = False


@dataclass(frozen=True)
class Refusal:
    """What is wrong: beside which question, and the sentence to show."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Answer:
    """Who decides and by what law; `refusals` says what stops it from being written down."""

    standing: Standing
    decides: str
    source: str
    refusals: tuple[Refusal, ...] = ()

    @property
    def stands(self) -> bool:
        return not self.refusals


ACT = "Mental Capacity Act 2005"
# Who may decide, by how the person stands and what it is about.
MAY_DECIDE: Mapping[tuple[Standing, Kind], frozenset[Decider]] = {
    (Standing.CHILD, Kind.MONEY): frozenset({Decider.REPRESENTATIVE, Decider.COURT}),
    (Standing.CHILD, Kind.WELFARE): frozenset({Decider.REPRESENTATIVE, Decider.COURT}),
    (Standing.ABLE, Kind.MONEY): frozenset({Decider.PERSON}),
    (Standing.ABLE, Kind.WELFARE): frozenset({Decider.PERSON}),
    (Standing.UNABLE, Kind.MONEY): frozenset({Decider.REPRESENTATIVE, Decider.COURT}),
    (Standing.UNABLE, Kind.WELFARE): frozenset(
        {Decider.REPRESENTATIVE, Decider.BEST_INTERESTS, Decider.COURT}
    ),
}
# Which authority is for what.
IS_FOR: Mapping[tuple[Standing, Kind], frozenset[Authority]] = {
    (Standing.CHILD, Kind.MONEY): frozenset({Authority.PARENT}),
    (Standing.CHILD, Kind.WELFARE): frozenset({Authority.PARENT}),
    (Standing.UNABLE, Kind.MONEY): frozenset({Authority.ATTORNEY_MONEY, Authority.DEPUTY_MONEY}),
    (Standing.UNABLE, Kind.WELFARE): frozenset(
        {Authority.ATTORNEY_WELFARE, Authority.DEPUTY_WELFARE}
    ),
}
SOURCES: Mapping[tuple[Standing, Decider], tuple[str, str]] = {
    (Standing.CHILD, Decider.REPRESENTATIVE): (
        "Whoever has parental responsibility decides",
        "Children Act 1989 s.3",
    ),
    (Standing.CHILD, Decider.COURT): ("A court decides", "Children Act 1989 s.8"),
    (Standing.ABLE, Decider.PERSON): ("They decide themselves", f"{ACT} s.1(2)"),
    (Standing.UNABLE, Decider.REPRESENTATIVE): (
        "An attorney or deputy decides, within their authority",
        f"{ACT} s.9 to 20",
    ),
    (Standing.UNABLE, Decider.BEST_INTERESTS): (
        "It is decided in their best interests",
        f"{ACT} s.4 and s.5",
    ),
    (Standing.UNABLE, Decider.COURT): ("The Court of Protection decides", f"{ACT} s.16(2)(a)"),
}
NOBODY = ("Nobody may decide it so", f"{ACT} s.1")

RELATIVES_WORD = (
    "A relative’s or friend’s word alone is no authority, however sure they are. Hear them, and "
    "then name who may decide."
)
THEMSELVES = "They can decide this, so nobody else does."
SAY_WHO = "They were found not able to decide this: say who decides."
PARENTS = "Under 16 whoever has parental responsibility decides: name them."
NOT_PARENTS = "From 16 on, parental responsibility decides no more: the Act applies as for adults."
ONLY_MONEY = (
    "Money and certificates need an attorney or deputy for property and affairs, or the court."
)
ONLY_WELFARE = (
    "Health, care and works to the home need an attorney or deputy for health and welfare, or "
    "best interests with a record."
)
NAME_ONE = "Choose who of those who speak for them decides this."
NOT_SEEN = "Nobody has seen the evidence of what they may do. See it first, and write it down."
NO_MORE = "They did not speak for the person on that day."
HOW_FOUND = "Write how it was found that they cannot decide this, and what help they had."
WHO_WAS_HEARD = "Write who was consulted."
WHY = "Write why it is in their best interests."
WHICH_ORDER = "Write which order the court made, and when."


def decide(proposal: Proposal) -> Answer:
    """Who decides what is proposed, and what is wrong with it."""
    standing = standing_of(proposal)
    decides, source = SOURCES.get((standing, proposal.decider), NOBODY)
    return Answer(standing, decides, source, tuple(refusals(standing, proposal)))


def standing_of(proposal: Proposal) -> Standing:
    """Capacity is assumed: only a finding takes it away, and only from 16 on."""
    if proposal.age is not None and proposal.age < APPLIES_FROM:
        return Standing.CHILD
    return Standing.UNABLE if proposal.has_capacity is False else Standing.ABLE


def refusals(standing: Standing, proposal: Proposal) -> Iterator[Refusal]:
    if standing is Standing.UNABLE and not proposal.found_how:
        yield Refusal("how_found", HOW_FOUND)
    if proposal.decider not in MAY_DECIDE[standing, proposal.kind]:
        yield Refusal("decided_by", why_not(standing, proposal))
    elif proposal.decider is Decider.REPRESENTATIVE:
        yield from of_representative(standing, proposal)
    elif proposal.decider is Decider.BEST_INTERESTS:
        yield from of_best_interests(proposal)
    elif proposal.decider is Decider.COURT and not proposal.reasoned:
        yield Refusal("reasons", WHICH_ORDER)


def why_not(standing: Standing, proposal: Proposal) -> str:
    """Why somebody may not decide, whoever they are."""
    if standing is Standing.ABLE:
        return THEMSELVES
    if standing is Standing.CHILD:
        return PARENTS
    if proposal.decider is Decider.RELATIVE:
        return RELATIVES_WORD
    return SAY_WHO if proposal.decider is Decider.PERSON else ONLY_MONEY


def of_representative(standing: Standing, proposal: Proposal) -> Iterator[Refusal]:
    """A representative decides with the right authority, in force, of which evidence was seen."""
    if proposal.authority is None:
        yield Refusal("representative", NAME_ONE)
    elif proposal.authority not in IS_FOR[standing, proposal.kind]:
        yield Refusal("representative", wrong_authority(standing, proposal))
    elif not proposal.in_force:
        yield Refusal("representative", NO_MORE)
    elif not proposal.evidence_seen:
        yield Refusal("representative", NOT_SEEN)


def wrong_authority(standing: Standing, proposal: Proposal) -> str:
    if standing is Standing.CHILD:
        return PARENTS
    if proposal.authority is Authority.INFORMAL:
        return RELATIVES_WORD
    if proposal.authority is Authority.PARENT:
        return NOT_PARENTS
    return ONLY_MONEY if proposal.kind is Kind.MONEY else ONLY_WELFARE


def of_best_interests(proposal: Proposal) -> Iterator[Refusal]:
    if not proposal.consulted:
        yield Refusal("consulted", WHO_WAS_HEARD)
    if not proposal.reasoned:
        yield Refusal("reasons", WHY)
