from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# Words are found whatever their accents: "Tubingen" finds Tübingen, "montufar" Montúfar.
MAKE_SEARCH_CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION portal (COPY = english);
ALTER TEXT SEARCH CONFIGURATION portal
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(MAKE_SEARCH_CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION portal"),
    ]
