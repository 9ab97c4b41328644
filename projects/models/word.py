from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

# A stop word such as "with" is no misspelling of "width".
SIMILAR = """
    SELECT asked.text, known.text
    FROM unnest(%s::text[]) AS asked(text)
    CROSS JOIN LATERAL (
        SELECT word.text
        FROM projects_word AS word
        WHERE word.text %% asked.text AND similarity(word.text, asked.text) >= 0.35
        ORDER BY similarity(word.text, asked.text) DESC, word.text
        LIMIT 4
    ) AS known
    WHERE known.text <> asked.text AND to_tsvector('portal', asked.text) <> ''
"""


class WordQuerySet(models.QuerySet):
    def similar_to(self, texts):
        """Return, for each of the texts, other known words that may have been meant, best first."""
        similar: dict[str, list[str]] = {text: [] for text in texts}
        if not similar:
            return similar
        with connection.cursor() as cursor:
            cursor.execute(SIMILAR, [list(similar)])
            for asked, known in cursor.fetchall():
                similar[asked].append(known)
        return similar

    def alternatives(self, texts):
        """Return, for each of the texts, a list that begins with it and goes on with similar words."""
        return [[text, *similar] for text, similar in self.similar_to(texts).items()]

    def learn(self, texts):
        """Take up words that people may want to find."""
        words = {text for text in texts if Word.SHORTEST <= len(text) <= Word.LONGEST}
        self.bulk_create([self.model(text=text) for text in sorted(words)], ignore_conflicts=True)


class Word(models.Model):
    """A word that can be found, in lower case and without accents; typing errors are judged by it."""

    SHORTEST, LONGEST = 4, 40

    text = models.TextField(primary_key=True)

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = "word"
        indexes = [GinIndex(fields=["text"], name="word_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.text
