from marshmallow import fields

from events.models import Event
from portal.bundle.fields import Choice, Date, Many, Text, Url
from portal.bundle.schemas.record import Record


class EventSchema(Record):
    """events.json: what took place or will, as far as it is on record."""

    kind = Choice(Event.Kind.values, required=True, data_key="type")
    title = Text(Event, "title", required=True)
    start = Date()
    end = Date()
    venue = Text(Event, "venue", data_key="place")
    city = Text(Event, "city")
    website = Url(Event, "website")
    summary = Text(Event, "summary")
    speakers = Many(fields.Raw())
