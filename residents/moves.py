"""All moves of people."""

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.moves import Move, MoveTable
from residents.enums import ResidentState as S

RESIDENT = MoveTable(
    _("resident"),
    S,
    Move("leave", (S.ACTIVE,), S.LEFT, reason=True),
    Move("come_back", (S.LEFT,), S.ACTIVE),
)
