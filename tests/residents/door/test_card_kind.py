"""A card that takes the place of a lost one asks for what she knows: pictures where she had pictures."""

import pytest
from django.urls import reverse

from residents.operations.cards import end_card

pytestmark = pytest.mark.django_db


def checked(page: str) -> str:
    """Which kind is chosen on a page."""
    return next(tag for tag in page.split("<input") if 'name="kind"' in tag and " checked" in tag)


def test_whoever_has_pictures_gets_pictures_again(office, resident, pictures, staff, now):
    url = reverse("residents:card_issue", args=["liuhe", resident.pk])
    end_card(resident=resident, actor=staff, now=now)
    page = office.get(url).content.decode()
    assert "本人现在用的是：两张图" in page
    assert 'value="pictures"' in checked(page)


def test_a_first_card_asks_for_digits(office, resident):
    page = office.get(reverse("residents:card_issue", args=["liuhe", resident.pk])).content.decode()
    assert "现在用的是" not in page
    assert 'value="digits"' in checked(page)


def test_a_lock_is_lifted_from_pictures_too(office, resident, pictures):
    page = office.get(reverse("residents:card_unlock", args=["liuhe", resident.pk])).content.decode()
    assert "图和数字都不变" in page
