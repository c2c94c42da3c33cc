"""Upkeep of the job station in Django's admin."""

from jobs.admin import move_words
from jobs.admin.employers import EmployerAdmin
from jobs.admin.postings import PostingAdmin

__all__ = ["EmployerAdmin", "PostingAdmin", "move_words"]
