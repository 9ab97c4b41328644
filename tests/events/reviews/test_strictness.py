import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.reviews.strictness import leanings

SCORES = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 6)), st.integers(1, 5), min_size=1
)


def test_who_scores_higher_than_others_of_the_same_talks_is_mild():
    found = leanings({("mild", 1): 5, ("strict", 1): 3, ("mild", 2): 4, ("strict", 2): 2})

    assert found["mild"] == pytest.approx(0.5, abs=0.001)
    assert found["strict"] == pytest.approx(-0.5, abs=0.001)


def test_who_was_given_the_better_talks_is_not_taken_for_mild():
    shared = {("one", 1): 3, ("two", 1): 3}
    found = leanings(shared | {("one", 2): 5, ("one", 3): 5, ("two", 4): 1, ("two", 5): 1})

    assert found == {"one": 0, "two": 0}


def test_many_reviews_show_more_than_few():
    def lean(number):
        both = (
            (who, talk, 4 if who == "mild" else 2)
            for who in ("mild", "strict")
            for talk in range(number)
        )
        return leanings({(who, talk): score for who, talk, score in both})["mild"]

    assert [round(lean(number), 2) for number in (1, 2, 18)] == [0.33, 0.5, 0.9]


def test_a_reviewer_alone_leans_nowhere():
    assert leanings({("one", 1): 5, ("one", 2): 1}) == {"one": 0}


@given(SCORES)
def test_leanings_are_smaller_than_the_scale_and_even_each_other_out(scores):
    found = leanings(scores)

    assert all(abs(one) < 4 for one in found.values())
    assert sum(found.values()) == pytest.approx(0, abs=0.05)


@given(SCORES)
def test_the_order_in_which_reviews_came_does_not_matter(scores):
    assert leanings(dict(reversed(scores.items()))) == pytest.approx(leanings(scores), abs=0.01)
