"""Every move of the job station on one screen."""

from django.utils.translation import gettext_lazy as _

from jobs.enums import PostingAct, PostingState
from microfactory.kernel.moves import Move, MoveTable

POSTING = MoveTable(
    _("posting"),
    PostingState,
    Move(PostingAct.PUBLISH, (PostingState.DRAFT,), PostingState.PUBLISHED),
    Move(PostingAct.CORRECT, (PostingState.PUBLISHED,), PostingState.PUBLISHED, reason=True),
    Move(PostingAct.FILL, (PostingState.PUBLISHED,), PostingState.FILLED),
    Move(PostingAct.CLOSE, (PostingState.PUBLISHED,), PostingState.CLOSED, reason=True),
    Move(PostingAct.EXPIRE, (PostingState.PUBLISHED,), PostingState.EXPIRED),
)
