"""Writing a message by hand, which kinds are written at all, and how a resident wants to be told."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.http import allow
from residents.enums import MessageTemplate
from residents.forms.messages import EACH, KindsForm, MessageForm, WishForm
from residents.operations.messages import mute, set_wish, tell_workshop
from residents.perms import can_manage_settings, can_send_messages
from residents.queries.messages import messages_of
from residents.views.acts import done, fill_in
from residents.views.messages import outbox_url
from residents.views.people import found, person_url
from residents.web import staff_page


@allow("GET", "POST")
@staff_page(can_send_messages)
def message_new(request: HttpRequest, community: str) -> HttpResponse:
    """A message in one's own words to a workshop: to its group chat, or to each of its people."""
    form = MessageForm(request.access, request.POST or None)

    def act() -> str:
        data = form.cleaned_data
        count = tell_workshop(
            workshop=data["workshop"],
            text=data["text"],
            each=data["to"] == EACH,
            key=f"hand-{data['once']}",
            actor=request.user,
            now=timezone.now(),
        )
        words = ngettext("%(count)s message is in the outbox.", "%(count)s messages are in the outbox.", count)
        return done(request, words % {"count": count}, outbox_url(request))

    return fill_in(
        request,
        form,
        act,
        title=_("A message to a workshop"),
        lead=_("It goes into the outbox: there it is pasted, printed or sent."),
        button=_("Into the outbox"),
        cancel_url=outbox_url(request),
    )


@allow("GET", "POST")
@staff_page(can_manage_settings)
def message_kinds(request: HttpRequest, community: str) -> HttpResponse:
    """Which messages are written by themselves in this community."""
    ticked = [kind for kind in MessageTemplate.values if kind not in request.community.muted]
    form = KindsForm(request.POST or None, initial={"kinds": ticked})

    def act() -> str:
        mute(community=request.community, templates=form.muted(), actor=request.user, now=timezone.now())
        return done(request, _("From now on only the ticked messages are written."), outbox_url(request))

    return fill_in(
        request,
        form,
        act,
        title=_("Which messages are written"),
        lead=_("Each is written once, when it happens. None of them names an amount."),
        button=_("Save"),
        cancel_url=outbox_url(request),
    )


@allow("GET", "POST")
@staff_page(can_send_messages)
def person_messages(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """How one resident wants to be told, and what she was told."""
    resident = found(request, pk)
    form = WishForm(request.POST or None, initial={"wish": resident.message_wish})

    def act() -> str:
        set_wish(resident=resident, wish=form.cleaned_data["wish"], actor=request.user, now=timezone.now())
        return done(request, _("That is how she is told from now on."), person_url(resident))

    page = {"resident": resident, "told": messages_of(resident)[:50]}
    return fill_in(request, form, act, template="residents/person_messages.html", **page)
