"""Who may open which address."""

from tests.access import jobs, look, pages, payouts, residents, voice, workshops

TABLE = [*pages.TABLE, *residents.TABLE, *voice.TABLE, *workshops.TABLE, *payouts.TABLE, *jobs.TABLE, *look.TABLE]
