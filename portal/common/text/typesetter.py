"""A program of its own: reads formulas from its input as JSON, answers each with a line of JSON.

It runs apart from the portal because math-core may end its process (nesting exhausts the stack) or
never return (it reads on from every bracket left open, twice for each one before it). Here either
costs one formula: the system ends this process after a second of work, and the portal goes on.
It is started by its path, without site packages, and so imports nothing of the portal.
"""

import json
import re
import resource
import sys

TAG = re.compile(r"<(/?)[a-z][^<>]*?(/?)>")


def depth(mathml: str) -> int:
    deepest = level = 0
    for closing, empty in TAG.findall(mathml):
        level += -1 if closing else 0 if empty else 1
        deepest = max(deepest, level)
    return deepest


def main() -> None:
    task = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (task["seconds"], task["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.insert(0, task["library"])
    from math_core import LatexError, LatexToMathML  # noqa: PLC0415 (found by the path just set)

    converter = LatexToMathML(
        macros=task["macros"],
        max_expansions=task["expansions"],
        allow_unreliable_rendering=True,
        fancy_error=False,
    )
    for tex, display in task["formulas"]:
        try:
            mathml = converter.convert_with_local_state(tex, displaystyle=display)
            # Elements lie deeper than the parts of the formula: most parts are a row of elements.
            answer = {"mathml": mathml, "depth": depth(mathml)}
        except LatexError as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
