"""The addresses of the embedded servers; making one starts nothing."""

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from portal.common.embedded.places import socket_root


def database_url(directory: Path) -> str:
    """Return the DATABASE_URL of the embedded PostgreSQL of this data directory."""
    return f"postgresql://portal@{quote(str(socket_root(directory) / 'postgres'), safe='')}/portal"


def redis_url(directory: Path, database: int = 0) -> str:
    """Return the REDIS_URL of the embedded Redis of this data directory."""
    return f"unix://{quote(str(socket_root(directory) / 'redis' / 'redis.sock'))}?db={database}"


def celery_url(url: str) -> str:
    """Return a Redis address as Celery writes it, which differs for unix sockets."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={database}"
