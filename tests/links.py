"""Links of cards that nobody holds."""

from itertools import count

from django.urls import reverse

from residents.enums import PinKind
from residents.operations.door import pin_kind_asked


def unknown_link(kind: str = PinKind.DIGITS) -> str:
    """The address of no card, whose page asks for this kind of PIN: which kind hangs on the secret of the checkout."""
    token = next(token for token in map("nobody-{}".format, count()) if pin_kind_asked(token) == kind)
    return reverse("residents:card_link", args=[token])
