"""The recordings that residents listen to."""

from tests.access.table import act, form, page

RECORDS = "social_worker staff leader"
APPROVES = "social_worker staff"

TABLE = [
    page("voice:sets", RECORDS),
    form("voice:new", APPROVES),
    page("voice:one", RECORDS, pk="clip_set", everywhere=True),
    page("voice:words", RECORDS, pk="clip_set", everywhere=True),
    form("voice:use", APPROVES, pk="clip_set"),
    form("voice:rest", APPROVES, pk="clip_set"),
    page("voice:file", APPROVES, pk="clip_set"),
    form("voice:take_over", APPROVES, pk="clip_set"),
    form("voice:record", RECORDS, pk="clip_set", everywhere=True),
    page("voice:check", APPROVES, pk="clip_set"),
    page("voice:sound", RECORDS, pk="clip.clip_set_id", clip="clip", everywhere=True),
    act("voice:approve", APPROVES, pk="clip.clip_set_id", clip="clip"),
    act("voice:drop", RECORDS, pk="clip.clip_set_id", clip="clip", everywhere=True),
]
