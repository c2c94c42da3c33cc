"""Who may open which address."""

from tests.access import jobs, look, pages, residents, workshops

TABLE = [*pages.TABLE, *residents.TABLE, *workshops.TABLE, *jobs.TABLE, *look.TABLE]
