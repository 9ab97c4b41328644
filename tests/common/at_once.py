"""Many at once, over real connections: one thread and one connection each."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(verb, things):
    """Call the verb with each thing at the same moment; return the errors."""
    ready = threading.Barrier(len(things))

    def one(thing):
        try:
            connection.ensure_connection()
            ready.wait(timeout=30)
            verb(thing)
        except Exception as error:  # noqa: BLE001  what went wrong is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return [error for error in pool.map(one, things) if error]
