"""The rules that the visit page follows by itself are the rules of the service."""

from random import Random

from cases.forms.visit import as_followed
from cases.mot.sets import question_set
from cases.rules.housing_mot import asking, raised
from tests.cases.visit_rows import make_hsc, make_visit

QUESTIONS = question_set("2026-11-27")
FACTS = frozenset({"cold_season"})
TRIES = 300

FOLLOWED = """async ([address, questions, facts, tries]) => {
  const rules = await import(address);
  const known = new Set(facts);
  return tries.map(({ answers, anyway }) => {
    const given = new Map(Object.entries(answers));
    return [
      [...rules.asked(questions, given, known, new Set(anyway))],
      [...rules.raised(questions, given, known).entries()],
    ];
  });
}"""


def answered(luck: Random) -> dict[str, list[str]]:
    """Some questions answered by chance, odd answers among them."""
    asked = luck.sample(QUESTIONS.questions, luck.randint(0, 40))
    return {question.id: given(question, luck) for question in asked}


def given(question, luck: Random) -> list[str]:
    if question.choices:
        return luck.sample([choice.value for choice in question.choices], 1)
    if question.rooms:
        return [f"{room}:{luck.randint(1, 9)}" for room in question.rooms]
    return [luck.choice(["0", "1", "2", "4", "9", "15", "17", "two", "-1", " 3 ", "1.5"])]


def by_python(answers: dict[str, list[str]], anyway: list[str]):
    held = {key: tuple(values) for key, values in answers.items()}
    asked = asking(QUESTIONS, held, facts=FACTS, anyway=frozenset(anyway)).asked
    up = {(flag.question, flag.say) for flag in raised(QUESTIONS, held, facts=FACTS)}
    flags = [
        [f"{question.id}:{place}", flag.level]
        for question in QUESTIONS.questions
        for place, flag in enumerate(question.flags)
        if (question.id, flag.say) in up
    ]
    return [[question.id for question in asked], flags]


def test_page_and_server_ask_the_same_and_raise_the_same(open_page, signed_in):
    luck = Random("the visit page")
    ids = [question.id for question in QUESTIONS.questions]
    tries = [
        {"answers": answered(luck), "anyway": luck.sample(ids, luck.randint(0, 3))}
        for _ in range(TRIES)
    ]
    visit = make_visit(worker=make_hsc())
    page = signed_in(open_page(), visit.worker)
    page.goto(f"/visits/{visit.pk}/")
    address = page.locator("#visit-rules").get_attribute("href")
    followed = [as_followed(question) for question in QUESTIONS.questions]
    found = page.evaluate(FOLLOWED, [address, followed, sorted(FACTS), tries])
    assert found == [by_python(each["answers"], each["anyway"]) for each in tries]
    assert sum(len(flags) for _, flags in found) > TRIES  # enough is raised to tell
