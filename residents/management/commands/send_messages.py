"""`manage.py send_messages`, every few minutes from cron: sends the text messages whose time has come.

Two of them at once never send the same message. Without a gateway, and for demo communities, nothing is sent.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from residents.channels.sms import gateway
from residents.enums import TryOutcome
from residents.operations.outbox import send_due


class Command(BaseCommand):
    help = "Sends the text messages whose time has come."

    def handle(self, *args, **options):
        adapter = gateway()
        if adapter is None:
            self.stdout.write(_("No gateway is configured: texts are pasted and slips printed by hand."))
            return
        outcomes = send_due(adapter=adapter, clock=timezone.now)
        for outcome in TryOutcome:
            if outcomes[outcome] and options["verbosity"]:
                self.stdout.write(f"{outcome.label}: {outcomes[outcome]}")
