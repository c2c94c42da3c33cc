"""check_books finds what somebody changed behind the acts' back, and names it."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused
from workshops.payouts.models import PayRun
from workshops.payouts.queries.books import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entries = [office.entry(office.resident(account=True), combs, 10) for _ in range(2)]
    office.accepted(*entries, material=1)
    run = office.approved()
    office.sent(run)
    office.received(office.stated(combs.work_order.client), "100")
    office.entry(office.resident(), combs, 1)
    assert books_are_clean(office.community)
    return office


def check(*args):
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("check_books", *args, stdout=out, stderr=err)
    except SystemExit as error:
        code = error.code
    return code, out.getvalue(), err.getvalue()


def test_clean_books(books):
    code, out, err = check("--community", "liuhe")
    assert (code, err) == (0, "")
    assert "柳河社区：0 处不符" in out
    assert "8.00 元，1 条记录" in out


def test_an_unknown_community(db):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("check_books", "--community", "nowhere")


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        (
            "UPDATE payouts_journalline SET amount = amount + 1",
            "凭证",
        ),
        ("UPDATE payouts_payslip SET tax = 1, net = net - 1", "代扣"),
        ("UPDATE payouts_payline SET amount = amount - 1", "明细是"),
        ("UPDATE payouts_payline SET live = FALSE", "有效"),
        ("UPDATE payouts_receiptmatch SET pieces = pieces - 1", "件"),
        ("UPDATE payouts_clientreceipt SET amount = amount + 5", "到账未核对"),
        ("UPDATE payouts_statement SET fees = fees + 1", "对账单"),
        ("UPDATE payouts_statementline SET pieces = pieces + 1", "对账"),
        ("UPDATE payouts_payment SET amount = amount + 1", "付款"),
        ("UPDATE payouts_bankfile SET content = 'x'", "代发文件"),
        ("UPDATE payouts_donation SET amount = amount + 1", "fund"),
        ("DELETE FROM workshops_entryclaim", "没有标记"),
        ("DELETE FROM workshops_openentry", "还没发钱，但发放批次看不到它"),
        ("UPDATE workshops_openentry SET amount = amount + 1", "但它不该这样发"),
        ("UPDATE workshops_openentry SET entry_id = (SELECT MIN(entry_id) FROM workshops_entryclaim)", "不该这样发"),
        ("UPDATE workshops_issue SET state = 'open'", "领料单"),
        ("UPDATE workshops_operationtally SET good = good + 1", "存着的件数"),
        ("DELETE FROM workshops_operationtally WHERE good > 0", "存着的件数"),
        ("UPDATE workshops_pieceentry SET worker_fault = worker_fault + 1", "存着的件数"),
        ("UPDATE workshops_monthtally SET amount = amount + 0.0001", "存着的加工费"),
        ("UPDATE payouts_runtally SET net = net + 1", "各张加工费单"),
        ("UPDATE payouts_payslip SET state = 'held', held_reason = '?'", "各张加工费单"),
        ("UPDATE payouts_journaltally SET amount = amount + 1", "各行对不上"),
        ("DELETE FROM payouts_journaltally", "各行对不上"),
        ("UPDATE payouts_journaltally SET last_account_id = first_account_id + 1", "各行对不上"),
        ("UPDATE workshops_deliveryallocation SET pieces = pieces - 1, accepted = accepted - 1", "送货单"),
        (
            "DELETE FROM payouts_journalline l USING payouts_account a WHERE a.id = account_id AND a.kind = 'fronted'",
            "垫",
        ),
    ],
)
def test_what_was_changed_is_named(books, sql, named):
    table = re.search(r"(?:UPDATE|DELETE FROM) (\w+)", sql).group(1)
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER; {sql}")
    found = differences(books.community)
    assert any(named in sentence for sentence in found), found


def test_a_cap_below_what_is_laid_out_is_a_remark(books):
    fronted = books.at("fronted")
    assert "上限" not in check("--community", "liuhe")[1]
    books.pays("on_pay_day", cap="10")
    code, out, err = check("--community", "liuhe")
    assert (code, err) == (0, "")
    assert f"垫付 ¥{fronted:.2f}，上限 ¥10.00" in out


def test_a_run_that_fronted_more_than_the_cap_of_its_approval_is_named(books):
    run = PayRun.objects.get()
    assert run.front_cap == 5000
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE payouts_payrun DISABLE TRIGGER USER;"
            "UPDATE payouts_payrun SET front_cap = 10"
        )
    assert [sentence for sentence in differences(books.community) if run.number in sentence] == [
        f"{run.number}：这批发放后爱心基金垫付 160.00，审批时上限是 10.00。"
    ]


def test_the_cap_of_an_approval_stays(books):
    run = PayRun.objects.get()
    refused("an approved pay run is never changed", lambda: PayRun.objects.filter(pk=run.pk).update(front_cap=9))
