"""Saying with whom the work of a talk was done."""

FACTS = ("name", "affiliation", "person_id", "position")


def credit(talk, authors):
    """Have these stand beside the talk, in this order; within the transaction that saves it.

    A stored row among them stays the same, and is written only where something of it is another.
    """
    stored = {one.pk: one for one in talk.joint_authors.all()}
    for position, one in enumerate(authors):
        one.talk, one.position = talk, position
        before = stored.pop(one.pk, None)
        if before is None:
            one.pk = None
        if before is None or any(getattr(one, fact) != getattr(before, fact) for fact in FACTS):
            one.save()
    # One by one, so that the record of changes knows of each.
    for gone in stored.values():
        gone.delete()
