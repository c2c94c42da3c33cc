"""Files for the bank: made once out of slips that are due, withdrawn before they are sent, never made over."""

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import SealedBytes, blind_digest
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets import Column as SheetColumn
from microfactory.kernel.spreadsheets import Sheet, write_workbook
from residents.models import BankAccount
from residents.operations.references import next_numbers
from workshops.payouts.enums import FileField, FileFormat, PaymentState
from workshops.payouts.models import BankFile, BankFileProfile, Payment, PayRun, Payslip
from workshops.payouts.operations.bank_templates import locked_template
from workshops.payouts.operations.unsent import take_back_unsent
from workshops.payouts.queries.accounts import new_accounts
from workshops.payouts.queries.bank_files import first_tries, made_for_file, to_old_accounts, without_payment
from workshops.payouts.queries.bank_templates import changed_by_since_approval
from workshops.payouts.rules.amounts import check_reason
from workshops.payouts.rules.bank_files import Column, Row, cells, generic_columns, text_file, total_row
from workshops.payouts.rules.paying import check_approved, check_month, check_payer

_KINDS = {FileField.AMOUNT: "money", FileField.POSITION: "count"}


@transaction.atomic
def make_bank_file(
    *,
    run: PayRun,
    actor,
    now: dt.datetime,
    profile: BankFileProfile | None = None,
    checked: Collection[int] = (),
) -> BankFile:
    """Makes a file of all bank payments of an approved run that are due and in no file yet, by the bank's template.

    Each gets its number (FK) and keeps the account as it is now. Failed payments come in when they are made again;
    where the account changed since, that try is taken back and another one made, to the account of today.
    `checked`: accounts (ids) that were entered after the approval, and that the cashier asked their owners about.
    Raises RuleBroken: wrong_state, same_person (whoever approved the run), nobody, no_account (naming whom to ask),
    own_account (she entered one of them herself), unchecked_account (one that she didn't check), own_template (she
    changed the bank's template after the approval), encoding, other_month (by which it couldn't be sent
    today).
    """
    count = without_payment(run).count()
    day = timezone.localdate(now)
    numbers = next_numbers(community=run.community, prefix="FK", day=day, count=count)
    run = PayRun.objects.locked().select_related("community").get(pk=run.pk)
    check_approved(run.state)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    profile = _unchanged(run, profile, actor) if profile else None
    take_back_unsent(payments=to_old_accounts(run).locked(), actor=actor, now=now)
    slips = list(without_payment(run).locked())
    if len(slips) != count:
        raise RuleBroken(_("Somebody changed this run meanwhile. Please try again."), code="changed")
    payments = list(made_for_file(run).locked())
    payments += _new_payments(run, slips, numbers, actor, now)
    _check_accounts(run, actor, checked)
    most = profile.most_rows if profile and profile.most_rows else len(payments)
    if not payments:
        raise RuleBroken(_("Nobody is left in this run whose pay goes through the bank."), code="nobody")
    chosen = sorted(payments, key=lambda payment: payment.number)[:most]
    check_month(sent_on=day, pay_date=run.pay_date, first_try=first_tries(chosen))
    bank_file = _write(run, profile, chosen, actor, now)
    Payment.objects.filter(pk__in=[payment.pk for payment in chosen]).update(bank_file=bank_file)
    return bank_file


@transaction.atomic
def withdraw_file(*, bank_file: BankFile, reason: str, actor, now: dt.datetime) -> BankFile:
    """Takes a file back that the bank didn't get: its payments are void, a new file may be made.

    Raises RuleBroken: reason_missing, same_person, already_sent.
    """
    reason = check_reason(reason)
    run = PayRun.objects.locked().get(pk=bank_file.run_id)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    payments = list(Payment.objects.filter(bank_file=bank_file).locked())
    if any(payment.state not in (PaymentState.READY, PaymentState.VOIDED) for payment in payments):
        raise RuleBroken(_("This file went to the bank already."), code="already_sent")
    ready = [payment for payment in payments if payment.state == PaymentState.READY]
    take_back_unsent(payments=ready, actor=actor, now=now, reason=reason)
    return bank_file


