"""The tables of the job station."""

from jobs.models.employer import Employer
from jobs.models.posting import Posting

__all__ = ["Employer", "Posting"]
