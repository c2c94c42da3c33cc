"""What the server writes down about itself: no way into somebody's pages, and no row of people's data."""

import logging
import re

# `/c/<token>/` is half of a resident's sign-in; Django names the address of whatever it refuses or fails at.
_CARD_LINK = re.compile(r"(/c/)[^/\s\"']+")
# PostgreSQL quotes the row that it refuses, or the statement with its values, until the next part of what it tells.
_QUOTED = re.compile(
    r"^(DETAIL|LINE \d+): .*?(?=^(?:HINT|CONTEXT|QUERY):|^The above exception|^During handling|\Z)", re.DOTALL | re.M
)


class DiscreetFormatter(logging.Formatter):
    """Leaves out of a line, and of the traceback below it, what opens a page or tells of a person."""

    def format(self, record: logging.LogRecord) -> str:
        text = _CARD_LINK.sub(r"\1…", super().format(record))
        return _QUOTED.sub(r"\1: (left out)\n", text)
