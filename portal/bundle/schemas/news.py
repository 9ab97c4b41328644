from marshmallow import post_load

from news.models import Article
from portal.bundle.fields import Choice, Date, Number, Text, Url
from portal.bundle.schemas.record import Record
from portal.common.partial_dates import PartialDate

LANGUAGES = [code for code, _name in Article._meta.get_field("language").flatchoices]


class NewsSchema(Record):
    """news.json: what was reported elsewhere about the programme."""

    title = Text(Article, "title", required=True)
    date = Date()
    year = Number(1000, 9999)
    summary = Text(Article, "summary")
    external_url = Url(Article, "external_url", data_key="url")
    language = Choice(LANGUAGES, empty="en")

    @post_load
    def take_year_for_date(self, data, **kwargs):
        if data.get("year") and not data.get("date"):
            data["date"] = PartialDate(data["year"])
        return data
