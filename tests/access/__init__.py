"""Who may open which address."""

from tests.access import jobs, pages, residents

TABLE = [*pages.TABLE, *residents.TABLE, *jobs.TABLE]
