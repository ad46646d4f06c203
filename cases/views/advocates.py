"""Whether the person of a case needs an advocate, and whether one was found."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_work
from cases.enums import AdvocateState
from cases.forms.advocates import AnswerForm, JudgeForm
from cases.models import Advocate
from cases.views.case import case_for, part_for
from cases.views.household import back_to
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

JUDGE = Words(
    "Is an advocate needed?",
    "The county has to arrange one for whoever cannot be involved without, and has nobody "
    "suitable (Care Act 2014 s.67, s.68).",
    "Write it down",
)
ANSWER = Words("What came of it", "Until one is found it shows as open.", "Write it down")
NEEDED = "An advocate is needed. Ask the county for one, and write down here when you did."


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Whether an advocate is needed")
@shows_people(Showing.PAGE)
def judge_advocate(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = JudgeForm(sent(request), case=case, on=on)

    def act() -> str:
        judged = actions.judge_advocate(advocate=form.as_advocate(), by=request.user, on=on)
        needed = judged.state == AdvocateState.NEEDED
        return NEEDED if needed else "Written down: none is needed."

    return ask(request, form, JUDGE, act, back=back_to(case))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What came of asking for an advocate")
@shows_people(Showing.PAGE)
def answer_advocate(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    advocate = part_for(request, Advocate, pk, on=on)
    form = AnswerForm(sent(request), advocate=advocate, on=on)

    def act() -> str:
        actions.answer_advocate(advocate=advocate, word=form.as_word(), by=request.user, on=on)
        return "Written down."

    back = back_to(advocate.case)
    return ask(request, form, ANSWER, act, back=back, about=str(advocate))
