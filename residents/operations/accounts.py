"""Where a resident's pay goes."""

import datetime as dt

from django.db import transaction

from microfactory.kernel.encryption import Secret, blind_index
from residents.models import BankAccount, Resident
from residents.operations.log import log_move
from residents.rules.account import clean_account, passes_luhn
from residents.rules.text import normal


def new_account(
    *, resident: Resident, holder: str, bank: str, branch: str, number: str, actor, now: dt.datetime
) -> BankAccount:
    """An account row, not stored yet; `number` is clean."""
    return BankAccount(
        community_id=resident.community_id,
        resident=resident,
        holder=holder,
        bank=bank,
        branch=branch,
        number=Secret.seal(number),
        number_hash=blind_index(number),
        last4=number[-4:],
        passes_luhn=passes_luhn(number),
        added_at=now,
        added_by=actor,
    )


@transaction.atomic
def change_account(
    *, resident: Resident, bank: str, number: str, actor, now: dt.datetime, holder: str = "", branch: str = ""
) -> BankAccount:
    """Pay goes to this account from now on; the one before is ended and stays.

    The same account once more is a quiet no-op. The log names the one that she had last, also where it was ended
    before. Raises RuleBroken with the code bad_account for what is no number; a check digit that doesn't fit is kept
    as `passes_luhn`, for passbooks have none.
    """
    Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    account = new_account(
        resident=resident,
        holder=normal(holder) or resident.name,
        bank=normal(bank),
        branch=normal(branch),
        number=clean_account(number),
        actor=actor,
        now=now,
    )
    before = BankAccount.objects.filter(resident=resident).order_by("pk").last()
    if before and before.ended_at is None:
        if _same(before, account):
            return before
        _end(before, actor, now)
    account.save(force_insert=True)
    was = before.last4 if before else ""
    log_move(resident, move="account", before=was, after=account.last4, actor=actor, now=now)
    return account


@transaction.atomic
def end_account(*, resident: Resident, actor, now: dt.datetime) -> None:
    """Pay goes to no account any more (cash from now on). A quiet no-op without one."""
    Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    before = BankAccount.objects.live().filter(resident=resident).first()
    if before:
        _end(before, actor, now)
        log_move(resident, move="account", before=before.last4, after="", actor=actor, now=now)


def _same(one: BankAccount, other: BankAccount) -> bool:
    fields = ("number_hash", "holder", "bank", "branch")
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _end(account: BankAccount, actor, now: dt.datetime) -> None:
    account.ended_at, account.ended_by = now, actor
    account.save(update_fields=["ended_at", "ended_by"])
