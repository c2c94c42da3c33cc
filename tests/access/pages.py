"""Home pages, the pages that stand above the apps, the resident's phone."""

from tests.access.table import public

TABLE = [
    public("health"),
    public("set_language", "GET POST"),
]
