"""What was handed in: the rows that earn."""

from django.db import models
from django.db.models import F, GeneratedField, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import ExactMoneyField, UnitPriceField
from microfactory.kernel.scoping import WorkshopScopedQuerySet
from workshops.enums import COUNTED, EntrySource, EntryState
from workshops.models.entry_triggers import TRIGGERS
from workshops.models.fields import QUANTITIES, signed_by
from workshops.models.orders import Operation

_ANY_QUANTITY = Q()
_NO_QUANTITY_NEGATIVE = Q(paid_faulty__gte=0)
for _name in QUANTITIES:
    _ANY_QUANTITY |= ~Q(**{_name: 0})
    _NO_QUANTITY_NEGATIVE &= Q(**{f"{_name}__gte": 0})


class PieceEntryQuerySet(WorkshopScopedQuerySet):
    def counted(self):
        """Entries whose pieces are no longer in the resident's hands."""
        return self.filter(state__in=COUNTED)

    def accepted(self):
        """Entries that earn."""
        return self.filter(state=EntryState.ACCEPTED)

    def waiting(self):
        """Leaders' entries that wait for inspection."""
        return self.filter(state=EntryState.PENDING)

    def unclaimed(self):
        """Entries that no pay run has taken."""
        return self.filter(claim__isnull=True)

    def originals(self):
        """Entries that aren't corrections of others."""
        return self.filter(corrects__isnull=True)

    def newest_first(self):
        """The newest work date first."""
        return self.order_by("-work_date", "-pk")

    def locked(self):
        """Locked until the transaction ends, in the order of their ids."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class PieceEntry(models.Model):
    """Pieces handed in and counted (计件记录). A correction is a row of its own with signed quantities."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    issue = models.ForeignKey(
        "workshops.Issue",
        models.PROTECT,
        related_name="entries",
        null=True,
        blank=True,
        verbose_name=_("issue slip"),
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="entries", db_index=False, verbose_name=_("operation")
    )
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="+", db_index=False, verbose_name=_("resident")
    )
    workshop = models.ForeignKey(
        "residents.Workshop", models.PROTECT, related_name="+", db_index=False, verbose_name=_("workshop")
    )
    work_date = models.DateField(_("work date"))
    good = models.IntegerField(_("good"), default=0)
    rework = models.IntegerField(_("to be reworked"), default=0)
    worker_fault = models.IntegerField(_("spoilt by the worker"), default=0)
    material_fault = models.IntegerField(_("spoilt by the material"), default=0)
    returned = models.IntegerField(_("returned unused"), default=0)
    lost = models.IntegerField(_("lost"), default=0)
    paid_faulty = models.IntegerField(_("spoilt by the material, paid"), default=0)
    rate = UnitPriceField(_("piece rate"))
    amount = GeneratedField(
        expression=(F("good") + F("paid_faulty")) * F("rate"),
        output_field=ExactMoneyField(),
        db_persist=True,
        verbose_name=_("earned"),
    )
    state = models.CharField(_("state"), max_length=10, choices=EntryState)
    source = models.CharField(_("written at"), max_length=10, choices=EntrySource, default=EntrySource.COUNTER)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="corrections",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("corrects"),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    settled_outside = models.BooleanField(_("settled before this system"), default=False)
    fingerprint = models.CharField(_("fingerprint of the imported row"), max_length=64, blank=True, editable=False)
    logged_at = models.DateTimeField(_("logged at"))
    logged_by = signed_by(_("logged by"))
    accepted_at = models.DateTimeField(_("inspected at"), null=True, blank=True)
    accepted_by = signed_by(_("inspected by"), later=True)
    sent_back_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    sent_back_by = signed_by(_("sent back by"), later=True)
    sent_back_reason = models.CharField(_("why it was sent back"), max_length=200, blank=True)
    voided_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    voided_by = signed_by(_("undone by"), later=True)

    objects = PieceEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece entry")
        verbose_name_plural = _("piece entries")
        constraints = [
            check(
                "entry_belongs_to_slip",
                Q(issue__isnull=False) | Q(source__in=[EntrySource.IMPORT, EntrySource.CORRECTION]),
                _("An entry belongs to an issue slip; only imported ones have none."),
            ),
            check(
                "entry_quantities_not_negative",
                Q(source=EntrySource.CORRECTION) | _NO_QUANTITY_NEGATIVE,
                _("Quantities can't be negative; only a correction takes away."),
            ),
            check("entry_not_empty", _ANY_QUANTITY, _("Please enter at least one quantity.")),
            check(
                "entry_correction_has_reason",
                Q(source=EntrySource.CORRECTION, corrects__isnull=False) & ~Q(reason="")
                | ~Q(source=EntrySource.CORRECTION) & Q(corrects__isnull=True),
                _("A correction names the row that it corrects and says why."),
            ),
            check(
                "entry_paid_faulty_agrees",
                Q(paid_faulty=0) | Q(paid_faulty=F("material_fault")),
                _("Either all pieces spoilt by the material are paid, or none."),
            ),
            check("entry_rate_not_negative", Q(rate__gte=0), _("A rate can't be negative.")),
            check(
                "entry_loss_has_reason",
                Q(lost=0) | ~Q(reason=""),
                _("Please write how it was lost."),
            ),
            check(
                "entry_settled_outside_imported",
                Q(settled_outside=False) | Q(source=EntrySource.IMPORT),
                _("Only imported entries may be settled before this system."),
            ),
            check(
                "entry_state_agrees",
                Q(
                    state=EntryState.PENDING,
                    accepted_at__isnull=True,
                    accepted_by__isnull=True,
                    sent_back_at__isnull=True,
                    sent_back_by__isnull=True,
                    voided_at__isnull=True,
                    voided_by__isnull=True,
                )
                | Q(
                    state=EntryState.ACCEPTED,
                    accepted_at__isnull=False,
                    accepted_by__isnull=False,
                    sent_back_at__isnull=True,
                    sent_back_by__isnull=True,
                    voided_at__isnull=True,
                    voided_by__isnull=True,
                )
                | Q(
                    state=EntryState.SENT_BACK,
                    accepted_at__isnull=True,
                    accepted_by__isnull=True,
                    sent_back_at__isnull=False,
                    sent_back_by__isnull=False,
                    voided_at__isnull=True,
                    voided_by__isnull=True,
                )
                & ~Q(sent_back_reason="")
                | Q(state=EntryState.VOIDED, voided_at__isnull=False, voided_by__isnull=False),
                _("The state of an entry agrees with who did what and when."),
            ),
            unique(
                "entry_imported_once",
                ["community", "fingerprint"],
                _("This row was imported already."),
                condition=~Q(fingerprint="") & ~Q(state=EntryState.VOIDED),
            ),
            unique(
                "entry_sheet_cell_once",
                ["resident", "operation", "work_date"],
                _("This cell of the day sheet is stored already."),
                condition=Q(source=EntrySource.DAYSHEET) & ~Q(state=EntryState.VOIDED),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-work_date", "-id"], name="entry_newest"),
            models.Index(fields=["resident", "-work_date", "-id"], name="entry_by_resident"),
            models.Index(fields=["operation", "work_date", "id"], name="entry_oldest_of_operation"),
            models.Index(fields=["workshop", "-work_date", "-id"], name="entry_by_workshop"),
            models.Index(fields=["community", "-logged_at", "-id"], name="entry_logged_last"),
            models.Index(fields=["corrects"], name="entry_corrections", condition=Q(corrects__isnull=False)),
            models.Index(
                fields=["community", "logged_at"],
                name="entry_waiting",
                condition=Q(state__in=[EntryState.PENDING, EntryState.SENT_BACK]),
            ),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return f"{self.work_date} · {self.good}"
