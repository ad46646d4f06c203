"""Whatever is sent to whatever page: refused in words or taken, and never a 500."""

from io import BytesIO

import pytest

FORMS = {
    "/account/": {"name": "Asha", "phone": "01632 960 001", "shortcuts": "on", "version": "1"},
    "/absences/": {"kind": "leave", "starts_on": "today", "ends_on": "+1w", "cover": ""},
    "/sign-in/": {"login": "asha@elmshire.example", "password": "x", "next": "/"},
    "/password/forgotten/": {"email": "asha@elmshire.example"},
    "/password/": {"oldpassword": "x", "password1": "y", "password2": "y"},
    "/sign-out/": {"request_id": "x"},
}
PAGES = ["/", *FORMS, "/colleagues/", "/partnership/", "/status/", "/accessibility/"]
PAGES += ["/components/", "/healthz/", "/password/sent/", "/password/chosen/"]
WITH_A_KEY = ["/absences/{}/withdraw/", "/notices/{}/read/", "/colleagues/{}/"]
WITH_A_KEY += ["/password/choose/{}-{}/"]
FIELDS = [(address, name) for address, answers in FORMS.items() for name in answers]
ODD = {
    "far too long": "a" * 20_000,
    "emoji": "👩🏽‍🦽💡",
    "right to left": "\u202eأشا\u202c",
    "a lone accent": "\u0301" * 50,
    "control characters": "\x01\x1b[31m\x7f",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}{% now %}",
    "quotes": "'; DROP TABLE core_user; --",
    "31 February": "31/2/2027",
    "the year 1": "1/1/0001",
    "the year 9999": "31/12/9999",
    "a huge number": "9" * 400,
    "a negative number": "-1",
    "not a number": "NaN",
    "a list in words": "[1, 2]",
    "blank": " \t\r\n ",
    "nothing": "",
}
WORDS = "This could not be read"


def survives(answer):
    """Taken, refused or sent on, with a page that is not empty where nobody is sent on."""
    assert answer.status_code < 500
    assert answer.status_code in (301, 302) or answer.content
    return True


@pytest.fixture(autouse=True)
def unthrottled(settings):
    """So that the hundredth odd answer is read as the first was."""
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.parametrize(("address", "name"), FIELDS)
def test_odd_answers_in_a_form(address, name, as_asha, asha):
    for odd in ODD.values():
        as_asha.force_login(asha)
        answer = as_asha.post(address, FORMS[address] | {name: odd})
        assert survives(answer)
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("address", FORMS)
def test_answers_that_come_twice_or_not_at_all(address, as_asha):
    twice = {name: [value, "other"] for name, value in FORMS[address].items()}
    assert survives(as_asha.post(address, twice))
    assert survives(as_asha.post(address, {}))
    assert survives(as_asha.post(address, {f"{name}[]": "x" for name in FORMS[address]}))


@pytest.mark.parametrize("address", FORMS)
def test_bodies_of_another_kind(address, as_asha):
    for kind, body in [
        ("application/json", '{"name": ["Asha"]}'),
        ("text/xml", "<name>Asha</name>"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        ("application/x-www-form-urlencoded; charset=klingon", b"name=%ff%fe"),
        ("application/x-www-form-urlencoded", b"&=&%%%&a=%zz&=b"),
        ("", b"\xff\xfe\x00"),
    ]:
        assert survives(as_asha.generic("POST", address, body, content_type=kind))


@pytest.mark.parametrize("address", PAGES)
def test_odd_words_in_the_address(address, as_asha):
    for odd in ODD.values():
        assert survives(as_asha.get(address, {"q": odd, "next": odd, "page": odd, odd[:40]: "x"}))


@pytest.mark.parametrize("address", WITH_A_KEY)
def test_keys_that_are_none(address, as_asha):
    for key in ("x", "0", "..", "%F0%9F%92%A1", "1" * 500, "None", "-1"):
        place = address.format(key, key)
        assert survives(as_asha.get(place))
        assert survives(as_asha.post(place))


@pytest.mark.parametrize("address", PAGES)
def test_wrong_methods(address, as_asha):
    for method in ("put", "patch", "delete", "options", "trace"):
        assert getattr(as_asha, method)(address).status_code < 500


@pytest.mark.parametrize("address", PAGES)
def test_nul_bytes_in_the_address_are_refused_in_words(address, as_asha):
    for path, query in [(address, "q=%00"), (address, "%00=q"), (f"{address}%00/", "")]:
        answer = as_asha.get(path, QUERY_STRING=query)
        assert answer.status_code == 400
        assert WORDS in answer.content.decode()


@pytest.mark.parametrize("address", FORMS)
def test_nul_bytes_in_a_form_are_refused_in_words(address, as_asha):
    for name in FORMS[address]:
        answer = as_asha.post(address, FORMS[address] | {name: "a\x00b"})
        assert answer.status_code == 400
        assert WORDS in answer.content.decode()


def test_nul_bytes_in_a_cookie_are_refused_in_words(client, db):
    answer = client.get("/", HTTP_COOKIE=r'__Host-session="abc\000def"')
    assert answer.status_code == 400


@pytest.mark.parametrize("address", FORMS)
def test_ten_megabytes_are_refused_in_words(address, as_asha):
    for body in ({"name": "a" * 10_000_000}, {"name": "a", "file": ten_megabytes()}):
        answer = as_asha.post(address, body)
        assert answer.status_code == 413
        assert "That is too large to send" in answer.content.decode()


def ten_megabytes():
    file = BytesIO(b"a" * 10_000_000)
    file.name = "letter.pdf"
    return file


@pytest.mark.parametrize("address", FORMS)
def test_thousands_of_fields_are_refused_in_words(address, as_asha):
    answer = as_asha.post(address, {f"field{number}": "" for number in range(3000)})
    assert answer.status_code == 400
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "x", "99999999999999999999", ""])
def test_a_length_that_is_none(length, as_asha):
    assert survives(as_asha.post("/absences/", {"kind": "leave"}, CONTENT_LENGTH=length))


@pytest.mark.parametrize("host", ["evil.example", "localhost:x", "", "a" * 300])
def test_another_host_is_refused_in_words(host, client, db):
    answer = client.get("/sign-in/", headers={"Host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "forwarded", ["x", "::1", "127.0.0.1, 10.0.0.1", "' OR 1=1", "a" * 5000, "💡"]
)
def test_odd_addresses_of_the_sender(forwarded, client, db):
    answers = {"login": "asha@elmshire.example", "password": "x"}
    answer = client.post("/sign-in/", answers, headers={"X-Forwarded-For": forwarded})
    assert survives(answer)
