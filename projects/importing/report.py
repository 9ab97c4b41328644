from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Tally:
    """How many records of one kind were created, updated or left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def count(self, *, is_new: bool, is_changed: bool) -> None:
        """Count one record."""
        if is_new:
            self.created += 1
        elif is_changed:
            self.updated += 1
        else:
            self.unchanged += 1


@dataclass
class Report:
    """What loading a bundle did, for people to read."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    skipped: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, kind: str, *, is_new: bool = False, is_changed: bool = False) -> None:
        """Count one record of this kind."""
        self.tallies[kind].count(is_new=is_new, is_changed=is_changed)

    def miss(self, kind: str, rows) -> None:
        """Tell of rows that the bundle does not name, or no longer does; they stay."""
        self.vanished += [f"{kind}: {row}" for row in rows]
