"""Recomputes the books from the rows and names every difference; says what is earned and in no run yet.

What isn't wrong by the rows but can't be (a cash box below nothing), or is lawful and should be known (more fronted
than the cap), is a remark and no difference.
"""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.money import exact
from residents.models import Community
from workshops.payouts.queries.books import below_nothing, differences, earned_not_in_a_run, remarks


class Command(BaseCommand):
    help = "Recompute all books from the rows. Exits 1 and names each difference; changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--community", help="only this community (its code); all of them without it")

    def handle(self, *args, **options):
        communities = Community.objects.order_by("code")
        if code := options["community"]:
            communities = communities.filter(code=code)
            if not communities:
                raise CommandError(_("There is no community with the code %(code)s.") % {"code": code})
        wrong = 0
        for community in communities:
            with transaction.atomic():
                found = differences(community)
                entries, amount = earned_not_in_a_run(community)
                beside = [*remarks(community), *below_nothing(community)]
            wrong += len(found)
            for sentence in found:
                self.stderr.write(f"{community.code}: {sentence}")
            self.stdout.write(
                _("%(name)s: %(count)s differences. Earned, not yet in a run: %(amount)s yuan in %(entries)s entries.")
                % {"name": community.name, "count": len(found), "amount": exact(amount), "entries": entries}
            )
            for sentence in beside:
                self.stdout.write(f"{community.code}: {sentence}")
        if wrong:
            sys.exit(1)
