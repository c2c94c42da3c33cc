"""A bank's template writes no account of its own, and puts nothing else where the bank looks for one."""

import pytest

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.rules.bank_files import Column
from workshops.payouts.rules.bank_templates import check_template, odd_headings

GOOD = [Column("序号", "position"), Column("户名", "holder"), Column("账号", "account"), Column("金额", "amount")]


@pytest.mark.parametrize(
    ("more", "purpose", "code"),
    [
        ([Column("摘要", "fixed", "6217 0000 1000 1234")], "", "digits"),
        ([Column("摘要", "fixed", "６２１７００００")], "", "digits"),
        ([Column("6217000010001234567", "fixed", "王")], "", "digits"),
        ([Column("用途", "purpose")], "6217-0000-1000", "digits"),
        ([Column("收款账号", "account")], "", "heading_twice"),
        ([Column("银行卡号", "phone")], "", "heading_twice"),
        ([Column("客户姓名", "fixed", "王某")], "", "heading_twice"),
        ([Column("Card No.", "fixed", "1")], "", "heading_twice"),
    ],
)
def test_what_could_lead_money_elsewhere_is_refused(more, purpose, code):
    with pytest.raises(RuleBroken) as error:
        check_template([*GOOD, *more], purpose=purpose)
    assert error.value.code == code


@pytest.mark.parametrize("field", ["phone", "number", "fixed", "purpose"])
@pytest.mark.parametrize("heading", ["卡 号", "户名"])
def test_what_reads_like_the_account_holds_it(heading, field):
    columns = [Column(heading, field), Column("备注", "account"), Column("金额", "amount")]
    with pytest.raises(RuleBroken) as error:
        check_template(columns, purpose="")
    assert error.value.code == "heading_wrong"


@pytest.mark.parametrize(
    "columns",
    [
        GOOD,
        [Column("收款人账号", "account"), Column("收款人名称", "holder"), Column("金额", "amount")],
        [*GOOD, Column("账号类型", "fixed", "1"), Column("开户行", "bank"), Column("币种", "fixed", "156")],
        [*GOOD, Column("摘要", "fixed", "2026年11月")],
    ],
)
def test_what_banks_ask_for_is_taken(columns):
    check_template(columns, purpose="11月加工费")
    assert odd_headings(columns) == []


def test_another_name_for_the_column_is_worth_a_second_look():
    columns = [Column("备注", "account"), Column("对方", "holder"), Column("金额", "amount")]
    check_template(columns, purpose="")
    assert odd_headings(columns) == ["备注", "对方"]
