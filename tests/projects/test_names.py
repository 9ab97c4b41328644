import pytest

from projects.names import family_name_first, folded


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Technische Universität München", "technische universitat munchen"),
        ("  TU   MÜNCHEN ", "tu munchen"),
        ("Guido Montu\u0301far", "guido montufar"),
        ("Friedrich-Alexander-Universität", "friedrich alexander universitat"),
        ("Weierstraß_Institut", "weierstrass institut"),
        ("!?", ""),
    ],
)
def test_case_accents_and_punctuation_make_no_difference_between_names(name, form):
    assert folded(name) == form


def test_the_last_word_of_a_name_orders_people():
    assert family_name_first("Ada Sample Person") == "Person, Ada Sample"
    assert family_name_first("Sample") == "Sample"
