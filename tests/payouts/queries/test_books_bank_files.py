"""check_books names a bank file's row that pays something else, a row too many, a workbook that doesn't fit."""

import pytest

from microfactory.kernel.encryption import SealedBytes, blind_digest
from tests.factories.payouts import BankFileProfileFactory
from tests.payouts.books import books_are_clean
from tests.payouts.queries.planting import named, plant
from workshops.payouts.models import BankFile
from workshops.payouts.operations import bank_files, payments

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(office):
    return lambda role: {"actor": office.people[role], "now": office.now}


@pytest.fixture
def filed(office, combs):
    """A run of two people whose file went to the bank."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for good in (5, 4):
        office.entry(office.resident(account=True), combs, good)
    return office.approved()


def forged(file: BankFile, old: str, new: str) -> None:
    """Changes bytes of a file, and its checksum with them."""
    clear = file.content.reveal()
    content = clear.replace(old.encode("gbk"), new.encode("gbk"))
    assert content != clear
    sealed = SealedBytes.seal(content).token.hex()
    plant(f"UPDATE payouts_bankfile SET content = '\\x{sealed}', digest = '{blind_digest(content)}'")


@pytest.mark.parametrize("what", ["holder", "account", "amount"])
def test_a_row_that_pays_something_else(office, filed, what):
    profile = BankFileProfileFactory(community=office.community, file_format="csv", separator="|")
    file = office.sent(filed, profile=profile)
    assert books_are_clean(office.community)
    payment = file.payments.order_by("number").last()
    old, new = {
        "holder": (f"|{payment.holder}|", "|别人|"),
        "account": (payment.account_number.reveal(), "6200009999999999"),
        "amount": (f"|{payment.amount}", f"|{payment.amount + 1}"),
    }[what]
    forged(file, old, new)
    assert named(office, "第 2 行的户名、账号或金额不是付款")


def test_a_row_too_many(office, filed):
    file = office.sent(filed, profile=BankFileProfileFactory(community=office.community, file_format="csv"))
    forged(file, "\r\n1,", "\r\n0,别人,6200009999999999,1.00\r\n1,")
    assert named(office, "实际 3 行，付款 2 笔")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("UPDATE payouts_bankfile SET rows = rows + 1", "写着 3 行，实际 2 行，付款 2 笔"),
        (
            "UPDATE payouts_payment SET bank_file_id = NULL WHERE id = (SELECT MIN(id) FROM payouts_payment)",
            "付款 1 笔",
        ),
        (
            "UPDATE payouts_payment SET holder = '别人' WHERE id = (SELECT MIN(id) FROM payouts_payment)",
            "户名、账号或金额",
        ),
        ("UPDATE payouts_payment SET last4 = '0000'", "户名、账号或金额"),
        ("UPDATE payouts_payment SET attempt = attempt + 1", "写着第 2 次，按记录是第 1 次"),
    ],
    ids=["rows", "a payment gone", "holder", "last four", "try"],
)
def test_a_workbook_that_does_not_fit_its_payments(office, filed, fault, words):
    office.sent(filed)
    assert books_are_clean(office.community)
    plant(fault)
    assert named(office, words)


def test_a_file_of_second_tries_is_right(office, filed, by):
    file = office.sent(filed)
    payment = file.payments.order_by("number").first()
    payments.mark_failed(payment=payment, reason="户名不符", **by("cashier"))
    payments.pay_again(payment=payment, **by("cashier"))
    second = bank_files.make_bank_file(run=filed, **by("cashier"))
    bank_files.withdraw_file(bank_file=second, reason="换模板", **by("cashier"))
    assert books_are_clean(office.community)
    plant(f"UPDATE payouts_payment SET bank_file_id = {file.pk} WHERE method = 'bank' AND attempt = 2")
    assert named(office, "付款 3 笔")


def test_a_payment_in_another_runs_file(office, combs, filed, by):
    office.sent(filed)
    office.entry(office.resident(account=True), combs, 3)
    other = office.approved()
    office.sent(other)
    plant(
        f"""UPDATE payouts_payment p SET bank_file_id = (SELECT id FROM payouts_bankfile WHERE run_id = {filed.pk})
            FROM payouts_payslip s WHERE s.id = p.slip_id AND s.run_id = {other.pk}"""
    )
    assert named(office, "却是别的批次的")
