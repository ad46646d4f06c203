"""From a means-test file to facts, with one sentence for each thing that is wrong in it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from grants.rules import facts as f
from grants.rules.ages import age_on
from grants.rules.choices import DEFAULT, Choices
from grants.rules.figures import in_words
from grants.rules.shapes import DISABILITY, SETTINGS, SHAPES, Many, NotANumber, One
from grants.rules.vocabulary import INCOME

OLDEST = 120  # years; above it a date of birth is a slip
ADULT_CHILD = 20  # nobody is a young person from here on


class BadFile(ValueError):
    """Carries the sentences to show, one for each problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a document asks: facts, the two days, and the readings chosen."""

    facts: f.Facts
    applied_on: date
    approved_on: date
    choices: Choices


def from_json(text: str) -> Any:
    """What a file says, numbers kept as written. Raises BadFile where it is no JSON."""
    try:
        return json.loads(
            text,
            parse_float=number,
            parse_int=number,
            parse_constant=NotANumber,
            object_pairs_hook=without_twins,
        )
    except RecursionError:
        raise BadFile(["The file is nested too deep to be a means test."]) from None
    except ValueError as error:
        problem = error.problems if isinstance(error, BadFile) else [f"No JSON: {error}."]
        raise BadFile(problem) from None


def number(text: str) -> Decimal | NotANumber:
    return NotANumber(text) if "e" in text.lower() else Decimal(text)


def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadFile([f"“{name}” stands twice in one object."])
        found[name] = value
    return found


def read(document: Any) -> Asked:
    """One document's facts. Raises BadFile with every problem found."""
    problems: list[str] = []
    sent = parsed(document, "document", "", problems)
    applied, approved = days(sent, problems)
    if problems or applied is None or approved is None:
        raise BadFile(problems)
    people = sent.get("relevant_persons")
    facts = f.Facts(
        application=application(sent.get("application") or {}),
        relevant_persons=None
        if people is None or None in people
        else tuple(relevant_person(each, sent, place) for place, each in enumerate(people)),
    )
    check(facts, applied, approved, problems)
    if problems:
        raise BadFile(problems)
    chosen: dict[str, Any] = {
        name: SETTINGS[name](value) for name, value in (sent.get("settings") or {}).items()
    }
    return Asked(
        facts=facts,
        applied_on=applied,
        approved_on=approved,
        choices=replace(DEFAULT, **chosen),
    )


def parsed(value: Any, shape: str, path: str, problems: list[str]) -> dict[str, Any]:
    """An object of the file with its values read; what is wrong goes to `problems`."""
    if not isinstance(value, dict):
        problems.append(f"{path or 'The document'} must be an object.")
        return {}
    known, found = SHAPES[shape], {}
    for name, each in value.items():
        where = f"{path}.{name}" if path else name
        if name not in known:
            problems.append(f"{where} is not a word of a means test.")
            continue
        found[name] = None if each is None else one(each, known[name], where, problems)
    return found


def one(value: Any, field: Any, where: str, problems: list[str]) -> Any:
    if isinstance(field, One):
        if field.shape == "disability" and isinstance(value, list):
            value = dict.fromkeys((str(each) for each in value), True)
        return parsed(value, field.shape, where, problems)
    if isinstance(field, Many):
        if not isinstance(value, list):
            problems.append(f"{where} must be a list.")
            return []
        return [
            None if each is None else parsed(each, field.shape, f"{where}[{place}]", problems)
            for place, each in enumerate(value)
        ]
    return field.read(value, lambda sentence: problems.append(f"{where} {sentence}."))


def days(sent: Mapping[str, Any], problems: list[str]) -> tuple[date | None, date | None]:
    """The day of application and of approval; the second is the first where it is left out."""
    both = sent.get("on")
    applied = sent.get("applied_on") or both or sent.get("approved_on")
    approved = sent.get("approved_on") or both or sent.get("applied_on")
    if applied is None or approved is None:
        problems.append("Say for which day: “on”, or “applied_on” and “approved_on”.")
    elif approved < applied:
        problems.append("approved_on must not be before applied_on.")
    return applied, approved


def application(sent: Mapping[str, Any]) -> f.Application:
    earlier = sent.get("earlier", ())
    return f.Application(
        certificate=sent.get("certificate"),
        estimated_expense=sent.get("estimated_expense"),
        earlier=None if earlier is None or None in earlier else tuple(map(earlier_one, earlier)),
    )


def earlier_one(sent: Mapping[str, Any]) -> f.Earlier:
    words = ("made_on", "certificate", "estimated_expense", "reduction", "works_done")
    return f.Earlier(
        **{word: sent.get(word) for word in words}, grant_paid=sent.get("grant_paid", False)
    )


def relevant_person(
    sent: dict[str, Any], document: Mapping[str, Any], place: int
) -> f.RelevantPerson:
    """A relevant person's own income and capital are not yet known where they are left out."""
    known = {"income": None, "capital": None} | sent
    children = sent.get("children", ())
    others = sent.get("non_dependants", document.get("non_dependants", ()))
    care = sent.get("childcare", document.get("childcare", ()) if place == 0 else ())
    unknown = []
    if "partner" in sent and sent["partner"] is None:
        unknown.append("partner")
    if children is None or None in children:
        unknown.append("children")
    partner = sent.get("partner")
    return f.RelevantPerson(
        person=person(known),
        partner=None if partner is None else person(partner),
        other_partners=tuple(person(each) for each in sent.get("other_partners") or () if each),
        children=() if "children" in unknown else tuple(map(child, children)),
        non_dependants=None
        if others is None or None in others
        else tuple(person(each) for each in others),
        childcare=None if care is None or None in care else tuple(map(childcare, care)),
        lone_parent_since_1998=bool(sent.get("lone_parent_since_1998")),
        unknown=tuple(unknown),
    )