def _check_accounts(run: PayRun, actor, checked: Collection[int]) -> None:
    """Accounts younger than the approval: entered by somebody else than the payer, and asked about one by one.

    Looked up after the payments were made, so that none slips in between.
    """
    found = new_accounts(run)
    if own := [account.resident_name for account in found if account.added_by_id == actor.pk]:
        raise RuleBroken(
            _("You entered the account of %(names)s yourself after the approval. Another cashier makes the file.")
            % {"names": _(", ").join(own)},
            code="own_account",
        )
    if unchecked := [account.resident_name for account in found if account.account_id not in checked]:
        raise RuleBroken(
            _("After the approval, the account of %(names)s was entered or changed. Ask her, then tick that you did.")
            % {"names": _(", ").join(unchecked)},
            code="unchecked_account",
            field="checked",
        )


def _unchanged(run: PayRun, profile: BankFileProfile, actor) -> BankFileProfile:
    """The template, locked: whoever changed it after the approval makes no file by it."""
    profile = locked_template(profile)
    if changed_by_since_approval(profile, user=actor, run=run):
        raise RuleBroken(
            _(
                "You changed the template “%(name)s” yourself after this run was approved. Another cashier makes the"
                " file, or you choose the general one or another template."
            )
            % {"name": profile.name},
            code="own_template",
            field="profile",
        )
    return profile


def _new_payments(run: PayRun, slips: Sequence[Payslip], numbers: Sequence[str], actor, now) -> list[Payment]:
    accounts = {
        account.resident_id: account
        for account in BankAccount.objects.live().filter(resident__in=[slip.resident_id for slip in slips])
    }
    people = Payslip.objects.filter(pk__in=[slip.pk for slip in slips if slip.resident_id not in accounts])
    if without := list(people.order_by("number").values_list("resident__name", flat=True)):
        raise RuleBroken(
            _("No account yet: %(names)s. Enter it, pay in cash, or hold the slip back.")
            % {"names": _(", ").join(without[:5]) + ("…" if len(without) > 5 else "")},
            code="no_account",
        )
    tries = dict(Payment.objects.filter(slip__in=slips).values_list("slip").annotate(Count("pk")).order_by("slip"))
    made = {"approved_by_id": run.approved_by_id, "made_at": now, "made_by": actor}
    return Payment.objects.bulk_create(
        Payment.to_account(slip, accounts[slip.resident_id], number=number, attempt=tries.get(slip.pk, 0) + 1, **made)
        for slip, number in zip(slips, numbers, strict=True)
    )


def _write(run: PayRun, profile: BankFileProfile | None, payments: Sequence[Payment], actor, now) -> BankFile:
    phones = dict(
        Payslip.objects.filter(pk__in=[payment.slip_id for payment in payments]).values_list("pk", "resident__phone")
    )
    rows = [
        Row(
            number=payment.number,
            holder=payment.holder,
            account=payment.account_number.reveal(),
            bank=payment.bank,
            branch=payment.branch,
            phone=phones[payment.slip_id],
            amount=payment.amount,
        )
        for payment in payments
    ]
    content, ending = _render(rows, profile)
    part = run.bank_files.count() + 1
    return BankFile.objects.create(
        community=run.community,
        run=run,
        profile=profile,
        name=f"{run.number}-{part}.{ending}",
        content=SealedBytes.seal(content),
        digest=blind_digest(content),
        rows=len(rows),
        total=sum((row.amount for row in rows), Decimal(0)),
        made_at=now,
        made_by=actor,
    )


def _render(rows: Sequence[Row], profile: BankFileProfile | None) -> tuple[bytes, str]:
    """The bytes of the file and the ending of its name."""
    columns = generic_columns()
    if profile is not None:
        own = profile.columns.order_by("position").values_list("heading", "field", "text")
        columns = [Column(*column) for column in own] or columns
    table = cells(rows, columns, purpose=(profile.purpose if profile else "") or _("processing fee"))
    last = total_row(rows, columns, _("total")) if profile and profile.total_row else []
    header = [column.heading for column in columns] if profile is None or profile.header else []
    if profile is not None and profile.file_format == FileFormat.CSV:
        whole = [line for line in (header, *table, last) if line]
        return text_file(whole, encoding=profile.encoding, separator=profile.separator), FileFormat.CSV
    sheet = Sheet(
        name=_("payments"),
        columns=[SheetColumn(column.heading, _KINDS.get(column.field, "text"), 20) for column in columns],
        rows=table,
        totals=last,
    )
    return write_workbook([sheet]), FileFormat.XLSX
