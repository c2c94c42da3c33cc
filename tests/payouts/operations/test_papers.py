"""Files for banks and sheets for people: the right columns, the right encoding, the same bytes again."""

import csv
import io
from decimal import Decimal as D

import pytest
from django.db import connection

from microfactory.kernel.encryption import blind_digest
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets import read_table
from tests.factories.payouts import BankFileProfileFactory
from workshops.payouts.models import BankFile, BankFileColumn
from workshops.payouts.operations import bank_files
from workshops.payouts.queries.document_sheets import run_sheet, statement_sheet


@pytest.fixture
def run(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for name, good in (("赵 青梅", 10), ("阿依古丽·买买提", 5), ("孙小荷", 1)):
        office.entry(office.resident(name=name, account=good != 1), combs, good)
    return office.approved()


def made(office, run, **profile):
    template = BankFileProfileFactory(community=office.community, **profile)
    return bank_files.make_bank_file(run=run, profile=template, actor=office.cashier, now=office.now)


def test_the_generic_file(office, run):
    file = bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    rows = [row.cells for row in read_table(file.content.reveal(), file.name).rows]
    assert rows[0] == ["序号", "户名", "账号", "银行", "金额", "用途"]
    assert {(row[1], row[4]) for row in rows[1:]} == {("赵青梅", D(80)), ("阿依古丽·买买提", D(40))}
    assert all(isinstance(row[2], str) and len(row[2]) == 19 for row in rows[1:])
    assert (file.rows, file.total) == (2, D("120.00"))


def test_a_text_file_in_the_banks_encoding(office, run):
    file = made(office, run, file_format="csv", encoding="gbk", separator="|", header=False, total_row=True)
    text = file.content.reveal().decode("gbk")
    assert text.splitlines()[-1] == "合计|||120.00"
    assert text.splitlines()[0].startswith("1|")
    assert "赵青梅" in text
    assert file.name.endswith(".csv")


def test_no_cell_of_a_text_file_runs(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    names = ("=HYPERLINK(1)", "@赵青梅", "+赵青梅", "-赵青梅")
    for name in names:
        office.entry(office.resident(name=name, account=True), combs, 10)
    run = office.approved()
    template = BankFileProfileFactory(
        community=office.community, file_format="csv", encoding="utf-8-sig", total_row=True
    )
    BankFileColumn.objects.create(
        community=office.community, profile=template, position=9, heading="@用途", field="fixed", text="\t=1+1"
    )
    file = bank_files.make_bank_file(run=run, profile=template, actor=office.cashier, now=office.now)
    rows = list(csv.DictReader(io.StringIO(file.content.reveal().decode("utf-8-sig"))))
    assert sorted(row["户名"] for row in rows[:-1]) == sorted(f"'{name}" for name in names)
    assert all(len(row["账号"]) == 19 and row["账号"].isdecimal() for row in rows[:-1])
    assert [row["金额"] for row in rows] == ["80.00"] * 4 + ["320.00"]
    assert {row["'@用途"] for row in rows[:-1]} == {"'\t=1+1"}


def test_the_same_bytes_for_ever(office, run):
    file = made(office, run, file_format="csv", encoding="utf-8-sig")
    again = BankFile.objects.get(pk=file.pk)
    assert again.content.reveal() == file.content.reveal()
    assert blind_digest(again.content.reveal()) == again.digest == file.digest
    with pytest.raises(RuleBroken) as error:
        bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    assert error.value.code == "nobody"


def test_names_and_accounts_do_not_lie_in_clear(office, run):
    file = made(office, run, file_format="csv", encoding="utf-8-sig")
    clear = file.content.reveal()
    payment = file.payments.order_by("pk").first()
    secrets = payment.holder.encode(), payment.account_number.reveal().encode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM payouts_bankfile")
        stored = bytes(cursor.fetchone()[0])
    assert [secret in clear for secret in secrets] == [True, True]
    assert [secret in stored for secret in secrets] == [False, False]


def test_a_bank_that_takes_few_rows(office, run):
    first = made(office, run, most_rows=1)
    second = made(office, run, most_rows=1)
    assert (first.rows, second.rows) == (1, 1)
    assert first.payments.get() != second.payments.get()


def test_a_fixed_text_and_a_name_that_gbk_lacks(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(name="赵𠮷", account=True), combs, 1)
    run = office.approved()
    with pytest.raises(RuleBroken) as error:
        made(office, run, file_format="csv", encoding="gbk")
    assert error.value.code == "encoding"
    template = BankFileProfileFactory(community=office.community, file_format="csv", encoding="utf-8-sig")
    BankFileColumn.objects.create(
        community=office.community, profile=template, position=9, heading="用途", field="fixed", text="劳务费"
    )
    file = bank_files.make_bank_file(run=run, profile=template, actor=office.cashier, now=office.now)
    assert file.content.reveal().decode("utf-8-sig").splitlines()[1].endswith(",劳务费")


def test_whoever_has_no_account_is_named(office, run):
    slip = run.slips.get(resident__name="孙小荷")
    type(slip).objects.filter(pk=slip.pk).update(method="bank")
    with pytest.raises(RuleBroken, match="孙小荷") as error:
        bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    assert error.value.code == "no_account"


def test_the_payout_sheet(office, run):
    table = read_table(run_sheet(run), "sheet.xlsx")
    rows = [row.cells for row in table.rows]
    assert run.number in rows[0][0]
    assert rows[1][1:3] == ["居民", "身份证号"]
    assert all(row[2].startswith("*") for row in rows[2:5])
    assert rows[-1][5:8] == [D(128), None, D(128)] or rows[-1][5:8] == [D(128), D(0), D(128)]
    full = [row.cells for row in read_table(run_sheet(run, full=True), "sheet.xlsx").rows]
    assert all(len(row[2]) == 18 and "*" not in row[2] for row in full[2:5])


def test_the_statement_as_a_sheet(office, combs):
    office.accepted(office.entry(office.resident(), combs, 10), material=1)
    statement = office.stated(combs.work_order.client)
    rows = [row.cells for row in read_table(statement_sheet(statement), "sheet.xlsx").rows]
    assert [row[5] for row in rows[2:4]] == [D(9), D(1)]
    assert rows[-1][7] == D(80)
