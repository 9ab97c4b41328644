"""How often something may be asked for; without Redis nobody is turned away."""

import hashlib
import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

HOUR = 3600
PER_ADDRESS = 5
PER_PLACE = 20  # a whole institute may share one network address


def may_subscribe(request, email):
    """Tell whether this address and this network place have not asked too often in this hour."""
    by_address = _count(f"address:{email}")
    from_place = _count(f"place:{_place(request)}")
    return by_address <= PER_ADDRESS and from_place <= PER_PLACE


def _count(who):
    """Count one more try; return how many there were within the hour."""
    key = "subscribe:" + hashlib.sha256(who.encode()).hexdigest()
    try:
        cache.add(key, 0, timeout=HOUR)
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
    except (RedisError, OSError) as error:
        log.warning("Tries cannot be counted, Redis is away: %s", error)
        return 0


def _place(request):
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return "unknown"
