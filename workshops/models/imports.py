"""Spreadsheets of the office on their way in, and what its header words mean."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.encryption import SealedBytes, SealedBytesField, blind_digest
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.periods import Month
from microfactory.kernel.scoping import ScopedQuerySet
from workshops import moves
from workshops.enums import ImportKind, ImportState
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only


class ImportBatchQuerySet(ScopedQuerySet):
    def newest_first(self):
        """The latest upload first."""
        return self.order_by("-uploaded_at", "-pk")

    def without_content(self):
        """For lists: the files stay in the database."""
        return self.defer("content", "result")

    def locked(self):
        """Locked until the transaction ends, in the order of their ids."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class ImportBatch(models.Model):
    """One uploaded file. Its rows are read anew for every preview; `result` keeps what came of storing them:
    counts, and per spreadsheet row number the reason code and sentence of what was refused or warned about."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    workshop = models.ForeignKey("residents.Workshop", models.PROTECT, related_name="+", verbose_name=_("workshop"))
    kind = models.CharField(_("holds"), max_length=10, choices=ImportKind)
    filename = models.CharField(_("file"), max_length=120)
    content = SealedBytesField(_("content of the file"))
    digest = models.CharField(_("checksum of the file"), max_length=64, editable=False)
    month_first = models.DateField(_("month"), null=True, blank=True)
    settled_outside = models.BooleanField(_("paid before this system"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.DRAFT)
    result = models.JSONField(_("what came of it"), default=dict, blank=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = signed_by(_("uploaded by"))
    stored_at = models.DateTimeField(_("stored at"), null=True, blank=True)
    stored_by = signed_by(_("stored by"), later=True)
    discarded_at = models.DateTimeField(_("thrown away at"), null=True, blank=True)
    discarded_by = signed_by(_("thrown away by"), later=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a spreadsheet")
        verbose_name_plural = _("imports of spreadsheets")
        constraints = [
            check(
                "import_log_has_month",
                Q(kind=ImportKind.PIECES, month_first__isnull=False, month_first__day=1)
                | ~Q(kind=ImportKind.PIECES) & Q(month_first__isnull=True, settled_outside=False),
                _("A piece log belongs to a month; other files to none."),
            ),
            check(
                "import_state_agrees",
                state_agrees(
                    "state",
                    {
                        "stored_at": [ImportState.STORED],
                        "stored_by": [ImportState.STORED],
                        "discarded_at": [ImportState.DISCARDED],
                        "discarded_by": [ImportState.DISCARDED],
                    },
                    ImportState.values,
                ),
                _("The state of an import agrees with who did what and when."),
            ),
        ]
        indexes = [models.Index(fields=["community", "-uploaded_at", "-id"], name="import_newest")]
        triggers = [
            fixed_columns(
                "import",
                ["community_id", "workshop_id", "kind", "digest", "month_first", "uploaded_at", "uploaded_by_id"],
                "an import stays with its file",
                when_sql="OLD.state = 'stored'",
            ),
            moves_only("import", moves.IMPORT),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.filename}"

    @property
    def month(self) -> Month | None:
        """The month of a piece log."""
        return Month.of(self.month_first) if self.month_first else None

    def seal(self, content: bytes) -> None:
        """Keeps the file encrypted: it holds identity and account numbers. A new key seals it anew; the digest, a
        keyed hash of what was uploaded, stays."""
        self.content, self.digest = SealedBytes.seal(content), blind_digest(content)

    def file_bytes(self) -> bytes:
        """The file as it was uploaded; nothing once it was thrown away."""
        return self.content.reveal()


class HeaderMapping(models.Model):
    """What a header word means in the spreadsheets of a community, as somebody there has said. An empty `field`: the
    column is left aside."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    kind = models.CharField(_("in"), max_length=10, choices=ImportKind)
    word = models.CharField(_("header word"), max_length=60)
    field = models.CharField(_("means"), max_length=20, blank=True)
    set_at = models.DateTimeField(_("said at"))
    set_by = signed_by(_("said by"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("meaning of a header word")
        verbose_name_plural = _("meanings of header words")
        constraints = [
            unique("mapping_word_once", ["community", "kind", "word"], _("This word has a meaning already.")),
        ]

    def __str__(self):
        return f"{self.word} → {self.field or '—'}"
