"""Reading a list of people as it is uploaded or pasted."""

import pytest

from events.registrations.exporting import columns, rows
from events.registrations.reading import MOST_ROWS, Row, Unreadable, decoded, read
from portal.common.spreadsheets import as_csv
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory

ADA = Row(2, "Ada Sample", "Uni Köln", "ada@example.org")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Affiliation,E-mail\nAda Sample,Uni Köln,ada@example.org\n",
        "name;institution;EMAIL\r\nAda Sample;Uni Köln;ada@example.org\r\n",
        "E-Mail-Adresse\tHochschule\tTeilnehmer\nada@example.org\tUni Köln\tAda Sample",
        '"Nachname";"Vorname";"Universität";"E-Mail"\n"Sample";"Ada";"Uni Köln";"ada@example.org"',
        "\ufeffFamily name,First name,Einrichtung,Mail\nSample,Ada,Uni Köln, ada@example.org ",
        "Name,Room,Affiliation,Mail\nAda Sample,7,Uni Köln,ada@example.org,more,cells",
    ],
    ids=["english", "semicolons", "german", "in-two-parts", "byte-order-mark", "other-columns"],
)
def test_columns_are_known_by_their_headings(text):
    assert read(text) == [ADA]


def test_a_spreadsheet_may_say_its_separator():
    (row,) = read("sep=;\nName;Affiliation;E-mail\nAda Sample;Uni Köln;ada@example.org")

    assert (row.name, row.line) == ("Ada Sample", 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_spreadsheets_write(encoding):
    text = "Name,Affiliation,E-mail\nAda Sample,Uni Köln,ada@example.org\n"

    assert read(decoded(text.encode(encoding))) == [ADA]


@pytest.mark.parametrize("data", [b"PK\x03\x04 a spreadsheet", b"\x89PNG\0\0", b"a\0b"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable, match="Save the list as CSV"):
        decoded(data)


def test_without_headings_names_and_addresses_are_read_as_in_a_mail_program():
    found = read("Ada Sample <ada@example.org>\nSample, Bob <bob@example.org>\nnobody\n")

    assert [(row.line, row.name, row.email) for row in found] == [
        (1, "Ada Sample", "ada@example.org"),
        (2, "Bob Sample", "bob@example.org"),
        (3, "", ""),
    ]
    assert found[2].problem


@pytest.mark.parametrize(
    ("word", "wish"),
    [
        ("vor Ort", "on-site"),
        ("Präsenz", "on-site"),
        ("ONLINE", "online"),
        ("egal", "either"),
        ("On site if there is a place, else online", "either"),
        ("", ""),
    ],
)
def test_how_somebody_takes_part_is_read_in_both_languages(word, wish):
    (row,) = read(f'E-mail;Teilnahme\nada@example.org;"{word}"')

    assert (row.wish, row.problem) == (wish, "")


def test_a_way_to_take_part_that_there_is_not_is_told():
    (row,) = read("E-mail;Wish\nada@example.org;by boat")

    assert row.problem == "“by boat” is no way to take part."


def test_empty_lines_are_left_out_and_lines_are_numbered_as_in_the_file():
    found = read('Name,E-mail\n\n"Ada\nSample",ada@example.org\n,,\nBob,bob@example.org\n')

    assert [(row.line, row.name) for row in found] == [(4, "Ada\nSample"), (6, "Bob")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Nobody is named here."),
        ("Name,E-mail\n", "Nobody is named here."),
        ("Name,Affiliation\nAda,Uni\n", "No column is named"),
        ("x" * 10_000, "No column is named"),
        ("Name,E-mail\n" + "x" * 200_000, "Line 2 cannot be read as CSV."),
        ("E-mail\n" + "a@example.org\n" * (MOST_ROWS + 1), "at once; these are 2001."),
    ],
)
def test_what_cannot_be_read_at_all_is_told(text, told):
    with pytest.raises(Unreadable, match=told):
        read(text)


@pytest.mark.django_db
def test_the_portals_own_export_is_read_again_with_what_looked_like_a_formula():
    one = RegistrationFactory(name="=Ada", affiliation="-Uni", email="+ada@example.org")
    table = columns(one.event, UserFactory())

    (row,) = read("".join(as_csv(table, rows(one.event.registrations.all(), table))))

    assert (row.name, row.affiliation, row.email) == (one.name, one.affiliation, one.email)
