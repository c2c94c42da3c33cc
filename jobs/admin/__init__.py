"""Upkeep of the job station in Django's admin."""

from jobs.admin.employers import EmployerAdmin
from jobs.admin.postings import PostingAdmin

__all__ = ["EmployerAdmin", "PostingAdmin"]
