"""What people decide about each thing offered, what is added, and when to go back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cases.actions import Choice
from cases.deciding import told
from cases.doubt import WHO_DECIDES, decisions_for, is_change, is_in_doubt
from cases.enums import WITHOUT_ORDER, SolutionKind, SolutionState
from cases.forms.visit import held_of
from cases.models import CapacityDecision, Order, Solution, Visit
from cases.mot.catalogue import Listed, catalogue
from cases.mot.sets import QuestionSet, question_set
from cases.workflow import SOLUTION
from lightbulb.core.keys import new_key
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.time.months import add_months

ASK_AGAIN_AFTER = FOLLOW_UP_AFTER = 3  # months
STEPS = (
    ("accept", "Yes, please"),
    ("decline", "Not now"),
    ("self_fund", "Will buy it themselves"),
    ("rule_out", "Not eligible"),
)
# A state has one colour everywhere.
TONES = {
    SolutionState.OFFERED: "orange",
    SolutionState.ACCEPTED: "teal",
    SolutionState.DECLINED: "purple",
    SolutionState.SELF_FUNDING: "grey",
    SolutionState.NOT_ELIGIBLE: "grey",
    SolutionState.ORDERED: "blue",
    SolutionState.DELIVERED: "yellow",
    SolutionState.CHECKED: "green",
    SolutionState.UNSUITABLE: "red",
    SolutionState.GIVEN_BACK: "grey",
}
OWN_WORDS = ""
ASKED_FOR = "They asked for it"


def words_field(label: str, longest: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        error_messages={"max_length": f"{label} can have up to {longest} characters"},
    )


class DecisionForm(forms.Form):
    """One decision about one thing offered. Left alone, it decides nothing."""

    step = forms.ChoiceField(
        choices=STEPS,
        required=False,
        error_messages={"invalid_choice": "Choose one of the decisions shown"},
    )
    ask_again_on = DateAsTyped(
        label="If not now: ask again on", required=False, help_text="For example 1/3/27 or +3m"
    )
    reason = forms.CharField(
        label="Why, in their words",
        required=False,
        max_length=300,
        help_text="Say why if they are not eligible. If they buy it, about what it costs",
        error_messages={"max_length": "The reason can have up to 300 characters"},
    )

    cost = forms.DecimalField(
        label="About what it costs, in pounds",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text="For example 640",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            "Enter the cost in pounds, for example 640 or 24.50",
        ),
    )
    decided_under = forms.ChoiceField(
        label="Who decides this",
        required=False,
        choices=(("", "Choose who decides"),),
        error_messages={"invalid_choice": "Choose from the list who decides"},
    )
    next_step = words_field("Next step", 200, "For example book the fitter")
    who = words_field("Who takes it", 120)
    may_tell = forms.ChoiceField(
        choices=(("yes", "Yes"), ("no", "No")),
        required=False,
        error_messages={"invalid_choice": "Choose yes or no"},
    )

    def __init__(
        self,
        *args: Any,
        solution: Solution,
        on: date,
        deciders: Mapping[str, CapacityDecision] | None = None,
        **options: Any,
    ) -> None:
        """`deciders` are the decisions it may be accepted under, where one is needed at all."""
        initial = {"ask_again_on": in_figures(add_months(on, ASK_AGAIN_AFTER))}
        own = {"prefix": f"d-{solution.pk.hex}", "initial": initial}
        super().__init__(*args, **options | own)
        self.solution, self.on, self.deciders = solution, on, deciders
        if deciders is None:
            del self.fields["decided_under"]
        else:
            self.fields["decided_under"].choices += in_words(deciders)  # type: ignore[attr-defined]

    def steps(self) -> list[tuple[str, str]]:
        """The decisions there can be from where the solution is."""
        return [step for step in STEPS if SOLUTION.allows(self.solution.state, step[0])]

    def chosen(self) -> str:
        return str(self.data.get(self.add_prefix("step"), "")) if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        label, again = self.solution.label, cleaned.get("ask_again_on")
        if cleaned.get("step") == "decline" and "ask_again_on" in cleaned:
            if again is None:
                self.add_error("ask_again_on", f"{label}: say when to ask again")
            elif again <= self.on:
                self.add_error("ask_again_on", f"{label}: the day to ask again must lie ahead")
        for name, sentence in self.missing(cleaned):
            self.mend(name, f"{label}: {sentence}")
        return cleaned

    def missing(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What the decision needs and nobody said, with the sentence for it."""
        needed = {
            "self_fund": {"cost": "say about what it costs"},
            "rule_out": {"reason": "say why they are not eligible"},
            "accept": self.needed_to_accept(),
        }
        for name, sentence in needed.get(cleaned.get("step", ""), {}).items():
            if cleaned.get(name) in (None, ""):
                yield name, sentence

    def needed_to_accept(self) -> dict[str, str]:
        tell = {"may_tell": f"say whether {self.recipient} may be told"}
        under = {"decided_under": f"{WHO_DECIDES[0].lower()}{WHO_DECIDES[1:]}"}
        return (tell if self.recipient else {}) | ({} if self.deciders is None else under)

    def mend(self, name: str, sentence: str) -> None:
        """One sentence a field: what was wrong with what was typed comes first."""
        if name not in self.errors:
            self.add_error(name, sentence)

    @property
    def recipient(self) -> str:
        return self.solution.recipient

    def choice(self) -> Choice | None:
        """What was decided; None when the row was left alone."""
        step = self.cleaned_data["step"]
        if not step:
            return None
        again = self.cleaned_data["ask_again_on"] if step == "decline" else None
        said, accepted = self.cleaned_data, step == "accept"
        told = {"yes": True, "no": False}.get(said["may_tell"])
        return Choice(
            step=step,
            reason=said["reason"],
            ask_again_on=again,
            cost=said["cost"] if accepted or step == "self_fund" else None,
            decided_under=(self.deciders or {}).get(said.get("decided_under", "")),
            next_step=said["next_step"] if accepted else "",
            who=said["who"] if accepted else "",
            may_tell=told if accepted and self.recipient else None,
        )


