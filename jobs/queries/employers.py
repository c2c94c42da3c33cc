"""Employers as the staff see them."""

from django.db.models import Count, Q, QuerySet

from jobs.enums import PostingState
from jobs.models import Employer
from microfactory.kernel.scoping import Access


def employer_list(access: Access) -> QuerySet[Employer]:
    """Employers by name, those that still offer work first; `open_postings` is how many of theirs are open now."""
    open_now = Count("postings", filter=Q(postings__state=PostingState.PUBLISHED))
    return Employer.objects.visible_to(access).annotate(open_postings=open_now).order_by("-active", "name", "pk")
