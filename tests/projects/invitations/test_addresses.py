import pytest

from projects.invitations.addresses import read

ADA = ("Ada Sample", "ada@example.org")
BO = ("Bo Probe", "bo@example.org")


def understood(text):
    return [(recipient.name, recipient.email) for recipient in read(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Sample <ada@example.org>",
        "Ada Sample <mailto:Ada@Example.org>",
        '"Ada Sample" <ada@example.org>',
        '"Sample, Ada" <ada@example.org>',
        "Sample, Ada <ada@example.org>",
        "ada@example.org; Ada Sample",
        "Ada Sample, ada@example.org",
        "Ada\tSample\tada@example.org",
        "ada@example.org\tAda Sample",
        "Ada Sample ada@example.org,",
        "  Ada   Sample  < ada@example.org >; ",
    ],
)
def test_a_name_and_an_address_are_read_however_they_are_written(line):
    assert understood(line) == [ADA]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Sample <ada@example.org>, Bo Probe <bo@example.org>",
        "Ada Sample <ada@example.org>; Bo Probe <bo@example.org>;",
        "Ada Sample, ada@example.org, Bo Probe, bo@example.org",
        "Ada Sample, ada@example.org; bo@example.org, Bo Probe",
        "Ada Sample\tada@example.org\r\nBo Probe\tbo@example.org\r\n",
    ],
)
def test_several_people_may_stand_in_one_line_or_in_many(text):
    assert understood(text) == [ADA, BO]


def test_an_address_alone_is_enough():
    assert understood("ada@example.org bo@example.org".replace(" ", ",")) == [
        ("", "ada@example.org"),
        ("", "bo@example.org"),
    ]


def test_an_address_named_twice_is_one_person_with_the_name_that_was_given():
    (ada,) = read("ada@example.org\n\nAda Sample <ADA@example.org>")

    assert (ada.name, ada.lines) == ("Ada Sample", [1, 3])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ada Sample", "no e-mail address in it"),
        ("Ada <ada@example>", "“ada@example” is no e-mail address"),
        ("@", "give each a line of its own"),
        ("ada@example.org; Ada; bo@example.org; Bo", "give each a line of its own"),
        ("x" * 201 + " <ada@example.org>", "name is too long"),
    ],
)
def test_what_is_not_understood_is_named_with_its_line_and_the_reason(line, problem):
    (recipient,) = read(f"\n{line}\n")

    assert recipient.lines == [2]
    assert problem in recipient.problem


def test_nothing_but_blanks_names_nobody():
    assert read(" \n\t\n;;\n") == []
