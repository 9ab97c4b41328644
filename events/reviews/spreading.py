"""Sharing talks out among reviewers as evenly as what stands in their way allows; knows no database."""

from collections import deque


def spread(talks, *, allowed, taken, wanted):
    """Return {talk: {reviewers to add}}, so that each talk has `wanted` reviewers where there are so many.

    `allowed` names the reviewers that may judge each talk, `taken` those that have it already, who keep
    it. Nobody's load could be lowered by handing new talks on, however far, without raising another's as
    much: the loads differ as little as they can. The same question has the same answer.
    """
    load = _loads(allowed, taken)
    added: dict = {talk: set() for talk in talks}
    # Where there is little choice, first: the others then even it out.
    for talk in sorted(talks, key=lambda one: (len(allowed[one]), one)):
        free = sorted(allowed[talk] - taken[talk], key=lambda one: (load[one], one))
        for reviewer in free[: max(0, wanted - len(taken[talk]))]:
            added[talk].add(reviewer)
            load[reviewer] += 1
    while path := _relief(added, load, allowed, taken):
        _hand_on(path, added, load)
    return added


def _loads(allowed, taken):
    load = {reviewer: 0 for reviewers in allowed.values() for reviewer in reviewers}
    for reviewers in taken.values():
        for reviewer in reviewers:
            load[reviewer] = load.get(reviewer, 0) + 1
    return load


def _relief(added, load, allowed, taken):
    """Return a chain that leads from somebody with more to somebody with at least two fewer; else None.

    It is a list of (who hands on, which talk, to whom).
    """
    for start in sorted(load, key=lambda one: (-load[one], one)):
        came_by: dict = {start: None}
        line = deque([start])
        while line:
            giver = line.popleft()
            if load[giver] <= load[start] - 2:
                return _chain(came_by, giver)
            for talk in sorted(talk for talk, reviewers in added.items() if giver in reviewers):
                for taker in sorted(allowed[talk] - added[talk] - taken[talk]):
                    if taker not in came_by:
                        came_by[taker] = (giver, talk)
                        line.append(taker)
    return None


def _chain(came_by, end):
    chain = []
    while step := came_by[end]:
        giver, talk = step
        chain.append((giver, talk, end))
        end = giver
    return chain


def _hand_on(chain, added, load):
    """Hand each talk of the chain on; beginning at its end, nobody has one twice."""
    for giver, talk, taker in chain:
        added[talk].remove(giver)
        added[talk].add(taker)
    load[chain[-1][0]] -= 1
    load[chain[0][2]] += 1
