"""Names and subjects stand in one line, whatever was typed or posted."""

import pytest

from portal.common.text import has_controls, one_line


@pytest.mark.parametrize(
    "name",
    [
        "Sample Ada",
        "🎓 Sample 👩‍🔬 🫨 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "علی‌رضا نمونه",  # a name that is written with a joiner
        "دوגמה Sample",
    ],
)
def test_names_of_every_script_and_emoji_stay_as_they_are(name):
    assert one_line(name) == name
    assert not has_controls(name)


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u2066", "\u200f", "\u2028", "\r\n", "\t", "\x1b", "\0"]
)
def test_what_breaks_a_line_or_turns_its_direction_becomes_a_blank(mark):
    assert one_line(f" Sample{mark}{mark}Ada ") == "Sample Ada"


@pytest.mark.parametrize("char", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ufffd"])
def test_control_characters_and_bytes_that_were_no_text_are_told_from_words(char):
    assert has_controls(f"Sample{char}")


def test_half_of_a_surrogate_pair_is_no_text():
    assert has_controls("Sample\udce4")


def test_a_line_break_pasted_along_is_no_control():
    assert not has_controls("Sample\r\n\tAda\x85")
