"""What is told of a talk at one moment, to find out whether somebody else told it anew meanwhile."""

from hashlib import sha256

TOLD = ("title", "abstract", "is_cancelled")
OF_SPEAKERS = ("name", "affiliation", "person_id", "biography")
OF_AUTHORS = ("name", "affiliation", "person_id")


def mark(talk):
    """Return what is another as soon as anything is told otherwise; time and room are not part of it."""
    told = [
        [getattr(talk, fact) for fact in TOLD],
        list(talk.speakers.order_by("position", "pk").values_list(*OF_SPEAKERS)),
        list(talk.joint_authors.order_by("position", "pk").values_list(*OF_AUTHORS)),
        list(talk.publications.order_by("pk").values_list("pk", flat=True)),
    ]
    return sha256(repr(told).encode()).hexdigest()
