"""`manage.py expire_postings`, once a day from cron: ends the postings whose last day to apply is over.

It also forgets the staff's wrong passwords whose lock is over: no other command comes daily and is always in use.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from jobs.operations.postings import expire_due
from residents.operations.tries import forget_passwords_tried


class Command(BaseCommand):
    help = "Ends the published postings whose last day to apply is over, and forgets old wrong passwords of the staff."

    def handle(self, *args, **options):
        now = timezone.now()
        forget_passwords_tried(now=now)
        count = expire_due(actor=None, now=now)
        if count and options["verbosity"]:
            done = ngettext("%(count)s posting has expired.", "%(count)s postings have expired.", count)
            self.stdout.write(done % {"count": count})
