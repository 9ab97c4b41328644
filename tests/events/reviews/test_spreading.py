import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from events.reviews.spreading import spread

REVIEWERS = range(5)


def shared(allowed, wanted, taken=None):
    taken = {talk: set() for talk in allowed} | (taken or {})
    return spread(list(allowed), allowed=allowed, taken=taken, wanted=wanted)


def loads(allowed, taken, added):
    load = dict.fromkeys(sorted(set().union(*allowed.values())), 0)
    for talk in allowed:
        for reviewer in taken[talk] | added[talk]:
            load[reviewer] = load.get(reviewer, 0) + 1
    return load


def test_without_conflicts_the_loads_differ_by_at_most_one():
    allowed = {talk: set(range(4)) for talk in range(10)}

    added = shared(allowed, wanted=3)

    load = loads(allowed, {key: set() for key in allowed}, added)
    assert sorted(load.values()) == [7, 7, 8, 8]


def test_talks_are_handed_on_along_a_chain_until_it_is_even():
    # One may judge everything; who may judge little gets all of it.
    allowed = {0: {1, 2}, 1: {2, 3}, 2: {1}, 3: {1}, 4: {1, 2}}

    load = loads(allowed, {key: set() for key in allowed}, shared(allowed, wanted=1))

    assert sorted(load.values()) == [1, 2, 2]


def test_a_talk_that_nobody_may_judge_gets_nobody():
    assert shared({0: set(), 1: {7}}, wanted=2) == {0: set(), 1: {7}}


def test_who_has_a_talk_already_counts_and_keeps_it():
    added = shared({0: {1, 2}, 1: {1, 2}}, wanted=1, taken={0: {1}})

    assert added == {0: set(), 1: {2}}


@st.composite
def questions(draw):
    """Talks with who may judge them and who has them already, few enough to try every answer."""
    talks = range(draw(st.integers(1, 4)))
    allowed = {talk: draw(st.sets(st.sampled_from(REVIEWERS), max_size=4)) for talk in talks}
    taken = {
        talk: draw(st.sets(st.sampled_from(sorted(allowed[talk])), max_size=2))
        if allowed[talk]
        else set()
        for talk in talks
    }
    return allowed, taken, draw(st.integers(1, 3))


@given(questions())
@settings(max_examples=300, deadline=None)
def test_nobody_gets_a_conflict_nobody_too_many_and_no_answer_is_more_even(question):
    allowed, taken, wanted = question

    added = spread(list(allowed), allowed=allowed, taken=taken, wanted=wanted)

    for talk, reviewers in added.items():
        assert reviewers <= allowed[talk] - taken[talk]
        missing = max(0, wanted - len(taken[talk]))
        assert len(reviewers) == min(missing, len(allowed[talk] - taken[talk]))
    assert unevenness(allowed, taken, added) == min(
        unevenness(allowed, taken, other) for other in every_answer(allowed, taken, added)
    )
    assert added == spread(list(reversed(allowed)), allowed=allowed, taken=taken, wanted=wanted)


def unevenness(allowed, taken, added):
    return sum(load * load for load in loads(allowed, taken, added).values())


def every_answer(allowed, taken, added):
    """Yield every way to give each talk as many reviewers as it got."""
    choices = [
        [set(some) for some in itertools.combinations(allowed[talk] - taken[talk], len(got))]
        for talk, got in added.items()
    ]
    for answer in itertools.product(*choices):
        yield dict(zip(added, answer, strict=True))
