"""Redis as a cache that may vanish: while it is away nothing is found, nothing is kept, nobody waits."""

import logging
from functools import wraps
from time import monotonic

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

PAUSE = 5  # seconds without asking a Redis that did not answer


def _or_else(answer):
    """Let a method give `answer` while Redis is away, in place of an error."""

    def decorate(method):
        @wraps(method)
        def survive(self, *args, **kwargs):
            if monotonic() < self.away_until:
                return answer(*args, **kwargs)
            try:
                return method(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                log.warning("Redis is away, going on without it: %s", error)
                self.away_until = monotonic() + PAUSE
                return answer(*args, **kwargs)

        return survive

    return decorate


def _default(key, default=None, **_):
    return default


def _ran_out(key, *_, **__):
    raise ValueError(f"Key {key!r} not found")


class SurvivingRedisCache(RedisCache):
    """Django's cache on Redis, which never fails a page.

    While Redis is away `add` says that the key was new: whoever takes it for a lock gets the lock,
    and whoever counts by it counts nothing, so that people can still sign in.
    """

    away_until = 0.0

    add = _or_else(lambda *_, **__: True)(RedisCache.add)
    get = _or_else(_default)(RedisCache.get)
    set = _or_else(lambda *_, **__: None)(RedisCache.set)
    touch = _or_else(lambda *_, **__: False)(RedisCache.touch)
    delete = _or_else(lambda *_, **__: False)(RedisCache.delete)
    get_many = _or_else(lambda *_, **__: {})(RedisCache.get_many)
    set_many = _or_else(lambda *_, **__: [])(RedisCache.set_many)
    delete_many = _or_else(lambda *_, **__: None)(RedisCache.delete_many)
    has_key = _or_else(lambda *_, **__: False)(RedisCache.has_key)
    incr = _or_else(_ran_out)(RedisCache.incr)
    clear = _or_else(lambda *_, **__: False)(RedisCache.clear)

    def ask(self):
        """Raise an error unless Redis answers, whatever was known about it before."""
        RedisCache.get(self, "readyz")
        self.away_until = 0.0
