"""A lecture with few places, in a portal that is ill-treated, and what its database says of it."""

MAKE = """
import datetime, json, sys
from django.utils import timezone
from events import organising
from events.models import Event
event = organising.create(Event(
    title="Sample lecture", kind="workshop", mode="on site", venue="Room 1",
    starts_at=timezone.now() + datetime.timedelta(days=30),
    takes_registrations=True, capacity=int(sys.argv[1])))
organising.publish(event)
print(json.dumps(event.slug))
"""
# Everybody in line gets a letter.
MOVE = """
import json
from events import organising
from events.models import Event
event = Event.objects.get()
event.venue = "Room 2"
organising.save(event)
print(json.dumps(event.venue))
"""
ROWS = """
import json
from collections import defaultdict
from events.models import Event
from events.registrations.models import Registration, Step
from portal.mail.models import Delivery
steps, letters = defaultdict(list), defaultdict(list)
for key, state in Step.objects.values_list("registration", "to_state").order_by("pk"):
    steps[key].append(state)
for email, kind in Delivery.objects.values_list("email", "message__kind").order_by("pk"):
    letters[email].append(kind.removeprefix("registration-"))
rows = Registration.objects.values("pk", "email", "state", "line_number", "token")
print(json.dumps({
    "taken": Event.objects.get().places_taken,
    "rows": {one["email"]: one | {"steps": steps[one["pk"]]} for one in rows},
    "letters": letters}))
"""


class Lecture:
    """One event of a portal with nothing else in it."""

    def __init__(self, portal, places):
        self.portal = portal
        self.places = places
        self.slug = portal.run(MAKE, str(places))

    def move_to_another_room(self):
        self.portal.run(MOVE)

    def facts(self):
        """Return places taken, the row of each address (with its steps), the letters to each."""
        return self.portal.run(ROWS)
