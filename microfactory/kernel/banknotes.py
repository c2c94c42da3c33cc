"""An amount in the notes and coins of the renminbi, largest first."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.money import round_fen

# Face in fen, and what is written on the piece.
PIECES = {
    10000: "100",
    5000: "50",
    2000: "20",
    1000: "10",
    500: "5",
    100: "1",
    50: _("5 jiao"),
    10: _("1 jiao"),
    5: _("5 fen"),
    2: _("2 fen"),
    1: _("1 fen"),
}
NOTES = tuple(fen for fen in PIECES if fen >= 100)


def pieces_of(amount: Decimal) -> list[tuple[int, int]]:
    """The fewest pieces that make up `amount` yuan, as (face in fen, how many); nothing for zero or less."""
    left = int(round_fen(max(amount, Decimal(0))) * 100)
    pieces = []
    for face in PIECES:
        count, left = divmod(left, face)
        if count:
            pieces.append((face, count))
    return pieces
