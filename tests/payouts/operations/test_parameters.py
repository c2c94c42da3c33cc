"""The amounts of law stand in a table with their days and sources, and the money counts by them."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse

from residents.models import PolicyParameter
from tests.factories.residents import PolicyParameterFactory, UserFactory
from workshops.payouts.queries.law import amounts
from workshops.payouts.queries.tax import law, tax_scales
from workshops.payouts.rules.tax import LAW

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


def test_they_are_written_down_once_and_say_what_the_code_says(liuhe):
    for _ in range(2):
        call_command("seed_parameters", verbosity=0)
    rows = PolicyParameter.objects.filter(community=None).order_by("key")
    assert {row.key: row.value for row in rows} == {amount["key"]: amount["value"] for amount in amounts()}
    assert all(row.source and row.unit and row.starts_on for row in rows)
    assert rows.get(key="tax.labour.allowance").source.startswith("劳务报酬预扣个税：国家税务总局公告2018年第61号")
    assert rows.get(key="vat.natural_threshold").ends_on == dt.date(2027, 12, 31)
    assert tax_scales(liuhe)(DAY) == LAW


def test_what_somebody_entered_stays(liuhe):
    PolicyParameterFactory(key="tax.labour.allowance", value=1200, starts_on=dt.date(2027, 1, 1))
    call_command("seed_parameters", verbosity=0)
    assert PolicyParameter.objects.get(key="tax.labour.allowance").value == 1200
    scale = tax_scales(liuhe)
    assert (scale(DAY), scale(dt.date(2027, 1, 1)).allowance) == (LAW, 1200)


def test_a_run_withholds_by_the_day_it_is_paid_on(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    person = office.resident()
    office.entry(person, combs, 125)
    PolicyParameterFactory(key="tax.labour.allowance", value=900, starts_on=dt.date(2026, 11, 1))
    PolicyParameterFactory(key="tax.labour.rate_1", value=D("0.1"), starts_on=dt.date(2026, 11, 1))
    run = office.approved()
    assert (run.slips.get().gross, run.slips.get().tax) == (D("1000.00"), D("10.00"))
    call_command("check_books", verbosity=0)


def test_the_admin_says_what_holds_today(client_of, liuhe):
    call_command("seed_parameters", verbosity=0)
    PolicyParameterFactory(key="pay.correction_floor", value=D("0.5"), starts_on=dt.date(2099, 1, 1), community=liuhe)
    page = reverse("admin:residents_policyparameter_changelist")
    superuser = client_of(UserFactory(superuser=True))
    counts = [
        superuser.get(page + when).context["cl"].result_count
        for when in ("", "?when=today", "?when=over", "?when=coming")
    ]
    assert counts == [len(law()) + 5, len(law()) + 4, 0, 1]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("parameter_tax_for_all", {"key": "tax.labour.allowance", "value": 900, "own": True}),
        ("parameter_share", {"key": "tax.labour.share_taxed", "value": 80}),
        ("parameter_share", {"key": "tax.labour.rate_1", "value": 20}),
        ("parameter_share", {"key": "pay.correction_floor", "value": 80, "own": True}),
        ("parameter_not_negative", {"key": "tax.labour.allowance", "value": -1}),
    ],
)
def test_figures_that_make_no_sense_are_refused(liuhe, name, row):
    community = liuhe if row.pop("own", False) else None
    with pytest.raises(IntegrityError, match=name):
        PolicyParameterFactory(community=community, **row)


def entered(page, **row):
    """What the admin's form answers: its errors, by field."""
    row = {"value": "900", "unit": "元", "source": "文件", "verified_by": "", **row}
    response = page.post(row.pop("to", reverse("admin:residents_policyparameter_add")), row)
    return {} if response.status_code == 302 else dict(response.context["adminform"].form.errors)


def test_what_pay_was_withheld_by_stays(office, combs, client_of):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 125)
    office.approved()
    page, key = client_of(UserFactory(superuser=True)), "tax.labour.allowance"
    assert "2026-11-30" in str(entered(page, key=key, starts_on="2026-11-30")["starts_on"])
    assert not entered(page, key="vat.natural_threshold", starts_on="2026-11-30")
    assert not entered(page, key=key, starts_on="2026-12-01")
    old = PolicyParameterFactory(key="tax.labour.rate_1", value=D("0.2"), starts_on=dt.date(2019, 1, 1))
    row = {"to": reverse("admin:residents_policyparameter_change", args=[old.pk]), "key": old.key}
    assert "批准过" in str(entered(page, value="0.1", starts_on="2019-01-01", **row))
    assert "批准过" in str(entered(page, value="0.2", starts_on="2019-01-01", ends_on="2026-11-29", **row))
    assert not entered(page, value="0.2", starts_on="2019-01-01", ends_on="2026-11-30", **row)
