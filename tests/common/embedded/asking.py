"""Questions to an embedded server, over its socket like anybody else's."""

import contextlib

import psycopg2
from dj_database_url import parse
from redis import Redis

from portal.common.embedded import database_url, redis_url


@contextlib.contextmanager
def connected(postgres):
    """Have a cursor on this PostgreSQL, each statement a transaction of its own."""
    address = parse(database_url(postgres.data_dir))
    connection = psycopg2.connect(
        host=address["HOST"], user=address["USER"], dbname=address["NAME"]
    )
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor


def ask(postgres, question):
    """Return the first column of the first row of the answer."""
    with connected(postgres) as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def tell(postgres, statement):
    with connected(postgres) as cursor:
        cursor.execute(statement)


@contextlib.contextmanager
def redis_client(redis):
    with Redis.from_url(redis_url(redis.data_dir)) as client:
        yield client
