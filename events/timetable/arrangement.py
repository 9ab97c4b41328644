"""How the talks and sessions of an event are arranged: plain values, nothing is stored here."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

Moment = datetime.datetime
Lengths = Mapping[int, datetime.timedelta | None]  # of talks


@dataclass(frozen=True)
class Block:
    """A session, a break or an evening together; `key` names it in the draft, stored or not."""

    key: str
    kind: str
    title: str
    room: str
    starts_at: Moment
    ends_at: Moment

    @property
    def takes_talks(self) -> bool:
        return self.kind == "talks"


@dataclass(frozen=True)
class Place:
    """Where and when a talk is given; any part of it may still be open."""

    block: str = ""
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    room: str = ""

    @property
    def length(self) -> datetime.timedelta | None:
        return self.ends_at - self.starts_at if self.starts_at and self.ends_at else None

    @property
    def is_somewhere(self) -> bool:
        return bool(self.block or self.starts_at)


@dataclass(frozen=True)
class Arrangement:
    """All blocks by their key, and the place of every talk by its primary key."""

    blocks: Mapping[str, Block] = field(default_factory=dict)
    places: Mapping[int, Place] = field(default_factory=dict)

    def room_of(self, talk: int) -> str:
        """Return the room of a talk: its own, else that of its session."""
        place = self.places[talk]
        block = self.blocks.get(place.block)
        return place.room or (block.room if block else "")

    def time_of(self, talk: int) -> tuple[Moment | None, Moment | None]:
        """Return when a talk is given; one without a time of its own, as a poster, when its session is."""
        place = self.places[talk]
        block = self.blocks.get(place.block)
        if place.starts_at is None and block:
            return block.starts_at, block.ends_at
        return place.starts_at, place.ends_at

    def talks_in(self, key: str) -> list[int]:
        """Return the talks of a block in their order; those without a time come last."""
        inside = [talk for talk, place in self.places.items() if place.block == key]
        return sorted(inside, key=lambda talk: _order(talk, self.places[talk]))

    # --- What organisers do with it; each returns the arrangement that follows -----------------------

    def place(self, talk: int, place: Place) -> Self:
        """Give a talk this very place."""
        return replace(self, places={**self.places, talk: place})

    def put(self, talk: int, key: str, lengths: Lengths, before: int | None = None) -> Self:
        """Put a talk into a block before another one, else last.

        It begins where the talk before it ends, or with the block; those after it give way as far as
        they have to. A talk whose length is None takes no time of its own.
        """
        order = self.talks_in(key)
        stood = order.index(talk) if talk in order else None
        order = [one for one in order if one != talk]
        at = order.index(before) if before in order else len(order)
        order.insert(at, talk)
        if stood is None:
            there = {**self.places, talk: Place(key)}
            return replace(self, places=there).in_order(key, order, lengths, at, at)
        return self.in_order(key, order, lengths, min(at, stood), max(at, stood))

    def step(self, talk: int, by: int, lengths: Lengths) -> Self:
        """Let a talk change places with the one before (-1) or after it (1) in its block."""
        key = self.places[talk].block
        order = self.talks_in(key)
        at = order.index(talk)
        to = at + by
        if not key or not 0 <= to < len(order):
            return self
        order[at], order[to] = order[to], order[at]
        return self.in_order(key, order, lengths, min(at, to), max(at, to))

    def in_order(
        self, key: str, order: Sequence[int], lengths: Lengths, first: int, last: int
    ) -> Self:
        """Let the talks of a block follow one another from the first to the last of these positions.

        Those before keep their time, and those after it unless they have to give way.
        """
        places = dict(self.places)
        at = self.blocks[key].starts_at
        for number, talk in enumerate(order):
            place, length = places[talk], lengths[talk]
            if number < first:
                at = place.ends_at or place.starts_at or at
            elif not length:
                # A room of its own stays only to who is there already.
                places[talk] = Place(key, room=place.room)
            else:
                if number > last and place.starts_at:
                    at = max(at, place.starts_at)
                places[talk] = Place(key, at, at + length, place.room)
                at += length
        return replace(self, places=places)

    def save(self, block: Block) -> Self:
        """Add a block, or change it; where it begins at another time its talks move along."""
        blocks = {**self.blocks, block.key: block}
        stored = self.blocks.get(block.key)
        by = block.starts_at - stored.starts_at if stored else datetime.timedelta()
        places = {
            talk: _moved(place, by) if place.block == block.key else place
            for talk, place in self.places.items()
        }
        return replace(self, blocks=blocks, places=places)

    def drop(self, key: str) -> Self:
        """Take a block away; its talks are without a place."""
        blocks = {one: block for one, block in self.blocks.items() if one != key}
        places = {
            talk: Place() if place.block == key else place for talk, place in self.places.items()
        }
        return replace(self, blocks=blocks, places=places)


def _order(talk, place):
    return (place.starts_at is None, place.starts_at and place.starts_at.timestamp(), talk)


def _moved(place, by):
    if place.starts_at is None:
        return place
    ends_at = place.ends_at + by if place.ends_at else None
    return replace(place, starts_at=place.starts_at + by, ends_at=ends_at)
