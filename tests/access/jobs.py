"""The job station."""

from tests.access.table import form, page, public

SEES = "social_worker staff leader"
POSTS = "social_worker staff"

TABLE = [
    page("jobs:postings", SEES),
    page("jobs:posting", SEES, pk="posting", everywhere=True),
    form("jobs:new_posting", POSTS),
    form("jobs:edit_posting", POSTS, pk="draft_posting"),
    form("jobs:publish", POSTS, pk="draft_posting"),
    form("jobs:correct", POSTS, pk="posting"),
    form("jobs:fill", POSTS, pk="posting"),
    form("jobs:close", POSTS, pk="posting"),
    page("jobs:employers", SEES),
    form("jobs:new_employer", POSTS),
    form("jobs:employer", POSTS, pk="employer"),
    public("jobs:public_postings", code="=liuhe"),
    public("jobs:public_posting", code="=liuhe", pk="posting"),
]
