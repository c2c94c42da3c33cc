"""What the log of moves says of postings."""

from jobs.enums import PostingAct
from jobs.models import Posting
from residents.admin.move_words import tell

tell(Posting, dict(PostingAct.choices))
