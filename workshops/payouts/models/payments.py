"""Payments: each try is a row and a number of its own, with the account as it was then."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.encryption import EncryptedField
from microfactory.kernel.masking import mask_account
from microfactory.kernel.money import MoneyField
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only
from workshops.payouts import moves
from workshops.payouts.enums import LIVE_PAYMENT, Method, PaymentState
from workshops.payouts.models.bank_files import BankFile
from workshops.payouts.models.ledger import JournalEntry
from workshops.payouts.models.slips import Payslip


class PaymentQuerySet(ScopedQuerySet):
    def live(self):
        """Payments that may still bring the money, or have."""
        return self.filter(state__in=LIVE_PAYMENT)

    def on_their_way(self):
        """Live payments that somebody else may have: sent, or in a file for the bank."""
        return self.live().exclude(state=PaymentState.READY, bank_file=None)

    def tried(self):
        """All tries but those taken back unsent."""
        return self.exclude(state=PaymentState.VOIDED)

    def ready(self):
        """Payments that were made and not sent."""
        return self.filter(state=PaymentState.READY)

    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Payment(models.Model):
    """One try to pay a slip's net. The slip is paid only when it is done."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    slip = models.ForeignKey(
        Payslip, models.PROTECT, related_name="payments", db_index=False, verbose_name=_("pay slip")
    )
    number = models.CharField(_("number"), max_length=20, editable=False)
    attempt = models.PositiveSmallIntegerField(_("try"))
    method = models.CharField(_("way of payment"), max_length=4, choices=Method)
    amount = MoneyField(_("amount"))
    holder = models.CharField(_("account holder"), max_length=40, blank=True)
    bank = models.CharField(_("bank"), max_length=60, blank=True)
    branch = models.CharField(_("branch"), max_length=80, blank=True)
    account_number = EncryptedField(_("account number"))
    last4 = models.CharField(_("last four of the account number"), max_length=4, blank=True)
    bank_file = models.ForeignKey(
        BankFile, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("bank file")
    )
    collected_by = models.CharField(_("collected by"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=PaymentState, default=PaymentState.READY)
    approved_by = signed_by(_("pay run approved by"))
    made_at = models.DateTimeField(_("made at"))
    made_by = signed_by(_("made by"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = signed_by(_("sent by"), later=True)
    done_entry = models.ForeignKey(
        JournalEntry, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("posted as paid")
    )
    done_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    done_by = signed_by(_("noted as arrived by"), later=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)
    failed_by = signed_by(_("noted as failed by"), later=True)
    failed_reason = models.CharField(_("why it failed"), max_length=200, blank=True)
    back_entry = models.ForeignKey(
        JournalEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="returns",
        verbose_name=_("posted as returned"),
    )
    voided_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    voided_by = signed_by(_("taken back by"), later=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            unique("payment_number_once", ["community", "number"], _("There is a payment of this number already.")),
            unique("payment_attempt_once", ["slip", "attempt"], _("This try was made already.")),
            unique(
                "payment_one_live",
                ["slip"],
                _("This slip has a payment on its way already."),
                condition=Q(state__in=LIVE_PAYMENT),
            ),
            check(
                "payment_state_agrees",
                state_agrees(
                    "state",
                    {
                        "sent_on": [PaymentState.SENT, PaymentState.DONE, PaymentState.FAILED],
                        "sent_at": [PaymentState.SENT, PaymentState.DONE, PaymentState.FAILED],
                        "sent_by": [PaymentState.SENT, PaymentState.DONE, PaymentState.FAILED],
                        "failed_at": [PaymentState.FAILED],
                        "failed_by": [PaymentState.FAILED],
                        "voided_at": [PaymentState.VOIDED],
                        "voided_by": [PaymentState.VOIDED],
                    },
                    PaymentState.values,
                ),
                _("Each step of a payment needs its time and its person."),
            ),
            check(
                "payment_done_agrees",
                Q(
                    state__in=[PaymentState.READY, PaymentState.SENT, PaymentState.VOIDED],
                    done_entry__isnull=True,
                    done_at__isnull=True,
                    done_by__isnull=True,
                )
                | Q(state=PaymentState.DONE, done_entry__isnull=False, done_at__isnull=False, done_by__isnull=False)
                | Q(state=PaymentState.FAILED),
                _("A payment that arrived is posted."),
            ),
            check(
                "payment_return_is_posted",
                Q(state=PaymentState.FAILED, done_entry__isnull=True, back_entry__isnull=True)
                | Q(state=PaymentState.FAILED, done_entry__isnull=False, back_entry__isnull=False)
                | (~Q(state=PaymentState.FAILED) & Q(back_entry__isnull=True)),
                _("A payment that came back is posted back."),
            ),
            check(
                "payment_failure_has_reason",
                ~Q(state=PaymentState.FAILED) | ~Q(failed_reason=""),
                _("Please write why the payment failed."),
            ),
            check(
                "payment_account_agrees",
                (Q(method=Method.BANK) & ~Q(holder="") & ~Q(last4=""))
                | Q(method=Method.CASH, last4="", bank_file__isnull=True),
                _("A payment by bank needs the account; one in cash has none."),
            ),
            check("payment_positive", Q(amount__gt=0), _("A payment is more than nothing.")),
            check(
                "payment_sent_by_another",
                Q(sent_by__isnull=True) | ~Q(sent_by=F("approved_by")),
                _("Whoever approved a pay run can't pay it."),
            ),
        ]
        triggers = [
            never_deleted("payment", "a payment is never deleted"),
            moves_only("payment", moves.PAYMENT),
            fixed_columns(
                "payment",
                [
                    "community_id",
                    "slip_id",
                    "number",
                    "attempt",
                    "method",
                    "amount",
                    "holder",
                    "bank",
                    "branch",
                    "last4",
                    "approved_by_id",
                ],
                "a payment is never changed: a failed one is made again under a new number",
            ),
            fixed_columns(
                "payment_filed",
                ["bank_file_id"],
                "a payment stays in its bank file",
                when_sql="OLD.bank_file_id IS NOT NULL",
            ),
            fixed_columns(
                "payment_ended",
                ["sent_on", "sent_by_id", "done_entry_id", "failed_reason", "back_entry_id"],
                "a payment that ended is never changed",
                when_sql="OLD.state IN ('failed', 'voided')",
            ),
        ]

    def __str__(self):
        return self.number

    @classmethod
    def to_account(cls, slip: Payslip, account, **made) -> "Payment":
        """A try to pay a slip to an account as it is now, not stored yet. `made`: number, attempt, who and when."""
        return cls(
            community_id=slip.community_id,
            slip=slip,
            method=Method.BANK,
            amount=slip.net,
            holder=account.holder,
            bank=account.bank,
            branch=account.branch,
            account_number=account.number,
            last4=account.last4,
            **made,
        )

    @classmethod
    def in_cash(cls, slip: Payslip, **made) -> "Payment":
        """A slip counted out in cash, not stored yet."""
        return cls(community_id=slip.community_id, slip=slip, method=Method.CASH, amount=slip.net, **made)

    @property
    def masked_account(self) -> str:
        """The account with all but its last four hidden; nothing for cash."""
        return mask_account(self.last4)
