"""Who may do what to a case: None when allowed, otherwise the sentence to show."""

from collections.abc import Mapping
from datetime import date

from cases.enums import (
    CaseKind,
    CompetenceArea,
    ConcernRoute,
    NoteLevel,
    SolutionState,
    Stage,
    VisitState,
)
from cases.extension_points import search_sources
from cases.models import Case, Competence, Note, Person, SafeguardingConcern, SignOff, Visit
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import Reach
from lightbulb.core.access.scope import Looker, Scope, allows
from lightbulb.core.access.sight import can_view, is_hidden, is_opened
from lightbulb.core.organisations.access import why_not_across
from lightbulb.core.organisations.enums import Function
from lightbulb.core.staff.enums import Basis
from lightbulb.core.staff.models import Absence, Membership, User

# Under what an agreement must allow it to take a case of another council.
FUNCTIONS = {Basis.COVER: Function.COVER}
FOR_HOSPITALS = (Reach.HOSPITAL, Reach.OWN)

# Whose duty a concern is.
DESK_OF: Mapping[str, Permission] = {
    ConcernRoute.ADULT: Permission.ANSWER_ADULT_CONCERNS,
    ConcernRoute.CHILD: Permission.ANSWER_CHILD_CONCERNS,
}


def why_not_find_people(user: Looker, *, on: date) -> str | None:
    """Whether somebody may look for people at all."""
    if allows(user, Permission.FIND_PEOPLE, on=on):
        return None
    return "Your role does not look for people. Ask the person’s worker what you need to know."


def why_not_read_cases(user: Looker, *, on: date) -> str | None:
    """Whether somebody may open cases at all; which ones is what `visible_to` says."""
    if allows(user, Permission.READ_CASES, on=on):
        return None
    return "Your role does not open cases. Find says who is helping: ask them what you need."


def why_not_answer_calls(user: Looker, *, on: date) -> str | None:
    """Whether somebody may say where a case stands, and write down the call about it."""
    if allows(user, Permission.ANSWER_CALLS, on=on):
        return None
    return "Triage answers calls about cases. Open the case itself, or give them its worker’s name."


def why_not_work(user: Looker, case: Case, *, on: date) -> str | None:
    """Whether somebody may move a case on."""
    if not allows(user, Permission.WORK_CASES, on=on):
        return "Your role can read this case and not change it."
    if Scope.of(user, Permission.WORK_CASES, on=on).covers(case.as_subject()):
        return None
    return "You can read this case and not change it: it lies outside where you work today."


def why_not_assess(user: User, case: Case, *, on: date) -> str | None:
    """Whether somebody may assess in a case: an Occupational Therapist, where they work. It is
    the county's own duty, so no council's agreement is asked for."""
    if not allows(user, Permission.ASSESS, on=on):
        return f"{user} is no Occupational Therapist, and one of them assesses."
    if Scope.of(user, Permission.ASSESS, on=on).covers(case.as_subject()):
        return None
    return f"{user} does not work in {place_of(case)} on that day."


def why_not_write_assessment(user: User, visit: Visit, *, on: date) -> str | None:
    """Whether somebody may write and sign an assessment: whoever makes it, as one person."""
    if visit.worker_id != user.pk:
        return f"{visit.worker} writes and signs this assessment."
    return why_not_assess(user, visit.case, on=on)


def why_not_recommend(user: User, area: str, *, on: date) -> str | None:
    """Whether somebody may recommend what takes this competence with nobody's agreement:
    Occupational Therapists by their profession, everybody else by what is on record."""
    if allows(user, Permission.SIGN_OFF, on=on) or area in Competence.objects.of(user, on=on):
        return None
    label = CompetenceArea(area).label.lower()
    return f"{user} is not signed off for {label}: an Occupational Therapist agrees first."


