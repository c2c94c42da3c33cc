"""Files that a page gives out to be kept."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(content: bytes, name: str) -> HttpResponse:
    """A file to be kept under a name, which ends in .xlsx or .csv."""
    kind = _XLSX if name.endswith(".xlsx") else "text/csv"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )
