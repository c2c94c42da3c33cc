"""What goes with a card or a number: drawn at random, none that everybody tries first, and as many as there are."""

import datetime as dt

import pytest

from residents.enums import Device, Picture, PinKind
from residents.rules.pins import WRONG_TRIES, is_weak, new_phone_pin, new_pin
from residents.rules.visitor import device_of, network_of

BORN, PHONE = dt.date(1963, 3, 15), "13912345678"


def test_two_pictures_are_two_different_ones_in_their_order():
    pins = {new_pin(PinKind.PICTURES) for _ in range(3_000)}
    assert len(pins) == 9 * 8
    assert all(len(set(Picture.of_pin(pin))) == 2 for pin in pins)
    assert Picture.of_pin("1234") == Picture.of_pin("") == Picture.of_pin("sun nothing") == []


def test_fewer_pairs_than_digits_allow_fewer_wrong_tries():
    assert WRONG_TRIES[PinKind.PICTURES] < WRONG_TRIES[PinKind.DIGITS]
    assert 24 * WRONG_TRIES[PinKind.PICTURES] <= 9 * 8


@pytest.mark.parametrize(
    "pin",
    ["111111", "121212", "123456", "654321", "890123", "345345", "112233", "520131", "123321", "112112"]
    + [
        "630315",
        "150363",
        "031563",
        "196303",
        "123456",
        "912345",
        "345678",
        "12345",
        "1234567",
        "12a456",
        "１２３４５６",
    ],
)
def test_what_somebody_tries_who_knows_her_is_weak(pin):
    assert is_weak(pin, phone=PHONE, born_on=BORN)


@pytest.mark.parametrize("pin", ["739164", "058271", "402918"])
def test_other_digits_are_not(pin):
    assert not is_weak(pin, phone=PHONE, born_on=BORN)
    assert not is_weak(pin, phone=PHONE, born_on=None)


def test_drawn_digits_are_never_weak():
    assert not any(is_weak(new_phone_pin(phone=PHONE, born_on=BORN), phone=PHONE, born_on=BORN) for _ in range(500))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_a_household_counts_as_one(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 9; OPPO) MicroMessenger/8", Device.ANDROID),
        ("Mozilla/5.0 (Phone; OpenHarmony) HarmonyOS", Device.ANDROID),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X)", Device.IPHONE),
        ("Mozilla/5.0 (Windows NT 10.0)", Device.COMPUTER),
        ("", Device.OTHER),
    ],
)
def test_a_browser_says_what_it_runs_on(agent, device):
    assert device_of(agent) == device
