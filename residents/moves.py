"""All moves of people."""

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.moves import Move, MoveTable
from residents.enums import MessageState as M
from residents.enums import ResidentState as S

RESIDENT = MoveTable(
    _("resident"),
    S,
    Move("leave", (S.ACTIVE,), S.LEFT, reason=True),
    Move("come_back", (S.LEFT,), S.ACTIVE),
)

MESSAGE = MoveTable(
    _("message"),
    M,
    Move("send", (M.QUEUED,), M.SENT),
    Move("fail", (M.QUEUED,), M.FAILED),
    Move("hand_over", (M.QUEUED,), M.HANDED_OVER),
    Move("try_again", (M.FAILED,), M.QUEUED),
    Move("to_paper", (M.QUEUED, M.FAILED), M.QUEUED),
    Move("drop", (M.QUEUED, M.FAILED), M.CANCELLED),
)
