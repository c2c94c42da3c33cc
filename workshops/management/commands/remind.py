"""`manage.py remind`, once a day from cron: writes to whoever has work in hand that is due tomorrow or late."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops.operations.reminders import remind


class Command(BaseCommand):
    help = "Writes messages about work that is due tomorrow or late."

    def handle(self, *args, **options):
        remind(actor=None, now=timezone.now())
