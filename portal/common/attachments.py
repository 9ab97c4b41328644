"""A table as a file that is sent to whoever asks for it, and that nobody keeps on the way."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from portal.common import spreadsheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(name, columns, rows):
    """Answer with the table as CSV, written while its rows are read."""
    lines = spreadsheets.as_csv(columns, rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return _attached(response, f"{name}.csv")


def as_xlsx(name, columns, rows):
    """Answer with the table as a spreadsheet."""
    response = HttpResponse(spreadsheets.as_xlsx(columns, rows), content_type=XLSX)
    return _attached(response, f"{name}.xlsx")


def _attached(response, name):
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
