import datetime
import gzip
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A page as it is sent, and the moment from which it would be another by time alone."""

    content: bytes
    content_type: str
    until: datetime.datetime | None

    @cached_property
    def compressed(self) -> bytes:
        """The page for browsers, all of which take it so; done once, not for each of them."""
        return gzip.compress(self.content, mtime=0)


class Memory:
    """The pages that this process keeps; those that nobody asked for the longest make room for others.

    They are in no shared cache: with the process ends what its version of the code made, nothing else can put
    a page here, and looking one up takes no time.
    """

    def __init__(self):
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Hashable, page: Kept):
        """Keep a page, as far as `KEPT_PAGES_MB` allows."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += len(page.content)
            while self._pages and self._size > settings.KEPT_PAGES_MB * MEGABYTE:
                self._drop(next(iter(self._pages)))

    def clear(self):
        with self._lock:
            self._pages.clear()
            self._size = 0

    def _drop(self, key):
        if key in self._pages:
            self._size -= len(self._pages.pop(key).content)


memory = Memory()
