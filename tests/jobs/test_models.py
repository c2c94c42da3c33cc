"""What the database refuses, by name; numbers that can't be dialled, codes that can't be right."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from jobs.models import Employer, Posting
from jobs.models.validators import validate_credit_code, validate_phone
from tests.factories.jobs import EmployerFactory, PostingFactory
from tests.factories.residents import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("posting_state_agrees", {"state": "published"}),
        ("posting_state_agrees", {"published": True, "state": "draft"}),
        ("posting_state_agrees", {"filled": True, "ended_by": None}),
        ("posting_state_agrees", {"filled": True, "state": "expired"}),
        ("posting_shown_has_phone", {"published": True, "phone": ""}),
        ("posting_shown_has_pay", {"published": True, "pay_low": None, "pay_high": None, "pay_unit": ""}),
        ("posting_phone_dialable", {"phone": "问老王"}),
        ("posting_pay_in_order", {"pay_low": 0, "pay_high": None}),
        ("posting_pay_in_order", {"pay_low": 3000, "pay_high": 2000}),
        ("posting_pay_in_order", {"pay_low": None, "pay_high": 2000, "pay_unit": ""}),
        ("posting_pay_has_unit", {"pay_unit": ""}),
        ("posting_pay_has_unit", {"pay_unit": "year"}),
        ("posting_pay_has_unit", {"pay_low": None, "pay_high": None}),
        ("posting_openings_positive", {"openings": 0}),
    ],
)
def test_a_posting_that_contradicts_itself_is_refused(name, row, now):
    with pytest.raises(IntegrityError, match=name):
        PostingFactory(**row)


def test_an_employer_stands_in_the_list_once(liuhe, guiyuan):
    EmployerFactory(community=liuhe, name="柳河超市")
    EmployerFactory(community=guiyuan, name="柳河超市")
    with pytest.raises(IntegrityError, match="employer_name_once"):
        EmployerFactory(community=liuhe, name="柳河超市")


@pytest.mark.parametrize("column", ["title", "kind", "pay_text", "pay_low", "pay_high", "pay_unit", "requirements"])
def test_terms_that_people_have_seen_are_never_changed(column, now):
    posting = PostingFactory(published=True, pay_text="包午饭")
    changed = {"pay_low": 1000, "pay_high": 5000, "pay_unit": "day"}.get(column, "gig")
    with pytest.raises(IntegrityError, match="terms of a posting"), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(**{column: changed})
    posting.refresh_from_db()
    assert posting.state == "published"


@pytest.mark.parametrize("state", ["filled", "closed", "expired"])
def test_a_posting_that_has_ended_is_never_changed(state, now):
    posting = PostingFactory(**{state: True})
    with pytest.raises(IntegrityError, match="has ended"), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(phone="13800000002")


def test_a_posting_that_people_have_seen_is_never_deleted(now):
    draft, seen = PostingFactory(), PostingFactory(published=True)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_posting WHERE id = %s", [seen.pk])
    draft.delete()
    assert list(Posting.objects.order_by("pk")) == [seen]


@pytest.mark.parametrize(
    "phone", ["13800000001", "138 0000 0001", "0519-88886666", "0519-88886666-802", "400-800-1234", "12333"]
)
def test_a_number_that_can_be_dialled_passes(phone):
    assert validate_phone(phone) is None


@pytest.mark.parametrize("phone", ["1380000000", "88886666", "１３８００００００01", "138oooo0001", "问老王", "1"])
def test_a_number_that_cannot_be_dialled_is_refused(phone):
    with pytest.raises(ValidationError, match="拨不通"):
        validate_phone(phone)


@pytest.mark.parametrize("code", ["91110000600037341L", "9111 0000 6000 3734 1l"])
def test_a_credit_code_passes(code):
    assert validate_credit_code(code) is None


def test_a_rural_collective_has_a_code_that_begins_with_a_letter():
    from stdnum.cn import uscc

    body = "N2320400MF1234567"
    assert validate_credit_code(body + uscc.calc_check_digit(body)) is None


@pytest.mark.parametrize("code", ["91110000600037341M", "12345", "9111000060003734IL", "91110000600037341L1"])
def test_a_wrong_credit_code_is_refused(code):
    with pytest.raises(ValidationError, match="信用代码"):
        validate_credit_code(code)


def test_a_credit_code_is_kept_in_one_spelling(liuhe):
    employer = Employer(community=liuhe, name="柳河超市", credit_code="9111 0000 6000 3734 1l")
    employer.full_clean()
    assert employer.credit_code == "91110000600037341L"


def test_a_link_dials_digits_only(now):
    assert PostingFactory.build(phone="0519-8888 6666", drafted_by=UserFactory.build()).dial == "051988886666"
