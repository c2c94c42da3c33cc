"""Who may open which address."""

from tests.access import jobs

TABLE = [*jobs.TABLE]
