"""What is typed into Find is taken apart: dates, numbers, postcodes, and words of a name."""

from datetime import date

import pytest

from cases.finding.query import Query, read_query

ON = date(2026, 11, 23)
BORN = {"born": date(1941, 3, 14)}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("d pearse", {"words": ("d", "pearse"), "name": "d pearse"}),
        ("Pearse, Dorothy", {"words": ("pearse", "dorothy"), "name": "Pearse, Dorothy"}),
        ("Ó Briain", {"words": ("o", "briain"), "name": "Ó Briain"}),
        ("O’Brien", {"words": ("obrien",), "name": "O’Brien"}),
        ("Mac Donald", {"words": ("mcdonald",), "name": "Mac Donald"}),
        ("Smith-Jones", {"words": ("smith", "jones"), "name": "Smith-Jones"}),
        ("pearse 14/3/41", {"words": ("pearse",), "name": "pearse"} | BORN),
        ("14 mar 1941", BORN),
        ("14th of March 1941", BORN),
        ("March 14, 1941", BORN),
        ("1941-03-14", BORN),
        ("14031941", BORN),
        ("140341", BORN),
        ("born 14.3.1941", BORN),
        ("jon halam 1949", {"words": ("jon", "halam"), "name": "jon halam", "year": 1949}),
        ("pearse le127lp", {"words": ("pearse",), "name": "pearse", "postcode": "LE12 7LP"}),
        ("pearse le12", {"words": ("pearse",), "name": "pearse", "district": "LE12 "}),
        ("LE12 7", {"district": "LE12 7"}),
        ("pearse 0187", {"words": ("pearse",), "name": "pearse", "last_four": "0187"}),
        (
            "pearse 1941 0187",
            {"words": ("pearse",), "name": "pearse", "year": 1941, "last_four": "0187"},
        ),
        ("999 518 1908", {"nhs_number": "9995181908"}),
        ("01632 960187", {"phone": "01632960187"}),
        ("+44 1632 960 187", {"phone": "01632960187"}),
        ("dot\x00 pearse", {"words": ("dot", "pearse"), "name": "dot pearse"}),
        ("le 31/2", {"words": ("le", "31", "2"), "name": "le 31/2"}),
        ("   ", {}),
    ],
)
def test_what_was_typed_is_read(typed, read):
    text = " ".join(typed.replace("\x00", " ").split())
    assert read_query(typed, on=ON) == Query(text=text, **read)
