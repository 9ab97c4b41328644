"""PostgreSQL and Redis from wheels, on unix sockets, where no others are configured.

A *keeper* process owns each server for as long as anybody holds it: see docs/operation.md.
"""

from portal.common.embedded.commands import servers_for_command
from portal.common.embedded.holding import Hold, hold
from portal.common.embedded.places import data_dir
from portal.common.embedded.problem import ServerProblem
from portal.common.embedded.servers import configured_servers
from portal.common.embedded.urls import celery_url, database_url, redis_url

__all__ = [
    "Hold",
    "ServerProblem",
    "celery_url",
    "configured_servers",
    "data_dir",
    "database_url",
    "hold",
    "redis_url",
    "servers_for_command",
]
