import pytest

from events.announcements import placeholders
from portal.common.text import plain
from portal.mail import wording

VALUES = {
    "title": "On $x_{ij}$",
    "when": "Thursday, 3 December 2026, 16:00–17:00 CET",
    "place": "Hall 1",
    "link": "https://portal.example.org/events/one/",
    "name": "Ada",
    "join_link": "https://meet.example.org/secret",
    "registration_link": "https://portal.example.org/registrations/key/",
}


def filled(text, **values):
    return placeholders.fill(text, VALUES | values)


def test_a_field_is_filled_in_wherever_it_stands():
    assert filled("Dear {name}, ({name}) **{name}**{name}") == "Dear Ada, (Ada) **Ada**Ada"


@pytest.mark.parametrize(
    "text",
    [
        r"Let $\frac{a}{b} \le x_{name}$ hold.",
        r"Let \(\frac{a}{b}\) and \[\text{name}{name}\] hold.",
        "$$\n\\sqrt{name}\n$$",
        r"\begin{align} x_{title} &= {name} \end{align}",
        r"Without dollars: \frac{a}{b}, x_{name}, \text{name}.",
        r"A brace: \{name}.",
    ],
)
def test_formulas_and_escaped_braces_stay_as_they_are(text):
    assert filled(text) == text
    assert placeholders.used(text) == set()


def test_what_costs_dollars_is_no_formula():
    assert filled("It costs $5, {name}, or $10.") == "It costs $5, Ada, or $10."


def test_a_formula_does_not_reach_beyond_its_paragraph():
    assert filled("Open $x\n\n{name}\n\nclosed$.") == "Open $x\n\nAda\n\nclosed$."


@pytest.mark.parametrize(
    "text", ["{name.__class__}", "{name!r}", "{name:>9}", "{0}", "{}", "{Name}"]
)
def test_no_attribute_and_no_format_is_a_field(text):
    assert filled(text) == text
    assert placeholders.used(text) == set()


def test_unknown_fields_are_found_and_left_as_they_are():
    assert placeholders.used("{name} {nonsense}") == {"name", "nonsense"}
    assert filled("{nonsense}") == "{nonsense}"


def test_a_paragraph_with_a_link_that_is_not_for_the_reader_is_left_out():
    text = "Dear {name},\n\nJoin here: {join_link}\n\nSee you."

    assert filled(text, join_link="") == "Dear Ada,\n\n\n\nSee you."
    assert "meet.example.org" in filled(text)


@pytest.mark.parametrize("text", ["{join_link}", "<{join_link}>", "[Join]({join_link})"])
def test_a_link_works_alone_in_brackets_and_behind_words(text):
    html = wording.html(filled(text))

    assert html.count('href="https://meet.example.org/secret"') == 1


@pytest.mark.parametrize(
    "name",
    [
        "[click](evil)",
        "**bold** _it_ `code`",
        "# Ada",
        "$x$ (Sample) [x]",
        "<b>Ada</b> & {title}",
        "Łukasz O'Neil-Smith",
    ],
)
def test_a_name_means_nothing_as_markdown(name):
    text = placeholders.fill("Dear {name}!", VALUES | {"name": name})

    assert plain(text) == f"Dear {name}!"
    assert "<a" not in wording.html(text)


def test_an_address_in_a_name_becomes_no_link():
    name = "[click](https://evil.example) www.evil.example"

    assert "<a" not in wording.html(filled("Dear {name}!", name=name))


def test_a_title_keeps_its_formula():
    assert plain(filled("{title}")) == plain("On $x_{ij}$")


def test_in_a_subject_the_values_stand_as_they_are():
    assert placeholders.fill_line("{name}: {title}", {"name": "A*", "title": "B"}) == "A*: B"


def test_a_value_is_not_filled_in_again():
    assert plain(filled("{name}", name="{place}")) == "{place}"
