"""The outbox: what people are to be told, by which way, and what became of it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from microfactory.kernel.appendonly import Refuse, append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import MessageChannel, MessageState, MessageTemplate, TryOutcome

ENDED = (MessageState.SENT, MessageState.HANDED_OVER, MessageState.FAILED, MessageState.CANCELLED)
A_SUM = r"[\u00a5\uffe5]|[0-9\uff10-\uff19] ?(\u5143|\u5757|\u89d2|\u6bdb)"  # a figure before yuan, kuai, jiao, mao


class MessageQuerySet(ScopedQuerySet):
    def locked(self):
        """The rows, locked in the order of their ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")

    def waiting(self):
        """Messages that nobody has told yet."""
        return self.filter(state=MessageState.QUEUED)

    def by_hand(self):
        """Those that somebody carries: pasted into a chat, or printed."""
        return self.filter(channel__in=(MessageChannel.PASTE, MessageChannel.PRINT))

    def to_send(self, now):
        """Text messages whose time has come, that aren't being sent, and never those of a demo."""
        free = Q(trying_until__isnull=True) | Q(trying_until__lte=now)
        rows = self.waiting().filter(free, channel=MessageChannel.SMS, due_at__lte=now)
        return rows.filter(community__active=True, community__demo=False)


class Message(models.Model):
    """One message to a resident, or to the group chat of a workshop. It names no amount and no hardship."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="messages", verbose_name=_("community")
    )
    resident = models.ForeignKey(
        "residents.Resident",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("resident"),
    )
    workshop = models.ForeignKey(
        "residents.Workshop", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("workshop")
    )
    template = models.CharField(_("about"), max_length=20, choices=MessageTemplate)
    channel = models.CharField(_("way"), max_length=10, choices=MessageChannel)
    body = models.CharField(_("text"), max_length=300)
    key = models.CharField(_("what it is about, once"), max_length=80)
    state = models.CharField(_("state"), max_length=12, choices=MessageState, default=MessageState.QUEUED)
    due_at = models.DateTimeField(_("not before"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    trying_until = models.DateTimeField(_("being sent until"), null=True, blank=True)
    queued_at = models.DateTimeField(pgettext_lazy("message", "written at"))
    queued_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    reason = models.CharField(_("why"), max_length=200, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            unique("message_key_once", ["community", "key"], _("People were told this already.")),
            check(
                "message_to_somebody",
                Q(resident__isnull=False) | Q(workshop__isnull=False, channel=MessageChannel.PASTE),
                _("A message is for a resident, or for the group chat of a workshop."),
            ),
            check(
                "message_state_agrees",
                state_agrees("state", {"ended_at": ENDED}, MessageState.values),
                _("A message that has ended needs its time."),
            ),
            check(
                "message_state_fits_its_way",
                ~Q(state=MessageState.SENT, channel__in=(MessageChannel.PASTE, MessageChannel.PRINT))
                & ~Q(state=MessageState.HANDED_OVER, channel=MessageChannel.SMS),
                _("A text message is sent, a slip or a text for a chat is handed over."),
            ),
            check("message_has_words", ~Q(body=""), _("A message without words tells nobody anything.")),
            check("message_without_sums", ~Q(body__regex=A_SUM), _("No amount of money goes into a message.")),
        ]
        indexes = [
            models.Index(fields=["community", "state", "id"], name="message_by_state"),
            models.Index(
                fields=["due_at"],
                name="message_to_send",
                condition=Q(state=MessageState.QUEUED, channel=MessageChannel.SMS),
            ),
        ]
        triggers = [
            never_deleted("message", "a message is never deleted"),
            fixed_columns(
                "message",
                ["community_id", "resident_id", "workshop_id", "template", "body", "key", "queued_at"],
                "what a message says, and to whom, is never changed",
            ),
            Refuse(
                name="message_of_a_demo",
                operation=pgtrigger.Insert | pgtrigger.Update,
                sentence="a demo sends nothing",
                when_sql="NEW.state = 'sent' AND (SELECT demo FROM residents_community WHERE id = NEW.community_id)",
            ),
        ]

    def __str__(self):
        return f"{self.get_template_display()} · {self.resident or self.workshop or self.community}"


class MessageTry(models.Model):
    """One try to send a text message, and what the gateway answered."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    message = models.ForeignKey(Message, models.PROTECT, related_name="log", verbose_name=_("message"))
    number = models.PositiveSmallIntegerField(_("try"))
    at = models.DateTimeField(_("when"))
    phone = models.CharField(_("telephone, masked"), max_length=20, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=TryOutcome)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("try to send a message")
        verbose_name_plural = _("tries to send messages")
        constraints = [
            unique("messagetry_number_once", ["message", "number"], _("This try is in the log already.")),
        ]
        triggers = append_only("messagetry", "the log of messages is never changed")

    def __str__(self):
        return f"{self.message_id} · {self.number}"
