"""What pages say of who looks at them, and of roles that were given lately."""

from uuid import uuid4

from django import template

from residents.enums import Viewer
from residents.perms import can_manage_people
from residents.queries.changes import change_words
from residents.queries.door import is_locked_out
from residents.queries.looks import phone_page
from residents.queries.people import place_says_more
from residents.queries.roles import fresh_roles

register = template.Library()


@register.filter
def change_name(move: str) -> str:
    """An act on a resident's ways in, in words."""
    return change_words(move)


@register.filter
def says_more_than(name: str, other: str) -> bool:
    """Whether the name of a place says something that the other doesn't say already."""
    return place_says_more(name, than=other)


@register.filter
def page_name(view: str) -> str:
    """A page of the phone in words."""
    return phone_page(view)


@register.simple_tag(takes_context=True)
def whose_page(context):
    """The resident whose page was asked for, on any page that may be somebody's; else None."""
    return getattr(context.get("request"), "resident", None)


@register.inclusion_tag("components/viewer_bar.html", takes_context=True)
def viewer_bar(context) -> dict:
    """The bar on top of a resident's page for whoever isn't she: whose page it is, and how to end it."""
    request = context.get("request")
    viewer = getattr(request, "viewer", Viewer.SELF)
    shown = {"helper": viewer == Viewer.HELPER, "trusted": viewer == Viewer.TRUSTED}
    if any(shown.values()):
        shown |= {"resident": request.resident, "help": request.help_session, "csrf_token": context.get("csrf_token")}
    return shown


@register.inclusion_tag("residents/sections/locked.html", takes_context=True)
def locked_door(context, resident, counter: str) -> dict:
    """At the `counter` (its address): that a sign-in is locked, and the press that unlocks it and comes back."""
    if not is_locked_out(resident):
        return {"locked": False}
    page = {"locked": True, "resident": resident, "may_unlock": can_manage_people(context["access"])}
    page |= {"once": uuid4(), "back": f"{counter}?resident={resident.pk}"}
    return page | {"community": context["community"], "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/fresh_roles.html", takes_context=True)
def fresh_role_notes(context) -> dict:
    """Roles over money or rights that wait, or that begin without a second person: seen by everybody."""
    access = context.get("access")
    return {"grants": fresh_roles(access.community, context["today"]) if access else [], "access": access}