def why_not_sign_off(user: User, sign_off: SignOff, *, on: date) -> str | None:
    """Whether somebody may agree to a recommendation: an Occupational Therapist, where they
    work, and not to their own."""
    if not allows(user, Permission.SIGN_OFF, on=on):
        return "An Occupational Therapist agrees to it, or not."
    if sign_off.asked_by_id == user.pk:
        return "You recommended it. Somebody else agrees to it, or not."
    if Scope.of(user, Permission.SIGN_OFF, on=on).covers(sign_off.solution.case.as_subject()):
        return None
    return f"You do not work in {place_of(sign_off.solution.case)}."


def why_not_supervise(user: Looker, *, on: date) -> str | None:
    """Whether somebody may see and say what workers may recommend on their own."""
    if allows(user, Permission.SUPERVISE, on=on):
        return None
    return "Occupational Therapists and managers say what each worker may recommend."


def why_not_keep_competence(user: User, worker: User, *, on: date) -> str | None:
    """Whether somebody may say what this worker may recommend: never about themselves, and
    where the worker works."""
    if reason := why_not_supervise(user, on=on):
        return reason
    if user.pk == worker.pk:
        return "Somebody else says what you may recommend."
    scope = Scope.of(user, Permission.SUPERVISE, on=on)
    posts = Membership.objects.in_force(on).filter(user=worker)
    if scope.everywhere or posts.filter(localities__in=scope.localities).exists():
        return None
    return f"{worker} works in another team."


def why_not_answer(user: User, visit: Visit, *, on: date) -> str | None:
    """Whether somebody may write down what was answered on a visit."""
    if visit.is_assessment:
        return why_not_write_assessment(user, visit, on=on)
    return why_not_work(user, visit.case, on=on)


def why_not_refer_another(user: Looker, *, on: date) -> str | None:
    """Whether somebody may log a referral for somebody else who lives in the home of a case."""
    if allows(user, Permission.LOG_REFERRALS, on=on):
        return None
    return "Whoever takes referrals writes down that somebody else needs help as well."


def why_not_see_record(user: Looker, *, on: date) -> str | None:
    """Whether somebody may see who looked at whom."""
    if allows(user, Permission.SEE_RECORD, on=on):
        return None
    return "Who looked at whom is for auditors and information governance."


def why_not_see_team(user: Looker, *, on: date) -> str | None:
    """Whether somebody may see who carries how much, and who is away."""
    if allows(user, Permission.SEE_LOAD, on=on):
        return None
    return "The team’s load is for managers, administrators and Housing Support Co-ordinators."


def why_not_send_letters(user: Looker, *, on: date) -> str | None:
    """Whether somebody may see letters and say that they were sent."""
    if allows(user, Permission.SEND_LETTERS, on=on):
        return None
    return "Letters are sent by triage, administrators and whoever works on the case."


def why_not_ask_equality(user: Looker, *, on: date) -> str | None:
    """Whether somebody may ask the equality questions and write the answers down."""
    if allows(user, Permission.ASK_EQUALITY, on=on):
        return None
    return "Whoever takes referrals asks the equality questions."


def why_not_read_concern(user: User, concern: SafeguardingConcern, *, on: date) -> str | None:
    """Whether somebody may read the note: the desk whose duty it is, and who wrote it."""
    if concern.raised_by_id == user.pk or allows(user, DESK_OF[concern.route], on=on):
        return None
    return "The note is read by the county’s desk and by whoever wrote it."


def why_not_read_note(user: User, note: Note, *, on: date) -> str | None:
    """Whether somebody who sees the case may read what a note says."""
    if note.level != NoteLevel.SAFEGUARDING or note.written_by_id == user.pk:
        return None
    if any(allows(user, desk, on=on) for desk in DESK_OF.values()):
        return None
    return "Read by the county’s safeguarding desks and by whoever wrote it."


def why_not_correct_note(user: User, note: Note, *, on: date) -> str | None:
    """Whether somebody may write the correction of a note: who works on the case and may read
    it, and of the last of it alone."""
    if refusal := why_not_work(user, note.case, on=on):
        return refusal
    if refusal := why_not_read_note(user, note, on=on):
        return refusal
    if hasattr(note, "corrected_by"):
        return "It is corrected already. Correct the correction."
    return None


