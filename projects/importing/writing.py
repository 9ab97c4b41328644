from portal.common.slugs import unique_slug


def write(row, values):
    """Give the row these values and save it if it is new or they differ; tell whether they did."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed or row._state.adding:
        row.save()
    return bool(changed)


def relate(related, rows):
    """Make these rows, and no others, the related ones; tell whether that made a difference."""
    rows = set(rows)
    if set(related.all()) == rows:
        return False
    related.set(rows)
    return True


def new(model, name):
    """Return a new row of the model, not yet saved, with an address made from its name."""
    return model(slug=unique_slug(model._default_manager.all(), name))


def chosen(record, names):
    """Return what the record says of these fields; one that it does not name keeps its value."""
    return {name: record[name] for name in names if name in record}
