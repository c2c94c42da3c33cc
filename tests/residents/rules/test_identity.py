"""Identity numbers, certificates, telephones, accounts: the vectors of the field, and what spreadsheets do to them."""

import datetime as dt

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.rules.account import clean_account, passes_luhn
from residents.rules.certificate import parse_certificate
from residents.rules.contact import clean_phone
from residents.rules.identity import age_on, check_working_age, is_young, parse_identity

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("130199196803150023", "1968-03-15", "female"),
        ("13019919680315004X", "1968-03-15", "female"),
        ("130199197511020010", "1975-11-02", "male"),
        ("130199195601010044", "1956-01-01", "female"),
        ("320499198202280018", "1982-02-28", "male"),
        ("320499201212250036", "2012-12-25", "male"),
        ("320499201001050026", "2010-01-05", "female"),
        (" １３０１９９１９６８０３１５００４ｘ ", "1968-03-15", "female"),
        ("130199 19680315 0023", "1968-03-15", "female"),
    ],
)
def test_a_right_number_tells_birth_and_sex(number, born, sex):
    identity = parse_identity(number, today=TODAY)
    assert (identity.birth_date.isoformat(), identity.sex) == (born, sex)
    assert identity.number.endswith(identity.last_four)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("130199196803150024", "bad_checksum"),
        ("320499198202290013", "bad_birth_date"),
        ("130199196813010016", "bad_birth_date"),
        ("130199203001010014", "bad_birth_date"),
        ("13019919680315002", "bad_length"),
        ("130199680315002", "bad_length"),
        ("1301991968031500X3", "bad_length"),
        ("1.30199196803018e+17", "lost_precision"),
        ("1.30199E+17", "lost_precision"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(number, code):
    with pytest.raises(RuleBroken) as refused:
        parse_identity(number, today=TODAY)
    assert (refused.value.code, refused.value.field) == (code, "identity_number")


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (dt.date(2010, 11, 24), TODAY, 16),
        (dt.date(2010, 11, 25), TODAY, 15),
        (dt.date(2008, 2, 29), dt.date(2026, 2, 28), 17),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), 18),
    ],
)
def test_age_counts_whole_years(born, day, age):
    assert age_on(born, day) == age


def test_nobody_under_16_works_and_16_and_17_are_watched():
    check_working_age(dt.date(2010, 11, 24), TODAY)
    check_working_age(None, TODAY)
    with pytest.raises(RuleBroken, match="15") as refused:
        check_working_age(dt.date(2010, 11, 25), TODAY)
    assert refused.value.code == "under_16"
    assert is_young(dt.date(2010, 1, 5), TODAY)
    assert not is_young(dt.date(2008, 11, 24), TODAY)
    assert not is_young(None, TODAY)


@pytest.mark.parametrize(
    ("number", "kind", "grade"),
    [
        ("13019919680315002343", 4, 3),
        ("13019919680315004X12", 1, 2),
        ("13019919751102001064", 6, 4),
        ("13019919680315002343B1", 4, 3),
    ],
)
def test_a_certificate_tells_kind_and_grade(number, kind, grade):
    certificate = parse_certificate(number, identity_number=number[:18])
    assert (certificate.kind, certificate.grade, certificate.last_four) == (kind, grade, number[-4:])


@pytest.mark.parametrize(
    "number", ["13019919680315002383", "13019919680315002345", "1301991968031500234", "130199196803150023"]
)
def test_a_wrong_certificate_is_refused(number):
    with pytest.raises(RuleBroken) as refused:
        parse_certificate(number)
    assert refused.value.code == "bad_certificate"


def test_a_certificate_of_somebody_else_is_refused():
    with pytest.raises(RuleBroken) as refused:
        parse_certificate("13019919731223747943", identity_number="13019919530422146X")
    assert refused.value.code == "disability_mismatch"
    assert parse_certificate("13019919731223747943").grade == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13000000001", "13000000001"),
        ("１９９ 0000-0002", "19900000002"),
        ("+86 130 0000 0001", "13000000001"),
        ("0311-87654321", "031187654321"),
        ("", ""),
    ],
)
def test_telephones_are_tidied(typed, kept):
    assert clean_phone(typed) == kept


@pytest.mark.parametrize("typed", ["1990000004", "12000000001", "130000000011", "婆婆家"])
def test_a_wrong_telephone_is_refused(typed):
    with pytest.raises(RuleBroken) as refused:
        clean_phone(typed)
    assert refused.value.code == "bad_phone"


@pytest.mark.parametrize(
    "number", ["6200000000000005", "6205500000000000004", "6200000000000013", "6219990000000000010"]
)
def test_the_check_digit_of_a_card_fits(number):
    assert clean_account(f" {number[:4]} {number[4:]}") == number
    assert passes_luhn(number)


@pytest.mark.parametrize("number", ["6200000000000006", "6205500000000000005"])
def test_a_check_digit_that_does_not_fit_is_kept_for_a_warning(number):
    assert clean_account(number) == number
    assert not passes_luhn(number)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("123", "bad_account"),
        ("62000000000000000051", "bad_account"),
        ("卡号", "bad_account"),
        ("6.2E+15", "lost_precision"),
    ],
)
def test_what_is_no_account_number_is_refused(number, code):
    with pytest.raises(RuleBroken) as refused:
        clean_account(number)
    assert refused.value.code == code
