"""A resident's word, and how she gave it: on her own phone, with her PIN at the counter, or before two witnesses."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check
from workshops.models.fields import signed_by
from workshops.payouts.enums import How

_NO_WITNESS = Q(
    witness_one="", witness_two="", witness_one_user__isnull=True, witness_two_user__isnull=True, why_not_herself=""
)
_TWO_WITNESSES = (
    ~Q(witness_one="")
    & ~Q(witness_two="")
    & ~Q(witness_one=F("witness_two"))
    & ~Q(why_not_herself="")
    & Q(witness_one_user__isnull=False)  # who typed her own password: never only a name, nor the writer herself
    & ~Q(witness_one_user=F("by"))
    & (Q(witness_two_user__isnull=True) | ~Q(witness_one_user=F("witness_two_user")))
)

# SQL over NEW and {resident} (a row of residents_resident as r): the word is not hers.
NOT_HERS = """(NEW.how = 'own' AND r.user_id IS DISTINCT FROM NEW.by_id)
    OR (NEW.how = 'pin' AND NOT EXISTS (
        SELECT 1 FROM residents_accesscard c
        WHERE c.id = NEW.card_id AND c.resident_id = r.id AND c.trusted_id IS NULL
            AND (c.pin_made_by_id <> NEW.by_id OR c.pin_used_at IS NOT NULL)))
    OR (NEW.how = 'witnesses' AND (r.user_id IN (NEW.witness_one_user_id, NEW.witness_two_user_id)
        OR r.name IN (NEW.witness_one, NEW.witness_two)))"""


class Vouched(models.Model):
    """Columns that say how a resident's word was given."""

    how = models.CharField(_("how she said it"), max_length=10, choices=How, blank=True)
    card = models.ForeignKey(
        "residents.AccessCard",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("her card"),
    )
    witness_one = models.CharField(_("first witness"), max_length=40, blank=True)
    witness_one_user = signed_by(_("first witness, of the staff"), later=True)
    witness_two = models.CharField(_("second witness"), max_length=40, blank=True)
    witness_two_user = signed_by(_("second witness, of the staff"), later=True)
    why_not_herself = models.CharField(_("why she can't do it herself"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def for_her(self) -> bool:
        """Whether somebody of the staff wrote it down for her: she may say that it wasn't her, however old it is."""
        return self.how in (How.PIN, How.WITNESSES)

    @property
    def vouched_for(self) -> str:
        """How she said it, with the names of the witnesses."""
        if self.how != How.WITNESSES:
            return self.get_how_display()
        return _("%(how)s: %(one)s and %(two)s; %(why)s") % {
            "how": self.get_how_display(),
            "one": self.witness_one,
            "two": self.witness_two,
            "why": self.why_not_herself,
        }


def vouched(name: str, *, required: Q = Q()):  # noqa: B008
    """The CHECK: her own phone needs nothing more, a PIN her card, witnesses two names and a reason.

    `required` narrows it to rows that carry a word of hers; other rows carry none of it.
    """
    hers = (
        Q(how=How.OWN, card__isnull=True) & _NO_WITNESS
        | Q(how=How.PIN, card__isnull=False) & _NO_WITNESS
        | Q(how=How.WITNESSES, card__isnull=True) & _TWO_WITNESSES
    )
    condition = hers if not required else required & hers | ~required & Q(how="", card__isnull=True) & _NO_WITNESS
    return check(
        name, condition, _("A resident's word is her own: on her phone, with her PIN, or before two witnesses.")
    )
