"""Addresses that only somebody who tries things out would type: an ordinary page, never an error."""

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "orders/?state=%00",
        "orders/?after=%00%1f1",
        "people/?after=%00%1f1",
        "people/?q=%00",
        "day-sheet/?op=%C2%B2",
        "day-sheet/?op=99999999999999999999",
        "counter/?said=99999999999999999999",
    ],
)
def test_an_odd_address_is_an_ordinary_page(client_of, social_worker, workshop, address):
    assert client_of(social_worker).get(f"/liuhe/{address}").status_code == 200
