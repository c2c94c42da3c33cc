"""Texts that a spreadsheet program would take for a formula: in files for others they are made harmless."""

import re

_SIGNS = tuple("=+-@\t\r＝＋－＠")
_FIGURE = re.compile(r"[-+]?[\d.,]*")


def would_run(text: str) -> bool:
    """Whether a spreadsheet program could take the text for a formula. A figure is none, nor is a lone dash."""
    return text.startswith(_SIGNS) and not _FIGURE.fullmatch(text)


def harmless(text: str) -> str:
    """The text for a file of plain text (CSV): with an apostrophe before what could run as a formula."""
    return f"'{text}" if would_run(text) else text
