"""The questions of a visit as they stand on its page, with what is answered so far."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cases.enums import Theme
from cases.known import KnownAlready
from cases.models import VisitPhoto
from cases.mot.catalogue import catalogue
from cases.mot.conditions import Facts
from cases.mot.document import (
    ACT,
    ACTION_PART,
    NAME_PART,
    NOTE_PART,
    SCORE,
    SKIP_PART,
    WHO_PART,
    Document,
    answers_of,
    asked_anyway,
    how_of,
    is_settled,
    part_of,
    value_of,
    values_of,
)
from cases.mot.saying import if_words, short_answer
from cases.mot.sets import PLAN, TODAY, Question, QuestionSet
from cases.rules.housing_mot import asking, raised

LINES = 3  # things that matter most
HOW_SEEN = (("saw", "I saw it"), ("said", "They said"), ("other", "Someone else"))
HOW_ASKED = HOW_SEEN[1:]
SKIPS = (
    ("rather_not", "They would rather not say"),
    ("not_now", "Not now"),
    ("not_apply", "Does not apply"),
    ("alone", "Ask alone, another time"),
)
ROOMS = {"bedroom": "Bedroom", "living": "Living room", "kitchen": "Kitchen"}
PICTURES = {"living": "living_room"}  # where the drawing has another name than the room
OUT, TO_ASK, DONE = "out", "todo", "done"
ACTIONS_OFFERED = 2  # besides what the flag says is to be done


@dataclass(frozen=True)
class ShownChoice:
    value: str
    label: str
    checked: bool
    alone: bool = False


@dataclass(frozen=True)
class ShownRoom:
    """One room with the number of the picture that was chosen, or nothing."""

    code: str
    label: str
    picture: str
    value: str


@dataclass(frozen=True)
class ShownFlag:
    """What will be in the plan when it is up; `place` among the question's own flags."""

    place: int
    say: str
    is_up: bool


@dataclass(frozen=True)
class ShownToday:
    """What must not wait, whether it is up, and what is done about it by whom."""

    place: int
    say: str
    do: str
    offers: tuple[str, ...]
    is_up: bool
    action: str
    name: str


@dataclass(frozen=True)
class ShownQuestion:
    """One question on the page with everything that is known of its answer.

    `state` is "out" when the answers leave it out, "todo", or "done" when it is answered or
    left out with a reason. `if_words` say of a follow-up which answer asks for it.
    """

    question: Question
    state: str
    choices: tuple[ShownChoice, ...]
    typed: str
    lines: tuple[str, ...]
    rooms: tuple[ShownRoom, ...]
    how: tuple[ShownChoice, ...]
    who: str
    note: str
    skips: tuple[ShownChoice, ...]
    anyway: bool
    if_words: str
    answer: str
    in_plan: tuple[ShownFlag, ...]
    today: ShownToday | None
    known: KnownAlready | None
    photos: tuple[VisitPhoto, ...]
    follow_ups: tuple["ShownQuestion", ...] = ()

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def text(self) -> str:
        return self.question.text

    @property
    def is_done(self) -> bool:
        return self.state == DONE


@dataclass(frozen=True)
class ShownArea:
    """One domain, or one place of the walk, with its questions."""

    code: str
    title: str
    short: str
    questions: tuple[ShownQuestion, ...]

    def every(self) -> Iterator[ShownQuestion]:
        for question in self.questions:
            yield question
            yield from question.follow_ups

    @property
    def asked(self) -> int:
        return sum(1 for each in self.every() if each.state != OUT)

    @property
    def answered(self) -> int:
        return sum(1 for each in self.every() if each.is_done)

    @property
    def left_out(self) -> list[ShownQuestion]:
        return [each for each in self.questions if each.state == OUT]

    @property
    def is_complete(self) -> bool:
        return 0 < self.answered == self.asked

    @property
    def percent(self) -> int:
        return self.answered * 100 // self.asked if self.asked else 0


@dataclass(frozen=True)
class ShownScore:
    """One theme with its ten equal choices; `value` is None until it is given."""

    theme: str
    name: str
    label: str
    value: int | None
    choices: tuple[ShownChoice, ...]


@dataclass(frozen=True)
class Page:
    """What decides how each question stands on the page."""

    questions: QuestionSet
    document: Document
    facts: Facts = frozenset()
    known: Mapping[str, KnownAlready] = field(default_factory=dict)
    photos: Sequence[VisitPhoto] = ()

    def areas(self, *, by_place: bool = False) -> tuple[ShownArea, ...]:
        """Every question once, by domain or in the order of a walk round the home."""
        shown = {each.id: each for each in self.shown()}
        return tuple(
            ShownArea(code, title, short, tuple(shown[each] for each in ids))
            for code, title, short, ids in self.order(by_place=by_place)
        )

    def order(self, *, by_place: bool) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        if by_place and self.questions.places:
            for place in self.questions.places:
                yield place.code, place.title, place.short, place.questions
        else:
            for code, title in self.questions.domains.items():
                ids = [each.id for each in self.questions.of_domain(code) if not each.follows]
                yield code, title, self.questions.short[code], ids

    def shown(self) -> Iterator[ShownQuestion]:
        """Every question that follows no other, with those that follow it."""
        answers = answers_of(self.document)
        asked = asking(
            self.questions, answers, facts=self.facts, anyway=asked_anyway(self.document)
        )
        up = raised(self.questions, answers, facts=self.facts)
        build = Builder(
            self,
            asked=frozenset(each.id for each in asked.asked),
            said=frozenset((flag.question, flag.say) for flag in up),
            today=frozenset(flag.question for flag in up if flag.is_today),
        )
        for question in self.questions.questions:
            if not question.follows:
                yield build.shown(question)


