import re

TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\S", re.DOTALL)
OPENERS = {"{", "(", "[", r"\{", r"\left", r"\begin", r"\langle", r"\lvert", r"\lVert"}
SCRIPTS = {"^", "_"}
CLOSERS = {"}", ")", "]", r"\}", r"\right", r"\end", r"\rangle", r"\rvert", r"\rVert"}


def nesting(tex: str) -> int:
    r"""Return how deep the formula nests by its look: brackets, groups, and commands in a row.

    A command may take the next as its part (`\sqrt\sqrt x`), so each in a row counts as a level.
    """
    deepest = depth = in_a_row = 0
    for token in TOKEN.findall(tex):
        if token in OPENERS:
            depth += 1
        elif token in CLOSERS:
            depth -= 1
        in_a_row = in_a_row + 1 if token[1:2].isalpha() or token in SCRIPTS else 0
        deepest = max(deepest, depth + in_a_row)
    return deepest
