"""A job as it is offered."""

import datetime as dt

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobs.enums import ENDED_STATES, SHOWN_STATES, PayUnit, PostingKind, PostingSource, PostingState
from jobs.models.validators import PHONE_CHARACTERS, validate_phone
from microfactory.kernel.appendonly import Refuse, fixed_columns
from microfactory.kernel.constraints import check
from microfactory.kernel.money import MoneyField
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet

_TERMS = (
    "community_id",
    "employer_id",
    "title",
    "kind",
    "pay_text",
    "pay_low",
    "pay_high",
    "pay_unit",
    "requirements",
    "source",
    "drafted_at",
    "drafted_by_id",
)


class PostingQuerySet(ScopedQuerySet):
    def open_on(self, day: dt.date):
        """What the public may see on a day: published, and not past the last day to apply."""
        return self.filter(state=PostingState.PUBLISHED, apply_by__gte=day)

    def overdue_on(self, day: dt.date):
        """Published, but the last day to apply lies before `day`."""
        return self.filter(state=PostingState.PUBLISHED, apply_by__lt=day)


class Posting(models.Model):
    """A job with its terms. A draft is edited freely; once people have seen it, its terms stand."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    employer = models.ForeignKey("jobs.Employer", models.PROTECT, related_name="postings", verbose_name=_("employer"))
    title = models.CharField(_("job"), max_length=60)
    kind = models.CharField(_("kind of work"), max_length=20, choices=PostingKind)
    place = models.CharField(_("place of work"), max_length=120, blank=True)
    pay_text = models.CharField(_("pay in words"), max_length=120, blank=True)
    pay_low = MoneyField(_("pay from, in yuan"), null=True, blank=True)
    pay_high = MoneyField(_("pay up to, in yuan"), null=True, blank=True)
    pay_unit = models.CharField(_("pay per"), max_length=10, choices=PayUnit, blank=True)
    hours = models.CharField(_("working hours"), max_length=120, blank=True)
    requirements = models.TextField(_("what is asked for"), max_length=1000, blank=True)
    openings = models.PositiveSmallIntegerField(_("how many people"), default=1)
    phone = models.CharField(_("telephone to ask"), max_length=20, blank=True, validators=[validate_phone])
    source = models.CharField(_("heard from"), max_length=20, choices=PostingSource, default=PostingSource.EMPLOYER)
    apply_by = models.DateField(_("last day to apply"))
    state = models.CharField(
        _("state"), max_length=20, choices=PostingState, default=PostingState.DRAFT, editable=False
    )
    drafted_at = models.DateTimeField(_("drafted at"), editable=False)
    drafted_by = models.ForeignKey(
        "residents.User", models.PROTECT, related_name="+", editable=False, verbose_name=_("drafted by")
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("published by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    ended_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("ended by")
    )

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        indexes = [
            models.Index(fields=["community", "state", "-id"], name="posting_by_state"),
            models.Index(fields=["apply_by"], condition=Q(state=PostingState.PUBLISHED), name="posting_to_expire"),
        ]
        constraints = [
            check(
                "posting_state_agrees",
                state_agrees(
                    "state",
                    {
                        "published_at": SHOWN_STATES,
                        "published_by": SHOWN_STATES,
                        "ended_at": ENDED_STATES,
                        "ended_by": (PostingState.FILLED, PostingState.CLOSED),
                    },
                    PostingState.values,
                ),
                _("The state of a posting must agree with who published and ended it, and when."),
            ),
            check(
                "posting_shown_has_phone",
                Q(state=PostingState.DRAFT) | ~Q(phone=""),
                _("Write down a telephone number that people can ask at."),
            ),
            check(
                "posting_shown_has_pay",
                Q(state=PostingState.DRAFT) | Q(pay_low__isnull=False) | ~Q(pay_text=""),
                _("Write down what the job pays; where that is open, say in words how it is settled."),
            ),
            check(
                "posting_phone_dialable",
                Q(phone="") | Q(phone__regex=PHONE_CHARACTERS),
                _("A telephone number has only digits, blanks and dashes."),
            ),
            check(
                "posting_pay_in_order",
                Q(pay_low__isnull=True, pay_high__isnull=True)
                | Q(pay_low__gt=0, pay_high__isnull=True)
                | Q(pay_low__isnull=False, pay_low__gt=0, pay_high__gte=F("pay_low")),
                _("The pay begins with a figure above 0, and the higher figure isn't below the lower one."),
            ),
            check(
                "posting_pay_has_unit",
                Q(pay_low__isnull=True, pay_unit="") | Q(pay_low__isnull=False, pay_unit__in=PayUnit.values),
                _("Say whether the figures are per month, day, hour or piece."),
            ),
            check("posting_openings_positive", Q(openings__gte=1), _("At least one person is looked for.")),
        ]
        triggers = [
            fixed_columns(
                "posting",
                _TERMS,
                "the terms of a posting that people have seen are never changed",
                when_sql="OLD.state <> 'draft'",
            ),
            Refuse(
                name="posting_ended_no_update",
                operation=pgtrigger.Update,
                when_sql="OLD.state IN ('filled', 'closed', 'expired')",
                sentence="a posting that has ended is never changed",
            ),
            Refuse(
                name="posting_no_delete",
                operation=pgtrigger.Delete,
                when_sql="OLD.state <> 'draft'",
                sentence="a posting that people have seen is never deleted",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def dial(self) -> str:
        """The telephone number as a link dials it: digits only."""
        return "".join(sign for sign in self.phone if sign.isdigit())
