"""What a trusted person looked at, in words."""

from django.utils.translation import gettext_lazy as _

# Pages of a resident's phone, as the list of looks names them.
_PAGES = {
    "me:home": _("the first page"),
    "me:work": _("work in hand"),
    "me:history": _("the months"),
    "me:history_year": _("the months"),
    "me:month": _("a month"),
    "me:day": _("a day"),
    "me:entry": _("one piece of work"),
    "me:slips": _("the slips"),
    "me:slip": _("a slip"),
    "me:story": _("where the money comes from"),
    "me:mine": _("about me"),
    "me:part": _("a month"),
    "me:waiting": _("what is still to come"),
    "me:dispute_voice": _("what was recorded"),
    "me:disputes": _("what was said to be wrong"),
    "me:dispute": _("what was said to be wrong"),
}


def phone_page(view: str) -> str:
    """A page of the phone, by the name of its address; one that has no words of its own is another page."""
    return str(_PAGES.get(view, _("another page")))
