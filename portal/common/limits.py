"""How often something may be asked for; without Redis nobody is turned away."""

import hashlib
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Limit:
    """So many tries within `seconds` for one e-mail address, and for one place in the network."""

    name: str
    seconds: int
    per_address: int
    per_place: int

    def allows(self, request, email: str) -> bool:
        """Count a try; tell whether neither its address nor its place has tried too often."""
        of_address = self._count(f"address:{email}")
        from_place = self._count(f"place:{_place(request)}")
        return of_address <= self.per_address and from_place <= self.per_place

    def is_reached(self, request, email: str) -> bool:
        """Tell, without counting a try, whether one more would be too many."""
        of_address = cache.get(self._key(f"address:{email}")) or 0
        from_place = cache.get(self._key(f"place:{_place(request)}")) or 0
        return of_address >= self.per_address or from_place >= self.per_place

    def _key(self, who):
        return f"{self.name}:" + hashlib.sha256(who.encode()).hexdigest()

    def _count(self, who):
        key = self._key(who)
        try:
            cache.add(key, 0, timeout=self.seconds)
            return cache.incr(key)
        except ValueError:  # it ran out between the two, or Redis is away
            return 1


def _place(request):
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return "unknown"
