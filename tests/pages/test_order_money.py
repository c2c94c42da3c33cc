"""An order's page tells those who see money what is left of it and where that goes."""

from decimal import Decimal as D

import pytest

from tests.payouts.office import Office

pytestmark = pytest.mark.django_db


def test_margin_fund_and_surplus(client_of, liuhe, workshop, staff, social_worker, approver, cashier, leader, now):
    office = Office(
        liuhe, workshop, staff=staff, social_worker=social_worker, approver=approver, cashier=cashier, now=now
    )
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    combs = office.operation("10", "8", work_order__agreement__fund_share=D(10))
    office.accepted(office.entry(office.resident(), combs, 50))
    office.stated(combs.work_order.client)
    office.approved()
    address = f"/liuhe/orders/{combs.work_order_id}/"
    text = client_of(approver).get(address).content.decode()
    for words in ("¥100.00", "转爱心基金", "¥10.00", "转社区结余", "¥90.00", f"/liuhe/margins/{combs.work_order_id}/"):
        assert words in text, words
    assert "转爱心基金" not in client_of(leader).get(address).content.decode()
