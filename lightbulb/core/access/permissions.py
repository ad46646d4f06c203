"""What somebody may be allowed to do: one permission for each question that is asked.

A role lists its permissions (`roles`); a `why_not_…` function asks for one. The label is
what `docs/access.md` shows beside the roles that have it.
"""

from django.db.models import TextChoices


class Permission(TextChoices):
    # The front door
    LOG_REFERRALS = "log_referrals", "Take a referral and write down what was told"
    READ_REFERRALS = "read_referrals", "Read what was told on a call"
    DECIDE_REFERRALS = "decide_referrals", "Decide what happens with a referral"
    KEEP_DIRECTORY = "keep_directory", "Add, change and check services of the directory"

    # People
    FIND_PEOPLE = "find_people", "Look for people among those whose cases or referrals are in sight"
    FIND_EVERYBODY = (
        "find_everybody",
        "Find everybody in the county: name, year of birth, street, locality, who is helping",
    )
    MERGE_PEOPLE = "merge_people", "Say that two records are one person, or are not"
    MOVE_RECORDS = "move_records", "Move what was filed with the wrong person"

    # Cases
    READ_CASES = "read_cases", "Open cases and read what is in them"
    ANSWER_CALLS = (
        "answer_calls",
        "Say where a case stands to whoever rings about it, and write the call down",
    )
    WORK_CASES = "work_cases", "Record what happened in a case"
    ASSESS = "assess", "Assess for the county as an Occupational Therapist, and sign it"
    SIGN_OFF = "sign_off", "Agree to what was recommended above a worker’s competence, or not"
    SUPERVISE = "supervise", "Say what a worker may recommend on their own"
    SEND_LETTERS = "send_letters", "Read letters, print them and say that they were sent"
    TAKE_CASES = "take_cases", "Be given cases and lead them"
    GIVE_OUT_CASES = "give_out_cases", "Give cases to workers"
    REVIEW_CASES = "review_cases", "Review a case that has grown old"
    SEE_LOAD = "see_load", "See how much each worker carries, and who is away"

    # Figures
    SEE_FIGURES = "see_figures", "See the dashboard and what stands behind its figures"
    READ_PACKS = "read_packs", "Read monthly packs"
    ASK_FOR_PACKS = "ask_for_packs", "Ask for a monthly pack"

    # Who may see what
    RESTRICT = "restrict", "Restrict a person or a case they can open"
    MANAGE_RESTRICTED = (
        "manage_restricted",
        "Keep restricted records: see them, say who may, and lift the restriction",
    )
    OPEN_IN_EMERGENCY = "open_in_emergency", "Open one record in an emergency, for eight hours"
    REVIEW_EMERGENCIES = "review_emergencies", "Review what was opened in an emergency"
    SEE_RECORD = "see_record", "See who looked at what and who changed it"
    SIGN_FOR_RECORD = "sign_for_record", "Sign for what of the record was lost in a restore"

    # Kept apart from every case
    ASK_EQUALITY = "ask_equality", "Ask the equality questions and write the answers down"

    # Safeguarding concerns
    ANSWER_ADULT_CONCERNS = (
        "answer_adult_concerns",
        "Read concerns about adults and write down what the county decided",
    )
    ANSWER_CHILD_CONCERNS = (
        "answer_child_concerns",
        "Read concerns about children and write down what the county decided",
    )

    # The service
    KEEP_ACCOUNTS = "keep_accounts", "Let another system in, and shut it out"
    KEEP_SHARING = "keep_sharing", "Say what may be passed on, to whom, why and on which basis"
    SET_TARGETS = (
        "set_targets",
        "Say how long the stages of a case may take, and when an alert is raised",
    )
    KEEP_SERVICE = "keep_service", "See how the service itself is running"


# What matrix management is for: load and absence, and the figures. Not a name, not a note.
OF_A_LINE_MANAGER = frozenset({Permission.SEE_LOAD, Permission.SEE_FIGURES, Permission.READ_PACKS})

# What another system may be let in for. Everything else needs a person who answers for it.
FOR_SYSTEMS = frozenset(
    {
        Permission.LOG_REFERRALS,
        Permission.READ_REFERRALS,
        Permission.READ_CASES,
        Permission.SEE_FIGURES,
        Permission.READ_PACKS,
    }
)
