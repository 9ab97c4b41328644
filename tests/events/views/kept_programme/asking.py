"""A visitor asks for the programme of the meeting."""

import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ADDRESS = "/events/meeting/programme/"
NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
HOUR = datetime.timedelta(hours=1)
FROM_MEMORY = 1  # query: the one that asks whether anything changed


def page(client=None, query="", **headers):
    response = (client or Client()).get(ADDRESS + query, headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def queries(client=None, query=""):
    with CaptureQueriesContext(connection) as captured:
        page(client, query)
    return captured.captured_queries
