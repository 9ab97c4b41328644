"""A program of its own: reads a task from its input as JSON, writes the PDF to its output.

It runs apart from the portal because a paper may take any amount of work or memory, which here ends
this process and not the portal. It is started by its path, without site packages, and so imports
nothing of the portal.
"""

import contextlib
import json
import resource
import sys


def main() -> int:
    task = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (task["seconds"], task["seconds"]))
    with contextlib.suppress(ValueError, OSError):  # not every system lets itself be bounded
        resource.setrlimit(resource.RLIMIT_AS, (task["memory"], task["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.insert(0, task["library"])
    import typst  # noqa: PLC0415 (found by the path just set)

    def compiled(**how) -> bytes:
        return typst.compile(
            f"{task['folder']}/{task['template']}",
            root=task["folder"],
            sys_inputs={"data": json.dumps(task["data"])},
            timestamp=task["timestamp"],
            **how,
        )

    try:
        try:
            # The same on every machine, and readable for decades: refused where a letter is missing.
            paper = compiled(ignore_system_fonts=True, pdf_standards=["a-2u"])
        except typst.TypstError as error:
            if "could not be displayed with font" not in str(error):
                raise
            paper = compiled()  # with the fonts of this machine for letters that ours lack
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return 1
    sys.stdout.buffer.write(paper)
    return 0


if __name__ == "__main__":
    sys.exit(main())
