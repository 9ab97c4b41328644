from collections import Counter, defaultdict


def pair(records, rows, identity, *likenesses, may_be=lambda record, row: True):
    """Return, for each record, the row it speaks of or None, and the rows that nothing spoke of.

    Each key is a pair of functions, one to name a record and one to name a row; None names nothing.
    The identity joins a record to the first row of the same name. A likeness joins the two only
    where it leaves no choice: a doubtful match is never made.
    """
    found = _same(records, rows, identity, may_be)
    for likeness in likenesses:
        open_records = [(i, record) for i, record in enumerate(records) if i not in found]
        found |= _alike(open_records, _others(rows, found), likeness, may_be)
    return [found.get(index) for index in range(len(records))], _others(rows, found)


def _same(records, rows, key, may_be):
    pairs = _pairs(enumerate(records), rows, key, may_be)
    found = {}
    taken = set()
    for index, row in pairs:
        if index not in found and row not in taken:
            found[index] = row
            taken.add(row)
    return found


def _alike(records, rows, key, may_be):
    pairs = _pairs(records, rows, key, may_be)
    choices = Counter(index for index, _row in pairs)
    rivals = Counter(row for _index, row in pairs)
    return {index: row for index, row in pairs if choices[index] == rivals[row] == 1}


def _pairs(records, rows, key, may_be):
    name_of_record, name_of_row = key
    named = defaultdict(list)
    for row in rows:
        named[name_of_row(row)].append(row)
    return [
        (index, row)
        for index, record in records
        if (name := name_of_record(record)) is not None
        for row in named.get(name, ())
        if may_be(record, row)
    ]


def _others(rows, found):
    joined = set(found.values())
    return [row for row in rows if row not in joined]
