"""How often one may try to register; without Redis nobody is turned away."""

import hashlib
import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

TEN_MINUTES = 600
PER_ADDRESS = 10
PER_PLACE = 200  # a lecture hall may share one network address


def may_try(request, email):
    """Tell whether this address and this network place have not tried too often lately."""
    of_address = _count(f"address:{email}")
    from_place = _count(f"place:{_place(request)}")
    return of_address <= PER_ADDRESS and from_place <= PER_PLACE


def _count(who):
    key = "registering:" + hashlib.sha256(who.encode()).hexdigest()
    try:
        cache.add(key, 0, timeout=TEN_MINUTES)
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