def why_not_answer_concern(user: User, concern: SafeguardingConcern, *, on: date) -> str | None:
    """Whether somebody may say what the county decided: its desk alone (Care Act 2014 s.79)."""
    if not allows(user, DESK_OF[concern.route], on=on):
        return "The county’s safeguarding desk decides concerns."
    if concern.ended_on:
        return "What the county decided is written down already."
    return None


def why_not_move_visit(user: Looker, *, on: date) -> str | None:
    """Whether somebody may put a visit into another case."""
    if allows(user, Permission.MOVE_RECORDS, on=on):
        return None
    return "Record stewards and managers move visits. Tell one of them whose visit it was."


def why_not_leave(visit: Visit) -> str | None:
    """Whether a visit may leave its case: as long as nothing followed from it."""
    if visit.state == VisitState.CANCELLED:
        return "It was cancelled, so there is nothing to move."
    if visit.is_assessment or visit.company:
        return (
            "An Occupational Therapist’s assessment stays with the person it stands under. Cancel "
            "it where it is only booked, and book it again in the right case."
        )
    if visit.case.stage not in (Stage.VISIT_BOOKED, Stage.ASSESSED):
        return (
            "More was done in this case since the visit, and that was done for the person it "
            "stands under. Book a visit for the right person, and close what is wrong here."
        )
    if visit.solutions.exclude(state=SolutionState.OFFERED).exists():
        return (
            "Some of what it offered is decided already. Book a visit for the right person, and "
            "put the plan right here."
        )
    return None


def why_not_move_visit_to(visit: Visit, to: Case) -> str | None:
    """Whether a visit may go into this case."""
    if refusal := why_not_leave(visit):
        return refusal
    if to.pk == visit.case_id:
        return "It stands in this case already."
    if to.stage == Stage.OPENED:
        return f"{to.reference} has no worker yet. Give it to one first."
    if to.stage not in (Stage.ALLOCATED, Stage.CONTACT_TRIED):
        return f"{to.reference} has come further than its first visit, or is closed."
    return None


def why_not_take_back(case: Case) -> str | None:
    """Whether a case may be removed as if it had not been opened: only while it is untouched."""
    if case.complaints.exists():
        return "A complaint is recorded in the case. Close it instead, and the complaint stays."
    if case.stage != Stage.OPENED or case.version != 1:
        return "Somebody has taken the case up. Ask them to close it instead."
    return None


def why_not_give_out(user: User, *, on: date) -> str | None:
    """Whether somebody may give cases to workers at all."""
    if allows(user, Permission.GIVE_OUT_CASES, on=on):
        return None
    return "A manager, administrator or Housing Support Co-ordinator gives cases out."


def why_not_give_out_case(user: User, case: Case, *, on: date) -> str | None:
    """Whether somebody may give out this case: in their area, and of their own council or
    under its agreement for casework."""
    if reason := why_not_give_out(user, on=on):
        return reason
    held = [
        each
        for each in user.memberships_on(on)
        if Permission.GIVE_OUT_CASES in each.permissions and reaches(each, case)
    ]
    if not held:
        return f"You do not give out cases of {place_of(case)}."
    return first_refusal(held, case, on=on)


def why_not_set_targets(user: Looker, *, on: date) -> str | None:
    """Whether somebody may say how long stages may take, and when an alert is raised."""
    if allows(user, Permission.SET_TARGETS, on=on):
        return None
    return "The hub’s and the service’s managers set targets."


def why_not_review_case(user: User, case: Case, *, on: date) -> str | None:
    """Whether somebody may review an old case: a manager, within their reach."""
    if not allows(user, Permission.REVIEW_CASES, on=on):
        return "Managers review cases that have grown old."
    if Scope.of(user, Permission.REVIEW_CASES, on=on).covers(case.as_subject()):
        return None
    return "It lies outside where you manage."


