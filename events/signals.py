"""What happens to an event, told to the apps above; each is sent inside the change's transaction."""

from django.dispatch import Signal

changed = Signal()  # event: its fields were edited, the capacity perhaps among them
called_off = Signal()  # event: it will not take place
