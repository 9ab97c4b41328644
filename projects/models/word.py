from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

SIMILAR = """
    SELECT asked.text, known.text
    FROM unnest(%s::text[]) AS asked(text)
    CROSS JOIN LATERAL (
        SELECT word.text
        FROM projects_word AS word
        WHERE word.text %% asked.text AND similarity(word.text, asked.text) >= 0.35
        ORDER BY similarity(word.text, asked.text) DESC, word.text
        LIMIT 3
    ) AS known
"""


class WordQuerySet(models.QuerySet):
    def similar_to(self, texts):
        """Return, for each of the texts, the known words that may have been meant, best first."""
        with connection.cursor() as cursor:
            cursor.execute(SIMILAR, [list(texts)])
            pairs = cursor.fetchall()
        return {text: [known for asked, known in pairs if asked == text] for text in texts}


class Word(models.Model):
    """A word that can be found, in lower case and without accents; typing errors are judged by it."""

    text = models.TextField(primary_key=True)

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = "word"
        indexes = [GinIndex(fields=["text"], name="word_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.text
