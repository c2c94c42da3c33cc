"""Files for the bank: how a bank wants them, and the very bytes that were made once."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.encryption import SealedBytesField
from microfactory.kernel.money import MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.payouts.enums import Encoding, FileField, FileFormat
from workshops.payouts.models.runs import PayRun


class BankFileProfile(models.Model):
    """How one bank wants its file (代发文件). The office edits it; its columns are rows of their own."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    name = models.CharField(_("name"), max_length=40)
    file_format = models.CharField(_("kind of file"), max_length=4, choices=FileFormat, default=FileFormat.XLSX)
    encoding = models.CharField(_("encoding of text"), max_length=10, choices=Encoding, default=Encoding.GBK)
    separator = models.CharField(_("separator of text"), max_length=1, default=",")
    header = models.BooleanField(_("first row holds the headings"), default=True)
    total_row = models.BooleanField(_("last row holds the total"), default=False)
    most_rows = models.PositiveIntegerField(
        _("most rows the bank takes"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    purpose = models.CharField(_("purpose"), max_length=40, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank's template")
        verbose_name_plural = _("banks' templates")
        constraints = [
            unique("bank_profile_name_once", ["community", "name"], _("There is a template of this name already.")),
        ]

    def __str__(self):
        return self.name


class BankFileColumn(models.Model):
    """One column of a bank's template: its heading, and what stands in it."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    profile = models.ForeignKey(
        BankFileProfile, models.PROTECT, related_name="columns", verbose_name=_("bank's template")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    heading = models.CharField(_("heading"), max_length=40)
    field = models.CharField(_("what stands in it"), max_length=10, choices=FileField)
    text = models.CharField(_("text that is always the same"), max_length=40, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("column of a bank's template")
        verbose_name_plural = _("columns of a bank's template")
        constraints = [
            unique("bank_column_position_once", ["profile", "position"], _("This place is taken by another column.")),
            check(
                "bank_column_text_agrees",
                Q(field=FileField.FIXED) | Q(text=""),
                _("Only a column that is always the same has a text."),
            ),
        ]

    def __str__(self):
        return self.heading


class BankFile(models.Model):
    """A file made for the bank: made once; downloading it again gives the same bytes.

    They hold names and whole account numbers and are sealed. They may be sealed again under a new key; `digest`, a
    keyed hash of them in clear, stays (a plain one would give a single account number away to whoever tries them all).
    """

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    run = models.ForeignKey(PayRun, models.PROTECT, related_name="bank_files", verbose_name=_("pay run"))
    profile = models.ForeignKey(
        BankFileProfile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bank's template")
    )
    name = models.CharField(_("name of the file"), max_length=80)
    content = SealedBytesField(_("content"))
    digest = models.CharField(_("checksum of the file"), max_length=64, editable=False)
    rows = models.PositiveIntegerField(_("rows"))
    total = MoneyField(_("total"))
    made_at = models.DateTimeField(_("made at"))
    made_by = signed_by(_("made by"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank file")
        verbose_name_plural = _("bank files")
        constraints = [
            unique("bank_file_name_once", ["community", "name"], _("There is a file of this name already.")),
            check("bank_file_not_empty", Q(rows__gt=0, total__gt=0), _("A file for the bank pays somebody.")),
        ]
        triggers = [
            never_deleted("bank_file", "a bank file is never deleted"),
            fixed_columns(
                "bank_file",
                [
                    "community_id",
                    "run_id",
                    "profile_id",
                    "name",
                    "digest",
                    "rows",
                    "total",
                    "made_at",
                    "made_by_id",
                ],
                "a bank file is made once: the same bytes for ever; only their seal may be renewed",
            ),
        ]

    def __str__(self):
        return self.name