@dataclass(frozen=True)
class Builder:
    """One question after the other, from what was worked out once for the whole page."""

    page: Page
    asked: frozenset[str]
    said: frozenset[tuple[str, str]]
    today: frozenset[str]

    def shown(self, question: Question) -> ShownQuestion:
        page, document = self.page, self.page.document
        values, text = values_of(document, question.id), value_of(document, question.id)
        how, skip = how_of(document, question.id), part_of(document, question.id, SKIP_PART)
        hows = HOW_SEEN if question.must_be_seen else HOW_ASKED
        return ShownQuestion(
            question=question,
            state=self.state(question),
            choices=choices(question, values),
            typed=text,
            lines=lines(text) if question.kind == "lines" else (),
            rooms=tuple(room(each, values) for each in question.rooms),
            how=marked(hows, how) if asks_how(question) else (),
            who=part_of(document, question.id, WHO_PART),
            note=part_of(document, question.id, NOTE_PART),
            skips=marked(SKIPS, skip),
            anyway=question.id in asked_anyway(document),
            if_words=if_words(question, page.questions),
            answer=short_answer(question, values) or dict(SKIPS).get(skip, ""),
            in_plan=tuple(
                ShownFlag(place, flag.say, (question.id, flag.say) in self.said)
                for place, flag in enumerate(question.flags)
                if flag.level == PLAN
            ),
            today=self.to_do(question),
            known=page.known.get(question.id),
            photos=tuple(each for each in page.photos if each.question == question.id),
            follow_ups=tuple(
                self.shown(each) for each in page.questions.questions if each.follows == question.id
            ),
        )

    def state(self, question: Question) -> str:
        if question.id not in self.asked:
            return OUT
        return DONE if is_settled(self.page.document, question.id) else TO_ASK

    def to_do(self, question: Question) -> ShownToday | None:
        found = ((n, flag) for n, flag in enumerate(question.flags) if flag.level == TODAY)
        place, flag = next(found, (0, None))
        if flag is None:
            return None
        return ShownToday(
            place=place,
            say=flag.say,
            do=flag.do,
            offers=offered_actions(question),
            is_up=question.id in self.today,
            action=part_of(self.page.document, ACT + question.id, ACTION_PART),
            name=part_of(self.page.document, ACT + question.id, NAME_PART),
        )


def offered_actions(question: Question) -> tuple[str, ...]:
    """What might be done today besides what the flag says, to be chosen with one press."""
    known = [catalogue()[offer.code] for offer in question.offers]
    return tuple(each.label for each in known if not each.private)[:ACTIONS_OFFERED]


def asks_how(question: Question) -> bool:
    """A follow-up is known as its parent is; what matters most is in the person's own words."""
    plain = question.follows or question.private or question.ours
    return not (plain or question.kind == "lines")


def choices(question: Question, values: Sequence[str]) -> tuple[ShownChoice, ...]:
    if question.kind == "score":
        return marked(tuple((str(n), str(n)) for n in range(1, 11)), *values)
    return tuple(
        ShownChoice(each.value, each.label, each.value in values, each.alone)
        for each in question.choices
    )


def marked(options: Iterable[tuple[str, str]], *chosen: str) -> tuple[ShownChoice, ...]:
    return tuple(ShownChoice(value, label, value in chosen) for value, label in options)


def lines(text: str) -> tuple[str, ...]:
    written = text.splitlines()
    return tuple(written + [""] * (LINES - len(written)))


def room(code: str, values: Sequence[str]) -> ShownRoom:
    number = next((each.partition(":")[2] for each in values if each.startswith(f"{code}:")), "")
    return ShownRoom(code, ROOMS.get(code, code), PICTURES.get(code, code), number)


def score_rows(given: Mapping[str, int]) -> tuple[ShownScore, ...]:
    """Six rows of ten equal choices; nothing is chosen beforehand."""
    return tuple(
        ShownScore(
            theme=theme,
            name=SCORE + theme,
            label=str(label),
            value=given.get(theme),
            choices=tuple(ShownChoice(str(n), str(n), n == given.get(theme)) for n in range(1, 11)),
        )
        for theme, label in Theme.choices
    )
