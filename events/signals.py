"""What happens to an event, told to the apps above; each is sent inside the change's transaction."""

from django.dispatch import Signal

# event, before (what was stored): its fields were edited, the capacity perhaps among them
changed = Signal()
called_off = Signal()  # event: it will not take place
# event: whom would a change of it concern? Each receiver answers with a consequences.Told.
concerned = Signal()
# event, call (as it is to be; None: the stored one): which notices will the portal send of it by itself?
# Each receiver answers with a list of consequences.Coming.
foreseen = Signal()
# series, call (as it is to be; None: the stored one): the same of the call of a series
call_foreseen = Signal()
# event, by (whoever published it), announce (whether subscribers are to be told at once)
published = Signal()
