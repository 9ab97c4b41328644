"""Processes of a server whose keeper is gone."""

import contextlib

import psutil

from portal.common.embedded.server import Server

PATIENCE = 3.0


def end_leftovers(server: Server) -> None:
    """End every process that still works on this server's data, then clear its files.

    Found by program and working directory: numbers in pid files may belong to others by now.
    """
    left = processes_of(server)
    for say_goodbye in (psutil.Process.terminate, psutil.Process.kill):
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                say_goodbye(process)
        _, left = psutil.wait_procs(left, timeout=PATIENCE)
    server.discard_leftovers()


def processes_of(server: Server) -> list[psutil.Process]:
    """Return the running processes of this server, parents and lingering children alike."""
    return [process for process in psutil.process_iter() if _belongs(process, server)]


def _belongs(process: psutil.Process, server: Server) -> bool:
    try:
        return process.name().startswith(server.program.name) and (
            process.cwd() == str(server.directory)
        )
    except psutil.Error:  # gone meanwhile, or somebody else's
        return False