def why_not_give_cover(user: User, absence: Absence, *, on: date) -> str | None:
    """Whether somebody may say who covers these days: who gives out cases where the person
    works."""
    if reason := why_not_give_out(user, on=on):
        return reason
    scope = Scope.of(user, Permission.GIVE_OUT_CASES, on=on)
    posts = Membership.objects.in_force(absence.starts_on).filter(user=absence.user_id)
    if scope.everywhere or posts.filter(localities__in=scope.localities).exists():
        return None
    return f"You do not give out the cases of {absence.user.name}’s team."


def why_not_see_absence(user: User, absence: Absence, *, on: date) -> str | None:
    """Whether somebody may see what falls due while a colleague is away: the person, who
    covers, and who sees the team's load."""
    if user.pk in (absence.user_id, absence.cover_id):
        return None
    if reason := why_not_see_team(user, on=on):
        return reason
    scope = Scope.of(user, Permission.SEE_LOAD, on=on)
    posts = Membership.objects.in_force(absence.starts_on).filter(user=absence.user_id)
    if scope.everywhere or posts.filter(localities__in=scope.localities).exists():
        return None
    return "That colleague works in another team."


def why_not_take(worker: User, case: Case, *, on: date) -> str | None:
    """Whether a worker may be given a case: their role, where they work, and an agreement
    where the case is another council's."""
    held = [
        each
        for each in worker.memberships_on(on)
        if Permission.TAKE_CASES in each.permissions and reaches(each, case)
    ]
    if not held:
        return f"{worker} does not work in {place_of(case)} on that day."
    return first_refusal(held, case, on=on)


def first_refusal(held: list[Membership], case: Case, *, on: date) -> str | None:
    """None when one membership may do it alone, else why the first may not."""
    reasons = [why_not_under(each, case, on=on) for each in held]
    return None if None in reasons else reasons[0]


def why_not_under(membership: Membership, case: Case, *, on: date) -> str | None:
    """Whether an agreement lets staff of this organisation work on a case of another's."""
    if case.locality is None:
        return None
    function = FUNCTIONS.get(Basis(membership.basis), Function.CASEWORK)
    of = membership.organisation
    return why_not_across(function, of=of, locality=case.locality, on=on)


def reaches(membership: Membership, case: Case) -> bool:
    """Whether a membership is for where the case lies. A case without a locality is the
    hospital team's, and anybody's who takes cases; hospital staff take hospital cases."""
    if case.locality_id is None or membership.reach is Reach.COUNTY:
        return True
    if membership.reach in FOR_HOSPITALS:
        return case.kind == CaseKind.HOSPITAL
    return case.locality_id in {locality.pk for locality in membership.localities.all()}


def place_of(case: Case) -> str:
    return str(case.locality or "the hospital team")


def can_view_person(user: Looker, person: Person, *, on: date) -> bool:
    """Whether somebody may see that a person is there: the same rule as
    `Person.objects.visible_to`, of one person."""
    subject = person.as_subject()
    if is_hidden(user, subject, on=on):
        return False
    if is_opened(user, subject) or Scope.of(user, Permission.FIND_EVERYBODY, on=on).everywhere:
        return True
    reads = Permission.READ_CASES
    if any(can_view(user, reads, case.as_subject(), on=on) for case in person.cases.all()):
        return True
    found = (source.people(user, on).filter(pk=person.pk) for source in search_sources)
    return any(people.exists() for people in found)


def why_not_merge_people(user: Looker, *, on: date) -> str | None:
    """Whether somebody may say that two records are one person, or are not."""
    if allows(user, Permission.MERGE_PEOPLE, on=on):
        return None
    if allows(user, Permission.MANAGE_RESTRICTED, on=on):  # pairs that nobody else sees
        return None
    return "The record steward says whether two records are one person."
