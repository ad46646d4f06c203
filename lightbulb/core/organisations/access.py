"""Whether one organisation's staff may work for another: None, or the sentence to show."""

from datetime import date

from lightbulb.core.organisations.enums import Function
from lightbulb.core.organisations.models import Agreement, Locality, Organisation
from lightbulb.core.templatetags.display import long_date

DOES = {
    Function.CASEWORK: "do casework",
    Function.COVER: "cover",
    Function.TRIAGE: "triage referrals",
    Function.RECOMMENDATION: "recommend what is necessary and appropriate",
    Function.TECHNICAL: "do technical work",
    Function.DECISION: "decide grants",
    Function.HOSPITAL: "help people leaving hospital",
    Function.MANAGEMENT: "manage",
}


def why_not_across(
    function: Function, *, of: Organisation, locality: Locality, on: date
) -> str | None:
    """Whether staff of an organisation may do something in a locality on a day.

    A council's own staff always may. Others need an agreement for that very function, from
    the locality's council to theirs, for that area, in force on the day. Safeguarding is no
    function of any agreement, so it never crosses.
    """
    giver = locality.organisation
    if giver == of:
        return None
    known = Agreement.objects.allowing(function, giver=giver, receiver=of, on=on)
    if known.covering(locality).exists():
        return None
    return (
        f"There is no agreement by which {giver} lets {of} {DOES[function]} in {locality} "
        f"on {long_date(on)}."
    )
