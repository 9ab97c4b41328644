from django.db.models import Func


class Alphabetical(Func):
    """A text as a list in order of the alphabet sees it: whatever its case and accents."""

    template = "lower(unaccent(%(expressions)s))"
