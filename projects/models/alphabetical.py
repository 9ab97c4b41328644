from django.contrib.postgres.lookups import Unaccent
from django.db.models.functions import Lower


def alphabetical(name):
    """A text as the order of the alphabet sees it, whatever its case and accents."""
    return Lower(Unaccent(name))
