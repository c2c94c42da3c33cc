"""Words for kinds and states of production, and useful subsets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RejectPolicy(TextChoices):
    """Who bears a piece that the client rejects for the worker's fault."""

    GUARANTEED = "guaranteed", _("paid all the same; the community bears the loss")
    TRACED = "traced", _("goes back to whoever made it and is paid once it passes")


class OrderState(TextChoices):
    OPEN = "open", _("running")
    CLOSED = "closed", _("closed")


class MovementKind(TextChoices):
    """What happened to the client's material."""

    RECEIVED = "received", _("received from the client")
    ISSUED = "issued", _("handed out")
    RETURNED = "returned", _("brought back unused")
    LOST = "lost", _("lost")
    SENT_BACK = "sent_back", _("sent back to the client")


class IssueKind(TextChoices):
    TAKE = "take", _("taken along")
    DAY = "day", _("day's work in the workshop")
    REPAIR = "repair", _("repair")


class IssueState(TextChoices):
    OPEN = "open", _("still at hand")
    FINISHED = "finished", _("handed in")
    CANCELLED = "cancelled", _("cancelled")


class EntryState(TextChoices):
    PENDING = "pending", _("waits for inspection")
    ACCEPTED = "accepted", _("inspected")
    SENT_BACK = "sent_back", _("sent back")
    VOIDED = "voided", _("undone")


# Pieces of these entries are no longer in the resident's hands.
COUNTED = (EntryState.PENDING, EntryState.ACCEPTED)


class EntrySource(TextChoices):
    """Where an entry was written down."""

    COUNTER = "counter", _("counter")
    DAYSHEET = "daysheet", _("day sheet")
    IMPORT = "import", _("import")
    CORRECTION = "correction", _("correction")


class DeliveryState(TextChoices):
    DRAFT = "draft", _("being put together")
    SENT = "sent", _("with the client")
    ACCEPTED = "accepted", _("accepted by the client")
    CANCELLED = "cancelled", _("cancelled")


class ImportKind(TextChoices):
    """What a spreadsheet of the office holds."""

    ROSTER = "roster", _("roster")
    ORDERS = "orders", _("orders and rates")
    PIECES = "pieces", _("piece log")


class ImportState(TextChoices):
    DRAFT = "draft", _("not stored yet")
    STORED = "stored", _("stored")
    DISCARDED = "discarded", _("thrown away")
