"""An event or a series that calls for talks: in what the two differ when the portal tells of a call by itself."""

from events import announcing, organising
from events.models import Event, Series
from portal.mail import subscribing, topics


def key(host):
    """Return by which fields a notice names it."""
    return (
        {"event": host, "series": None}
        if isinstance(host, Event)
        else {"series": host, "event": None}
    )


def lock(host):
    """Keep others from changing it until the transaction ends."""
    if isinstance(host, Event):
        organising.lock(host)
    else:
        Series.objects.select_for_update(no_key=True).get(pk=host.pk)


def tells_now(host):
    """Tell whether the portal tells of it by itself, as things stand: a series always takes place."""
    return host.tells_by_itself and (isinstance(host, Series) or host.takes_place)


def may_tell(host):
    """Tell whether the portal tells of it by itself, now or once it is published."""
    is_to_come = isinstance(host, Series) or not (host.is_cancelled or host.is_over)
    return host.tells_by_itself and is_to_come


def is_unseen(host):
    """Tell whether nobody can read of it yet."""
    return isinstance(host, Event) and host.is_draft


def audiences(host):
    """Return, by topic, who hears of events like this one."""
    if isinstance(host, Event):
        return announcing.audiences(host)
    return subscribing.audiences([host.topic, topics.EVENTS])
