"""Look helpers: {% load ui %} for icons, the progress rail, bars, banknotes and the attributes of <html>.

Nothing here writes a style attribute (the content-security policy refuses it): widths are SVG geometry.
"""

from decimal import Decimal
from functools import cache
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from microfactory.kernel.banknotes import NOTES, PIECES, pieces_of
from microfactory.kernel.paging import Page

register = template.Library()

TEXT_SIZES = ("large", "largest")  # 25 and 30 px; anything else is the ordinary 20 px
CONTRASTS = ("high",)
LAYOUTS = ("plain",)  # black on white, one column, no drawings
LOOKS = {"text": TEXT_SIZES, "contrast": CONTRASTS, "layout": LAYOUTS}


@register.simple_tag
@cache
def icon(name: str, size: int = 20) -> SafeString:
    """A lucide icon as inline SVG in the colour of the text; silent, since it only stands beside words."""
    return lucide(name, size=size, **{"class": "icon", "aria_hidden": "true", "focusable": "false"})


@register.simple_tag
@cache
def icon_once(name: str, size: int = 20, again: int = 0) -> SafeString:
    """The same where a page shows one picture many times: drawn once, later (`again`) only referred to."""
    if not again:
        return lucide(name, size=size, id=f"icon-{name}", **{"class": "icon", "aria_hidden": "true"})
    drawn = '<svg viewBox="0 0 {0} {0}" class="icon" aria-hidden="true"><use href="#icon-{1}"/></svg>'
    return format_html(drawn, size, name)


@register.simple_tag
def html_lang() -> str:
    """The active language as <html lang> wants it (`zh-Hans`, `en`): without it glyphs come out Japanese."""
    return to_locale(get_language()).replace("_", "-")


@register.simple_tag(takes_context=True)
def phone_choices(context) -> dict[str, str]:
    """The chosen looks, from the cookies `mf_text`, `mf_contrast`, `mf_layout`; empty is ordinary."""
    request = context.get("request")
    cookies = request.COOKIES if request else {}
    chosen = {name: cookies.get(f"mf_{name}", "") for name in LOOKS}
    return {name: value if value in LOOKS[name] else "" for name, value in chosen.items()}


@register.simple_tag(takes_context=True)
def phone_look(context) -> SafeString:
    """The reader's own look as data attributes of <html>."""
    chosen = phone_choices(context)
    return format_html_join("", ' data-{}="{}"', [(name, value) for name, value in chosen.items() if value])


@register.simple_tag(takes_context=True)
def brings_app(context) -> bool:
    """Whether this page brings the service worker's script: only where the resident's own pages say so."""
    return getattr(context.get("request"), "keeps_seen", False)


@register.filter
def percent_of(part: int | Decimal, whole: int | Decimal) -> int:
    """`part` of `whole` in whole percent between 0 and 100; 0 of nothing."""
    if not whole:
        return 0
    return max(0, min(100, int(part * 100 // whole)))


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page: Page, way: str = "time") -> dict:
    """The ways to the pages before and after this one, with the same search; nothing where there are none.

    `way` says how the rows stand: by "time" (the newest first), "number" or "name".
    """
    kept = context["request"].GET.copy()
    kept.pop("after", None)
    kept.pop("before", None)

    def address(turn: str, key: str) -> str:
        return f"?{'&'.join(filter(None, (kept.urlencode(), urlencode({turn: key}))))}" if key else ""

    return {"newer_url": address("before", page.newer), "older_url": address("after", page.older), "way": way}


@register.inclusion_tag("components/rail.html")
def rail(done: int | Decimal, total: int | Decimal, label: str = "") -> dict:
    """A thin bar: how much of `total` is done. Give `label` only when no words beside it say the same."""
    return {"percent": percent_of(done, total), "label": label}


@register.inclusion_tag("components/bars.html")
def bars(rows, upright: bool = False) -> dict:
    """A bar chart that is a list: `rows` are (label, value, text); the text says the value with its unit.

    The words are HTML (they grow with the reader's letters, print, and are read aloud); only the bar is SVG.
    """
    rows = list(rows)
    tallest = max((value for _label, value, _words in rows), default=0)
    shares = [percent_of(value, tallest) for _label, value, _words in rows]
    return {
        "upright": upright,
        "rows": [
            {"label": label, "text": text, "percent": share, "rest": 100 - share}
            for (label, _value, text), share in zip(rows, shares, strict=True)
        ],
    }


@register.inclusion_tag("components/banknotes.html")
def banknotes(amount: Decimal) -> dict:
    """An amount as the fewest notes and coins, largest first, for readers to whom figures say little."""
    pieces = []
    for fen, count in pieces_of(amount):
        spoken = _("%(count)s × %(face)s yuan") if fen in NOTES else _("%(count)s × %(face)s")
        words = {"count": count, "face": PIECES[fen]}
        pieces.append({"face": PIECES[fen], "note": fen in NOTES, "each": "x" * count, "spoken": spoken % words})
    return {"pieces": pieces}
