"""Amounts of law and custom in the admin: in words with their unit, and only values that make sense."""

from decimal import Decimal as D

import pytest
from django.core.management import call_command
from django.urls import reverse

from microfactory.kernel.amounts import AmountKind, KnownAmount, known_amounts
from microfactory.kernel.errors import RuleBroken
from residents.models import PolicyParameter
from tests.factories.residents import PolicyParameterFactory, UserFactory
from workshops.payouts.queries.law import amounts

pytestmark = pytest.mark.django_db
LIST, NEW = (reverse(f"admin:residents_policyparameter_{page}") for page in ("changelist", "add"))


@pytest.fixture
def superuser(client_of):
    return client_of(UserFactory(superuser=True))


def entered(client, **row) -> dict:
    """What the form answers to a new amount: its errors, by field."""
    response = client.post(NEW, {"starts_on": "2027-01-01", "source": "文件", "verified_by": "", **row})
    return {} if response.status_code == 302 else dict(response.context["adminform"].form.errors)


def test_whatever_is_written_down_at_set_up_has_its_words():
    assert {row["key"] for row in amounts()} == set(known_amounts())


def test_the_list_speaks_words_and_no_codes(superuser):
    call_command("seed_parameters", verbosity=0)
    page = superuser.get(LIST).content.decode()
    rows = page.partition('id="result_list"')[2].partition("</table>")[0]
    assert "个税：每月先减去" in rows and "¥800.00" in rows and "80%" in rows and "7 天" in rows
    assert "tax.labour" not in rows.replace("?", "")
    assert "个税第 1 档：税率</a>" in page  # beside the list, to choose from


def test_an_amount_is_found_by_its_words(superuser):
    call_command("seed_parameters", verbosity=0)
    found = superuser.get(LIST, {"q": "答复"}).context["cl"].result_list
    assert {row.key for row in found} == {"dispute.answer_days", "dispute.rest_days"}


def test_one_amount_says_what_it_does(superuser):
    row = PolicyParameterFactory(key="dispute.answer_days", value=7)
    page = superuser.get(reverse("admin:residents_policyparameter_change", args=[row.pk])).content.decode()
    assert "异议：几天内答复 7 天" in page
    assert "工作人员要在这么多天内答复" in page
    assert 'value="7"' in page
    assert "dispute.answer_days" not in page.replace('value="dispute.answer_days"', "")


def test_a_key_that_nobody_counts_with_is_not_taken(superuser):
    assert "key" in entered(superuser, key="pay.fee", value="1")


@pytest.mark.parametrize(
    ("key", "wrong", "right", "unit"),
    [
        ("pay.correction_floor", "80", "0.8", "比例"),
        ("dispute.answer_days", "7.5", "7", "天"),
        ("dispute.answer_days", "0", "10", "天"),
        ("vat.natural_threshold", "1000.005", "1000.5", "元"),
    ],
)
def test_a_value_is_of_its_kind(superuser, key, wrong, right, unit):
    assert "value" in entered(superuser, key=key, value=wrong)
    assert not entered(superuser, key=key, value=right)
    assert PolicyParameter.objects.get(key=key).unit == unit


def test_staff_of_a_community_are_offered_no_tax(client_of, staff, liuhe):
    office = client_of(staff)
    offered = dict(office.get(NEW).context["adminform"].form.fields["key"].choices)
    assert "dispute.answer_days" in offered
    assert not any(key.startswith("tax.") for key in offered)
    assert not entered(office, key="dispute.answer_days", value="10", community=liuhe.pk)


def test_negative_yuan_are_odd():
    with pytest.raises(RuleBroken) as error:
        KnownAmount("x", AmountKind.YUAN, "y").check(D("-1"))
    assert error.value.code == "odd_amount"
