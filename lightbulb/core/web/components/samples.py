"""What the gallery shows the parts with. Everybody in it is invented."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

Rows = list[dict[str, Any]]

LOCALITIES = [("blaby", "Blaby"), ("charnwood", "Charnwood"), ("melton", "Melton")]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Full name", help_text="As they like to be called")
    email = forms.EmailField(
        label="Email address",
        required=False,
        error_messages={"invalid": "An email address has an @ and no spaces"},
    )
    born = forms.DateField(
        label="Date of birth",
        help_text="For example 14 3 1941",
        widget=forms.SelectDateWidget,
        error_messages={"invalid": "Write the month of birth as a number, 3 for March"},
    )
    locality = forms.ChoiceField(label="Where they live", choices=LOCALITIES)
    caller = forms.ChoiceField(
        label="They are calling",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is calling"},
        choices=[("self", "For themselves"), ("other", "For someone else")],
    )
    hard = forms.MultipleChoiceField(
        label="What is hard at home",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("bath", "Bath or shower"), ("stairs", "Stairs"), ("warm", "Keeping warm")],
    )
    words = forms.CharField(
        label="In their words", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    letter = forms.FileField(label="A letter they showed you", required=False)
    agreed = forms.BooleanField(
        label="They agree to be called back",
        error_messages={"required": "Ask if they agree to be called back"},
    )


WRONG = {
    "name": "Dorothy Pearce",
    "email": "dot at home",
    "born_day": "14",
    "born_month": "mar",
    "born_year": "1941",
    "locality": "charnwood",
}


def form(*, wrong: bool) -> SampleForm:
    """The form empty, or with answers that need mending."""
    return SampleForm(WRONG) if wrong else SampleForm()


def phone(number: str) -> SafeString:
    digits = number.replace(" ", "")
    return format_html('<a class="lb-link" href="tel:{}">{}</a>', digits, number)


IDENTITY = {
    "lines": [
        [
            format_html("<strong>{}</strong>{}", "82", ", born 14 February 1944"),
            "NHS number 999 518 1908",
        ],
        ["27 Tannery Row, Barrow upon Soar LE12 8XT", phone("01632 960187")],
    ],
    "risks": ["Oxygen at home: no flames", "Small dog, kept in the kitchen"],
    "talk": [
        {"text": "Hearing aids in both ears. Ring, do not text."},
        {"text": "Letters in large print, 18 point"},
        {"text": "Daughter Carol may speak for her", "icon": "person"},
    ],
}
WAITING: dict[str, dict[str, str]] = {
    "waiting_on": {
        "text": "Soar Valley Homes",
        "after": ", her landlord",
        "note": "Written consent for the stairlift",
    },
    "since": {"text": "Tuesday 10 November", "note": "13 days"},
    "next_step": {"text": "Ring Dean Pollard there", "note": "Meera Chauhan, that is you"},
    "by": {"text": "Wednesday 25 November", "note": "in 2 days"},
    "act": {"url": "#record", "text": "Record what happened"},
    "change": {"url": "#change", "text": "Change who or when"},
}
CASE_PAGES: Rows = [
    {"label": "Overview", "url": "#overview", "current": True},
    {"label": "People and home", "url": "#people"},
    {"label": "Visits", "url": "#visits", "count": 2},
    {"label": "Plan", "url": "#plan", "count": 8},
    {"label": "Documents", "url": "#documents", "count": 11},
]
KINDS: Rows = [
    {"label": "Everything", "url": "#everything", "current": True},
    {"label": "Contact", "url": "#contact"},
    {"label": "Decisions", "url": "#decisions"},
    {"label": "Holds", "url": "#holds"},
]
ENTRIES: Rows = [
    {
        "date": "Thu 19 Nov",
        "time": "3:20pm",
        "icon": "phone",
        "title": "Phone call to Joan",
        "by": "Meera Chauhan",
        "text": "Told her the landlord has not answered and we will ring them again by Wednesday. "
        "She sleeps in her chair downstairs and is managing.",
    },
    {
        "date": "Tue 17 Nov",
        "time": "9:05am",
        "icon": "mail",
        "title": "E-mail to Soar Valley Homes",
        "by": "Sally Beeby",
        "text": "Second request for consent, with the stairlift drawing.",
    },
    {
        "date": "Tue 10 Nov",
        "time": "4:10pm",
        "icon": "clock",
        "title": "Hold started: waiting on landlord",
        "by": "Meera Chauhan",
        "text": "Works cannot be priced until consent is in writing.",
    },
    {"date": "Wed 4 Nov", "time": "2:00pm", "icon": "tick", "title": "Plan agreed"},
]
FACTS: Rows = [
    {"name": "Lives with", "value": "Nobody, since 2023"},
    {
        "name": "Daughter",
        "value": "Carol Hallam-Reid, comes daily",
        "note": "Her own check as a carer: offered, not yet",
    },
    {"name": "OT", "value": "Hannah Brightwell"},
]
STEPS: Rows = [
    {"name": "First contact", "date": "10 Sep"},
    {"name": "Triaged", "date": "11 Sep"},
    {"name": "Recommendation", "date": "4 Nov"},
    {"name": "Decision"},
    {"name": "Works complete"},
]
PLAN: Rows = [
    {"what": "Stairlift, straight", "kind": "Grant", "state": "Accepted", "tone": "teal"}
    | {"next": "Waiting for landlord’s consent since 10 Nov"},
    {"what": "Half step, back door", "kind": "Minor adaptation", "state": "Ordered", "tone": "blue"}
    | {"next": "Fitting on Fri 27 Nov, Greenwell Handyperson"},
    {"what": "Perching stool", "kind": "Equipment", "state": "Delivered", "tone": "yellow"}
    | {"next": "Fit check by Thu 3 Dec, Meera Chauhan"},
    {"what": "Grab rails, 4", "kind": "Minor adaptation", "state": "Fitted and checked"}
    | {"tone": "green", "next": "Checked Thu 5 Nov, all firm"},
    {"what": "Level access shower", "kind": "Grant", "state": "Declined, still eligible"}
    | {"tone": "purple", "next": "“Not yet.” Ask again from Mon 1 March 2027"},
    {"what": "Pendant alarm", "kind": "Assistive technology", "state": "Self-funding"}
    | {"tone": "grey", "next": "Carol bought one, tested Thu 19 Nov"},
]
QUEUE: Rows = [
    {"state": "Today", "tone": "red", "name": "Ronald Beasley", "place": "91, Burbage"}
    | {"known": "No heating since Saturday, lives alone", "since": "Sun 22 Nov", "wait": "1 day"},
    {"state": "This week", "tone": "orange", "name": "Usha Lakhani", "place": "68, Thurmaston"}
    | {"known": "Black mould in bedroom, asthma", "since": "Tue 17 Nov", "wait": "6 days"},
    {"state": "Soon", "tone": "blue", "name": "Michael Osei", "place": "61, Shepshed"}
    | {"known": "On and off the toilet", "since": "Thu 12 Nov", "wait": "11 days"},
    {"state": "Routine", "tone": "grey", "name": "Jean Palfreyman", "place": "75, Rothley"}
    | {"known": "Blue Badge and Attendance Allowance", "since": "Wed 11 Nov", "wait": "12 days"},
]
FILTERS: Rows = [
    {
        "label": "Locality",
        "name": "locality",
        "items": [
            {"value": "blaby", "text": "Blaby", "count": 8},
            {"value": "charnwood", "text": "Charnwood", "count": 16, "chosen": True},
            {"value": "nwl", "text": "North West Leicestershire", "count": 9},
        ],
    },
    {
        "kind": "select",
        "label": "Waiting at least",
        "name": "waiting",
        "items": [{"value": "", "text": "Any time"}, {"value": "5", "text": "5 days"}],
    },
]
TAGS: Rows = [{"label": "Charnwood", "url": "?page=list"}]
THINGS: Rows = [
    {"name": "Half step, back door", "state": "Ordered, fitting on Friday 27 November"}
    | {"url": "#order", "action": "See the order"},
    {"name": "Perching stool", "state": "Fit check due by Thursday 3 December"}
    | {"url": "#check", "action": "Book the check"},
]
STATES = [
    ("Accepted", "teal"),
    ("Ordered", "blue"),
    ("Delivered", "yellow"),
    ("Fitted and checked", "green"),
    ("Declined, still eligible", "purple"),
    ("Not eligible", "grey"),
    ("At risk", "orange"),
    ("Overdue", "red"),
]
BOARD: Rows = [
    {
        "place": "Blaby",
        "points": "48.5 of 51",
        "open": 56,
        "overdue": 1,
        "people": [
            {"name": "Amit Desai", "hours": "full time", "points": "31 of 30"}
            | {"open": 36, "overdue": 1},
            {"name": "Claire Hubbard", "hours": "0.7 of full time", "points": "17.5 of 21"}
            | {"open": 20, "overdue": 0},
        ],
    },
    {
        "place": "Charnwood",
        "points": "89 of 60",
        "open": 104,
        "overdue": 9,
        "people": [
            {"name": "Meera Chauhan", "hours": "full time", "points": "26.5 of 30"}
            | {"open": 31, "overdue": 2},
        ],
    },
]
EVERYTHING: dict[str, Any] = {
    "board": BOARD,
    "identity": IDENTITY,
    "waiting": WAITING,
    "case_pages": CASE_PAGES,
    "kinds": KINDS,
    "entries": ENTRIES,
    "facts_rows": FACTS,
    "steps": STEPS,
    "plan": PLAN,
    "queue": QUEUE,
    "filters": FILTERS,
    "tags": TAGS,
    "things": THINGS,
    "states": STATES,
}