def person(sent: Mapping[str, Any]) -> f.Person:
    words = {name for name in f.Person.__dataclass_fields__ if name in sent}
    told = {name: sent[name] for name in words} | dict(sent.get("disability") or {})
    if "disability" in sent and sent["disability"] is None:
        told |= {name: None for name in DISABILITY if name not in sent}
    for name, made in (("income", income), ("capital", capital), ("earnings", earnings)):
        items = told.get(name, ())
        told[name] = None if items is None or None in items else tuple(map(made, items))
    told["worked_disabled_before_60"] = bool(sent.get("worked_disabled_before_60"))
    told.setdefault("born", None)
    return f.Person(**told)


def child(sent: Mapping[str, Any]) -> f.Child:
    return f.Child(**({"born": None} | dict(sent)))


def income(sent: Mapping[str, Any]) -> f.Income:
    told = {"amount": None} | dict(sent)
    if told.get("kind") is None:  # whatever it is, no more than all of it counts
        told |= {"kind": "other", "up_to": told["amount"], "amount": None}
    return f.Income(**told)


def capital(sent: Mapping[str, Any]) -> f.Capital:
    told = {"amount": None} | dict(sent)
    told["longer_reasonable"] = bool(told.get("longer_reasonable"))
    if told.get("kind") is None or told.get("joint_owners", 1) is None:
        told["up_to"], told["amount"] = told["amount"], None
        told["kind"], told["joint_owners"] = told.get("kind") or "other", 1
    return f.Capital(**told)


def earnings(sent: Mapping[str, Any]) -> f.Earnings:
    told = dict(sent)
    if told.get("kind") is None:
        told |= {"kind": "employed", "gross": None, "net_profit": None}
    return f.Earnings(**told)


def childcare(sent: Mapping[str, Any]) -> f.ChildCare:
    told = {"amount": None} | dict(sent)
    if told.get("child") is None:
        told["child"] = 0
    return f.ChildCare(**told)


def check(facts: f.Facts, applied: date, approved: date, problems: list[str]) -> None:
    """What reads well and still cannot be."""
    for place, earlier in enumerate(facts.application.earlier or ()):
        if earlier.made_on and earlier.made_on > approved:
            problems.append(f"application.earlier[{place}].made_on is after this approval.")
    for place, each in enumerate(facts.relevant_persons or ()):
        path = f"relevant_persons[{place}]"
        for at, somebody in people_of(each, path):
            check_person(at, somebody, applied, approved, problems)
        for number_, one_child in enumerate(each.children):
            check_child(f"{path}.children[{number_}]", one_child, applied, problems)
        check_family(each, path, problems)


def people_of(each: f.RelevantPerson, path: str) -> Iterator[tuple[str, f.Person]]:
    """Everybody but the children, each with where they stand in the file."""
    yield path, each.person
    if each.partner:
        yield f"{path}.partner", each.partner
    for place, other in enumerate(each.other_partners):
        yield f"{path}.other_partners[{place}]", other
    for place, other in enumerate(each.non_dependants or ()):
        yield f"{path}.non_dependants[{place}]", other


def check_family(each: f.RelevantPerson, path: str, problems: list[str]) -> None:
    for place, charge in enumerate(each.childcare or ()):
        if charge.child >= len(each.children):
            problems.append(f"{path}.childcare[{place}].child names no child of the list.")
    if each.other_partners and each.partner is None:
        problems.append(f"{path}.other_partners needs a partner beside them.")


def check_person(
    path: str, person: f.Person, applied: date, approved: date, problems: list[str]
) -> None:
    check_born(f"{path}.born", person.born, applied, problems)
    named = set(person.benefits or ()) | {each.kind for each in person.income or ()}
    for name in sorted(named & INCOME.keys()):
        since = INCOME[name].since
        if since and approved < since:
            problems.append(
                f"{path}: {INCOME[name].label} is not in the Regulations for applications "
                f"approved before {in_words(since)}."
            )
    for place, job in enumerate(person.earnings or ()):
        wrong = "gross" if job.kind == "self_employed" else "net_profit"
        if getattr(job, wrong) is not None:
            right = "net_profit" if wrong == "gross" else "gross"
            problems.append(f"{path}.earnings[{place}]: {job.kind} takes {right}, not {wrong}.")
    for place, owned in enumerate(person.capital or ()):
        if owned.since and owned.since > applied:
            problems.append(f"{path}.capital[{place}].since is after the application.")


def check_child(path: str, child: f.Child, applied: date, problems: list[str]) -> None:
    check_born(f"{path}.born", child.born, applied, problems)
    if child.born and child.born <= applied and age_on(child.born, applied) >= ADULT_CHILD:
        problems.append(f"{path} is 20 or over: give them under non_dependants.")


def check_born(path: str, born: date | None, applied: date, problems: list[str]) -> None:
    if born and born > applied:
        problems.append(f"{path} is after the application.")
    elif born and age_on(born, applied) > OLDEST:
        problems.append(f"{path} is more than {OLDEST} years before the application.")
