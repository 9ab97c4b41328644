from collections.abc import Mapping
from pathlib import Path

from portal.common.embedded.postgres import Postgres
from portal.common.embedded.redis import Redis
from portal.common.embedded.server import Server

KINDS: dict[str, type[Server]] = {kind.name: kind for kind in (Postgres, Redis)}
ADDRESSES = {"postgres": "DATABASE_URL", "redis": "REDIS_URL"}


def configured_servers(environment: Mapping[str, str], data_dir: Path) -> list[Server]:
    """Return the servers this installation embeds: those for which it names no other."""
    return [
        KINDS[name](data_dir)
        for name, variable in ADDRESSES.items()
        if not environment.get(variable)
    ]
