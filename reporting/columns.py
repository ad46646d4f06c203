"""The columns of an indicator's tables: the same on screen, in print and in exports."""

from collections.abc import Sequence
from decimal import Decimal

from lightbulb.core.time.clock import Unit
from reporting.definitions import Definition
from reporting.enums import Cohort, Kind
from reporting.figures import Figure, plain

NOT_SHOWN, NONE = "not shown", "none"
SPREAD = ("Middle", "Mean", "9 in 10 within", "Longest")


def headings(definition: Definition, cohort: Cohort) -> list[str]:
    """What stands over the numbers, after the column of places or months."""
    base = definition.nouns[cohort].many.capitalize()
    spread = list(SPREAD) if definition.unit else []
    return {
        Kind.COUNT: [base],
        Kind.SHARE: [base, number_heading(definition), "Percent", *spread],
        Kind.DAYS: [base, *(["Finished"] if cohort == Cohort.STARTED else []), *spread],
        Kind.RATIO: [base, definition.counted.capitalize(), "Each"],
    }[definition.kind]


def number_heading(definition: Definition) -> str:
    if definition.within:
        return f"Within {definition.within}"
    return "With it"


def cells(figure: Figure) -> list[str]:
    """The numbers of a line, in the order of the headings."""
    now, kind = figure.now, figure.definition.kind
    spread = spread_of(figure) if figure.definition.unit else []
    return {
        Kind.COUNT: [now.base.words],
        Kind.SHARE: [now.base.words, now.number.words, percent(figure), *spread],
        Kind.DAYS: [
            now.base.words,
            *([now.measured.words] if figure.cohort == Cohort.STARTED else []),
            *spread,
        ],
        Kind.RATIO: [now.base.words, now.number.words, printed(figure, figure.value)],
    }[kind]


def spread_of(figure: Figure) -> list[str]:
    now = figure.now
    return [printed(figure, each) for each in (now.middle, now.mean, now.nine_in_ten, now.longest)]


def percent(figure: Figure) -> str:
    return printed(figure, None) if figure.value is None else figure.words


def printed(figure: Figure, value: Decimal | None) -> str:
    """A number; where there is none, whether there was nothing or it is kept back."""
    if value is not None:
        return plain(value)
    return NONE if figure.is_empty else NOT_SHOWN


def unit_words(definition: Definition) -> str:
    """What the durations are in, for a caption; nothing where there are none."""
    kinds = {Unit.WORKING_DAYS: "working days", Unit.CALENDAR_DAYS: "calendar days"}
    return f"Durations in {kinds[definition.unit]}." if definition.unit in kinds else ""


def lines(figures: Sequence[Figure]) -> list[tuple[Figure, list[str]]]:
    """Each figure with its cells."""
    return [(figure, cells(figure)) for figure in figures]
