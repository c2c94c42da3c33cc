"""QR codes of our own addresses, for cards and papers."""

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def public_address(path: str) -> str:
    """The whole address of a path, as a phone finds it."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def qr_of(address: str) -> SafeString:
    """An address of ours as a picture to scan: inline SVG without a size of its own."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=2))  # made by segno out of our own address
