"""How mild or strict reviewers are, as far as their scores show it."""

from collections import defaultdict
from statistics import fmean

# Of what shows in n reviews n/(n + 2) is believed: half in two, most in ten. In fewer a strict reviewer
# cannot be told from one who was given weak talks.
DOUBT = 2
CLOSE_ENOUGH = 1e-4
MOST_ROUNDS = 500


def leanings(scores):
    """Return by how much each reviewer scores higher than others would; `scores` are by reviewer and talk.

    Reviewers are compared over the talks they share, not by their means: else whoever was given the better
    talks would pass for mild. It is the least-squares fit of score = talk + leaning, with leanings kept
    small (a random effect); found by turns, for each turn comes closer.
    """
    by_talk, by_reviewer = defaultdict(list), defaultdict(list)
    for (reviewer, talk), score in scores.items():
        by_talk[talk].append((reviewer, score))
        by_reviewer[reviewer].append((talk, score))
    leaning = dict.fromkeys(by_reviewer, 0.0)
    for _round in range(MOST_ROUNDS):
        worth = {
            talk: fmean(score - leaning[reviewer] for reviewer, score in given)
            for talk, given in by_talk.items()
        }
        before = leaning
        leaning = {
            reviewer: sum(score - worth[talk] for talk, score in given) / (len(given) + DOUBT)
            for reviewer, given in by_reviewer.items()
        }
        if all(abs(leaning[one] - before[one]) < CLOSE_ENOUGH for one in leaning):
            break
    return leaning
