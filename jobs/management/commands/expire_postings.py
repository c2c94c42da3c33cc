"""`manage.py expire_postings`, once a day from cron: ends the postings whose last day to apply is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from jobs.operations.postings import expire_due


class Command(BaseCommand):
    help = "Ends the published postings whose last day to apply is over."

    def handle(self, *args, **options):
        count = expire_due(actor=None, now=timezone.now())
        if count and options["verbosity"]:
            done = ngettext("%(count)s posting has expired.", "%(count)s postings have expired.", count)
            self.stdout.write(done % {"count": count})
