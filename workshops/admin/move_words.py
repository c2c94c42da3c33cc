"""What the log of moves says of orders, work and deliveries."""

from django.utils.translation import pgettext_lazy

from residents.admin.move_words import tell
from workshops.models import Agreement, Delivery, ImportBatch, Issue, Material, Operation, PieceEntry, WorkOrder
from workshops.queries.history import WORDS

tell(
    Agreement,
    {
        "sign": pgettext_lazy("move", "signed"),
        "change": pgettext_lazy("move", "changed"),
    },
)
tell(
    WorkOrder,
    {
        "open": pgettext_lazy("move", "opened"),
        "change": pgettext_lazy("move", "order changed"),
        "close": pgettext_lazy("move", "order closed"),
    },
)
tell(
    Operation,
    {
        "add": pgettext_lazy("move", "step added"),
        "rate": pgettext_lazy("move", "new rate"),
    },
)
tell(
    Material,
    {
        "add": pgettext_lazy("move", "material added"),
        "change": pgettext_lazy("move", "material changed"),
    },
)
tell(
    ImportBatch,
    {
        "upload": pgettext_lazy("move", "spreadsheet uploaded"),
        "store": pgettext_lazy("move", "rows stored"),
        "discard": pgettext_lazy("move", "spreadsheet dropped"),
    },
)
tell(Issue, WORDS["workshops.issue"])
tell(PieceEntry, WORDS["workshops.pieceentry"])
tell(Delivery, WORDS["workshops.delivery"])
