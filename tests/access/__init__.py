"""Who may open which address."""

from tests.access import jobs, look, pages, payouts, residents, workshops

TABLE = [*pages.TABLE, *residents.TABLE, *workshops.TABLE, *payouts.TABLE, *jobs.TABLE, *look.TABLE]
