from django.db import connection


def somebody_waits_for_me():
    """Tell whether another connection waits for a lock that this one holds; never from a snapshot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]
