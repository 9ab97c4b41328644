"""Finding projects by what people type, whatever the accents, the ending or a slip of the pen."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import F, Q

from projects.models import Word
from projects.models.alphabetical import alphabetical
from projects.names import folded

MOST_WORDS = 12


@dataclass(frozen=True)
class Search:
    """What a reader looks for: the words as typed, and the same with what may have been meant."""

    alternatives: list[list[str]]
    typed: SearchQuery
    meant: SearchQuery

    def among(self, projects):
        """Return those of the projects that hold every word."""
        return projects.filter(search_vector=self.meant)

    def best_first(self, projects):
        """Put those that hold the words as typed before those that hold similar ones."""
        as_typed = models.ExpressionWrapper(
            Q(search_vector=self.typed), output_field=models.BooleanField()
        )
        rank = SearchRank(F("search_vector"), self.meant)
        return projects.order_by(as_typed.desc(), rank.desc(), alphabetical("title"), "pk")


def search_for(text):
    """Return what to look for; None where the text has no words."""
    words = list(dict.fromkeys(folded(text).split()))[:MOST_WORDS]
    if not words:
        return None
    alternatives = Word.objects.alternatives(words)
    return Search(
        alternatives=alternatives,
        typed=_query([[word] for word in words]),
        meant=_query(alternatives),
    )


def _query(alternatives):
    """All words, each in one of its alternatives; folded words hold nothing that needs quoting."""
    choices = (" | ".join(f"'{word}':*" for word in words) for words in alternatives)
    return SearchQuery(
        " & ".join(f"({choice})" for choice in choices), config="portal", search_type="raw"
    )
