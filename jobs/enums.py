"""Words for kinds and states of employers and postings."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class EmployerKind(TextChoices):
    """What sort of employer offers the work."""

    COMPANY = "company", pgettext_lazy("employer", "company")
    SOLE_TRADER = "sole_trader", pgettext_lazy("employer", "sole trader")
    PUBLIC_BODY = "public_body", pgettext_lazy("employer", "public body")
    COMMUNITY = "community", pgettext_lazy("employer", "residents' committee")
    HOUSEHOLD = "household", pgettext_lazy("employer", "household")


class PostingKind(TextChoices):
    """What sort of work is offered."""

    FULL_TIME = "full_time", pgettext_lazy("work", "full-time")
    PART_TIME = "part_time", pgettext_lazy("work", "part-time")
    GIG = "gig", pgettext_lazy("work", "odd job")
    PUBLIC_BENEFIT = "public_benefit", pgettext_lazy("work", "public-benefit post")
    HOME_BASED = "home_based", pgettext_lazy("work", "work at home")


class PayUnit(TextChoices):
    """What the figures of the pay are counted by; the label is said before the figures."""

    MONTH = "month", pgettext_lazy("pay", "a month")
    DAY = "day", pgettext_lazy("pay", "a day")
    HOUR = "hour", pgettext_lazy("pay", "an hour")
    PIECE = "piece", pgettext_lazy("pay", "a piece")


class PostingSource(TextChoices):
    """Where the job station heard of the job."""

    LABOUR_OFFICE = "labour_office", pgettext_lazy("heard from", "labour office")
    EMPLOYER = "employer", pgettext_lazy("heard from", "the employer")
    OTHER = "other", pgettext_lazy("heard from", "somebody else")


class PostingState(TextChoices):
    """Where a posting stands."""

    DRAFT = "draft", pgettext_lazy("posting", "draft")
    PUBLISHED = "published", pgettext_lazy("posting", "open")
    FILLED = "filled", pgettext_lazy("posting", "filled")
    CLOSED = "closed", pgettext_lazy("posting", "taken down")
    EXPIRED = "expired", pgettext_lazy("posting", "expired")


class PostingAct(TextChoices):
    """What is done to a posting, as its history tells it."""

    DRAFT = "draft", pgettext_lazy("posting", "written down")
    PUBLISH = "publish", pgettext_lazy("posting", "published")
    CORRECT = "correct", pgettext_lazy("posting", "corrected")
    FILL = "fill", pgettext_lazy("posting", "marked as filled")
    CLOSE = "close", pgettext_lazy("posting", "taken down early")
    EXPIRE = "expire", pgettext_lazy("posting", "last day passed")


# The posting is history: nobody can apply any more.
ENDED_STATES = (PostingState.FILLED, PostingState.CLOSED, PostingState.EXPIRED)
# People have seen the posting: its terms stand.
SHOWN_STATES = (PostingState.PUBLISHED, *ENDED_STATES)
