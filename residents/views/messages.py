"""The outbox: what waits to be told, and the acts of whoever tells it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.scoping import get_visible
from residents.enums import MessageChannel, MessageState
from residents.forms.base import AgreeForm
from residents.forms.messages import DropForm
from residents.models import Message
from residents.operations.messages import sends_by_itself
from residents.operations.outbox import drop, hand_over, mark_printed, to_paper, try_again
from residents.perms import can_manage_settings, can_send_messages
from residents.queries.messages import TABS, messages, outbox, slips_to_print
from residents.views.acts import ask, done
from residents.web import staff_page


def outbox_url(request: HttpRequest) -> str:
    """The list of what waits."""
    return reverse("residents:messages", args=[request.community.code])


def _found(request: HttpRequest, pk: int) -> Message:
    rows = Message.objects.select_related("resident", "workshop", "queued_by", "ended_by")
    return get_visible(rows, request.access, pk=pk)


def _ask(request: HttpRequest, form, act, row: Message, *, title: str, button: str) -> HttpResponse:
    """Asks before something is done with a message, whose words are shown."""
    shown = {"title": title, "sentence": row.body, "button": button, "cancel_url": outbox_url(request)}
    return ask(request, form, act, **shown)


@allow("GET")
@staff_page(can_send_messages)
def message_list(request: HttpRequest, community: str) -> HttpResponse:
    """What waits, what could not be sent, and what people were told, a page at a time."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "waiting"
    page = page_of(messages(request.access, tab=tab), order=("-queued_at", "-pk"), **asked_keys(request.GET))
    context = {
        "tab": tab,
        "page": page,
        "outbox": outbox(request.access, timezone.now()),
        "sends": sends_by_itself(request.community),
        "may_choose": can_manage_settings(request.access),
    }
    return render(request, "residents/messages.html", context)


@allow("GET")
@staff_page(can_send_messages)
def message(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One message: its text to copy, each try, and what can be done with it."""
    row = _found(request, pk)
    waits, by_hand = row.state == MessageState.QUEUED, row.channel != MessageChannel.SMS
    context = {
        "message": row,
        "log": row.log.order_by("number"),
        "form": AgreeForm(),
        "may_hand_over": waits and by_hand,
        "may_try_again": row.state == MessageState.FAILED,
        "may_go_on_paper": row.state in (MessageState.QUEUED, MessageState.FAILED)
        and row.resident_id is not None
        and row.channel != MessageChannel.PRINT,
        "may_drop": row.state in (MessageState.QUEUED, MessageState.FAILED),
    }
    return render(request, "residents/message.html", context)


@allow("GET", "POST")
@staff_page(can_send_messages)
def message_handed(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A text was pasted, or a slip given."""
    row = _found(request, pk)

    def act() -> str:
        hand_over(message=row, actor=request.user, now=timezone.now())
        return done(request, _("Noted: handed over."), outbox_url(request))

    form = AgreeForm(request.POST or None)
    return _ask(request, form, act, row, title=_("Handed over?"), button=_("Yes, it is handed over"))


@allow("GET", "POST")
@staff_page(can_send_messages)
def message_again(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A text message that failed goes out once more."""
    row = _found(request, pk)

    def act() -> str:
        try_again(message=row, actor=request.user, now=timezone.now())
        return done(request, _("It goes out again with the next round."), outbox_url(request))

    form = AgreeForm(request.POST or None)
    return _ask(request, form, act, row, title=_("Send it again"), button=_("Send it again"))


@allow("GET", "POST")
@staff_page(can_send_messages)
def message_paper(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A slip of paper instead."""
    row = _found(request, pk)

    def act() -> str:
        to_paper(message=row, actor=request.user, now=timezone.now())
        return done(request, _("It waits among the slips to print."), outbox_url(request))

    form = AgreeForm(request.POST or None)
    return _ask(request, form, act, row, title=_("A slip of paper instead"), button=_("Make a slip of it"))


@allow("GET", "POST")
@staff_page(can_send_messages)
def message_drop(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Nobody is told after all."""
    row = _found(request, pk)
    form = DropForm(request.POST or None)

    def act() -> str:
        drop(message=row, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("The message is dropped."), outbox_url(request))

    return _ask(request, form, act, row, title=_("Drop this message"), button=_("Drop it"))


@allow("GET")
@staff_page(can_send_messages)
def slips_paper(request: HttpRequest, community: str) -> HttpResponse:
    """All waiting slips on paper, to be cut apart, in the order of the pigeon-holes."""
    page = {"slips": slips_to_print(request.access), "back_url": outbox_url(request)}
    return render(request, "residents/message_slips.html", page)


@allow("GET", "POST")
@staff_page(can_send_messages)
def slips_printed(request: HttpRequest, community: str, upto: int) -> HttpResponse:
    """All slips up to that one were printed and are handed out."""

    def act() -> str:
        count = mark_printed(community=request.community, upto=upto, actor=request.user, now=timezone.now())
        words = ngettext("%(count)s slip is noted as given out.", "%(count)s slips are noted as given out.", count)
        return done(request, words % {"count": count}, outbox_url(request))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Are the slips printed?"),
        sentence=_("All that waited when you printed are noted as given out; slips that came since stay."),
        button=_("Yes, they are given out"),
        cancel_url=outbox_url(request),
    )
