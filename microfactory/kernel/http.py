"""Rules of the web that hold for every page: reading never writes, and nothing too large is read at all."""

import contextlib
import contextvars
import re

from django.conf import settings
from django.db import connection
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

_READ = re.compile(
    r"^[\s(]*(SELECT|WITH|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT|SHOW|SET|DECLARE|FETCH|CLOSE"
    r"|EXECUTE composed_\d+)\b",  # prepared by kernel.composed from querysets, which only read
    re.I,
)
_WRITE_INSIDE = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\"?\w+\"?\s+SET|DELETE\s+FROM)\b", re.I)
_may_write = contextvars.ContextVar("may_write", default=False)


class GetWroteError(RuntimeError):
    """A GET tried to change the database: a defect of ours, never of the user."""


def allow(*methods: str):
    """The methods a page answers; any other gets 405. HEAD comes with GET."""
    wanted = {*methods, "HEAD"} if "GET" in methods else set(methods)
    return require_http_methods(sorted(wanted))


def back_to(wanted: str, otherwise: str) -> str:
    """The page that a button stood on (`wanted`, as a form brought it), if it is one of ours."""
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else otherwise


@contextlib.contextmanager
def note_read():
    """The one exception: a read of a sensitive field is noted (append-only) while its page is fetched."""
    token = _may_write.set(True)
    try:
        yield
    finally:
        _may_write.reset(token)


def _refuse_writes(execute, sql, params, many, context):
    text = str(sql)
    if not _may_write.get() and (not _READ.match(text) or _WRITE_INSIDE.search(text)):
        raise GetWroteError(f"a GET may not write: {text[:120]}")
    return execute(sql, params, many, context)


class ReadOnlyGetMiddleware:
    """Runs every view of a GET or HEAD with the database closed for writing; sessions are saved outside of it.

    The admin is Django's own and excepted: its pages do not write on GET, its messages may.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method not in {"GET", "HEAD"} or request.path.startswith("/admin/"):
            return None
        with connection.execute_wrapper(_refuse_writes):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        return response


class LargestPostMiddleware:
    """Answers 413 to a body above `settings.MOST_POSTED` (bytes), and reads nothing of it.

    Django lays files on the disk while it reads a post, before any form judges them, also for whoever isn't signed in.
    The server tells the length; a body without one counts as empty.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.MOST_POSTED:
            return render(request, "413.html", {"most": settings.MOST_POSTED // 2**20}, status=413)
        return self.get_response(request)