def in_words(deciders: Mapping[str, CapacityDecision]) -> list[tuple[str, str]]:
    """ "Whether the mirrors are covered: We, in their best interests"."""
    return [(key, f"{each.about}: {told(each).who}") for key, each in deciders.items()]


def in_figures(day: date) -> str:
    """The day as a person would type it: 23/2/2027."""
    return f"{day.day}/{day.month}/{day.year}"


@dataclass(frozen=True)
class PlanRow:
    """One solution of the plan, with the form to decide about it when there is a choice."""

    solution: Solution
    form: DecisionForm
    order: Order | None

    @property
    def tone(self) -> str:
        return TONES[SolutionState(self.solution.state)]

    @property
    def is_undecided(self) -> bool:
        return self.solution.state == SolutionState.OFFERED

    @property
    def is_open(self) -> bool:
        return self.is_undecided or bool(self.form.errors) or bool(self.form.chosen())

    @property
    def needs_order(self) -> bool:
        return self.solution.kind not in WITHOUT_ORDER

    @property
    def next_words(self) -> str:
        """ "Next: book the fitter, Priya Nair"."""
        usual = "order it" if self.needs_order else "do it"
        step = self.solution.next_step or usual
        return f"Next: {step}, {self.solution.who}" if self.solution.who else f"Next: {step}"

    @property
    def asks_who_decides(self) -> bool:
        """Whether it is accepted only under a capacity decision."""
        return self.form.deciders is not None

    @property
    def telling(self) -> list[dict[str, object]]:
        """Yes and no as tiles, with what was said before."""
        held = {True: "yes", False: "no", None: ""}[self.solution.may_tell]
        said = self.form["may_tell"].value() or held
        words = (("yes", "Yes"), ("no", "No"))
        return [{"value": each, "label": label, "checked": each == said} for each, label in words]

    @property
    def told_words(self) -> str:
        if self.solution.may_tell is None:
            return ""
        may = "may" if self.solution.may_tell else "may not"
        return f"{self.form.recipient[:1].upper()}{self.form.recipient[1:]} {may} be told"

    @property
    def came_on(self) -> date | None:
        return self.order.delivered_on if self.order else None

    @property
    def is_to_do(self) -> bool:
        return self.solution.state == SolutionState.ACCEPTED

    @property
    def did_not_come(self) -> bool:
        """Its order was cancelled, and nothing was decided or ordered since."""
        return self.is_to_do and self.order is not None

    @property
    def is_unsuitable(self) -> bool:
        return self.solution.state == SolutionState.UNSUITABLE

    @property
    def is_on_order(self) -> bool:
        return self.solution.state == SolutionState.ORDERED


def plan_rows(
    solutions: Sequence[Solution], *, on: date, answers: QueryDict | None = None
) -> list[PlanRow]:
    """The plan's rows. Solutions come with their orders."""
    changes = [each for each in solutions if is_change(each)]
    deciders: dict[str, CapacityDecision] | None = None
    if changes and is_in_doubt(changes[0].case):
        deciders = {str(each.pk): each for each in decisions_for(changes[0].case)}
    return [
        PlanRow(
            each,
            DecisionForm(
                answers, solution=each, on=on, deciders=deciders if each in changes else None
            ),
            each.order,
        )
        for each in solutions
    ]


class AddForm(forms.Form):
    """Something the person asks for: from the short list, or in their own words."""

    offer = forms.ChoiceField(
        label="From the list",
        required=False,
        choices=[
            (OWN_WORDS, "Something else, in their own words"),
            *((each.code, each.label) for each in catalogue().values() if not each.private),
        ],
        error_messages={"invalid_choice": "Choose from the list, or write it in their own words"},
    )
    words = forms.CharField(
        label="Or in their own words",
        required=False,
        max_length=200,
        error_messages={"max_length": "This can have up to 200 characters"},
    )
    kind = forms.ChoiceField(
        label="What kind of thing it is",
        choices=SolutionKind,
        initial=SolutionKind.EQUIPMENT,
        help_text="Only for their own words",
        required=False,
    )
    because = forms.CharField(
        label="What it is for",
        required=False,
        max_length=300,
        error_messages={"max_length": "This can have up to 300 characters"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("offer") or cleaned.get("words")):
            self.add_error("words", "Choose from the list, or write what they asked for")
        return cleaned

    def solution(self, visit: Visit) -> Solution:
        """What to add, not saved yet."""
        known = catalogue().get(self.cleaned_data["offer"])
        because = self.cleaned_data["because"] or ASKED_FOR
        questions = question_set(held_of(visit, on=visit.local_day).question_set)
        if known:
            return listed(known, visit, because, questions)
        return Solution(
            visit=visit,
            case_id=visit.case_id,
            code=f"own-{new_key().hex}",
            label=self.cleaned_data["words"],
            kind=self.cleaned_data["kind"] or SolutionKind.EQUIPMENT,
            domain=next(iter(questions.domains)),
            because=because,
        )


def listed(known: Listed, visit: Visit, because: str, questions: QuestionSet) -> Solution:
    return Solution(
        visit=visit,
        case_id=visit.case_id,
        code=known.code,
        label=known.label,
        kind=known.kind,
        domain=questions.domain_offering(known.code),
        because=because,
    )


class FollowUpDateForm(forms.Form):
    """The day to go back and see whether it helped."""

    due_on = DateAsTyped(
        label="Follow up on",
        help_text="For example 1/3/27 or +3m",
        error_messages={"required": "Enter the day to follow up"},
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        initial = {"due_on": in_figures(add_months(on, FOLLOW_UP_AFTER))}
        super().__init__(*args, **options | {"initial": initial})
        self.on = on

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.on:
            raise forms.ValidationError("The day to follow up must not lie behind us")
        return due_on
