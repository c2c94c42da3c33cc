"""A resident's first visit is light."""

import gzip

from tests.look.style import CSS


def test_the_phones_own_sheet_is_small():
    assert (CSS / "phone.css").stat().st_size <= 14 * 1024


def test_both_sheets_of_the_phone_weigh_little_over_the_wire():
    sheets = (CSS / "tokens.css").read_bytes() + (CSS / "phone.css").read_bytes()
    assert len(gzip.compress(sheets)) <= 5 * 1024
