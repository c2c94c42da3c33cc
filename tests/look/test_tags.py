"""The tags of {% load ui %}: icons, charts, notes, and what stands on <html>."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from lucide import IconDoesNotExist

from microfactory.kernel.banknotes import pieces_of
from microfactory.kernel.templatetags.ui import percent_of


def render(text: str, **context) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def phone(**cookies) -> str:
    request = RequestFactory().get("/me/")
    request.COOKIES.update(cookies)
    return render("<html{% phone_look %}>", request=request)


def test_an_icon_is_silent_and_takes_the_colour_of_the_text():
    drawn = render('{% icon "printer" 18 %}')
    assert 'aria-hidden="true"' in drawn and 'stroke="currentColor"' in drawn and 'width="18"' in drawn


def test_an_icon_that_does_not_exist_is_a_mistake():
    with pytest.raises(IconDoesNotExist):
        render('{% icon "no-such-thing" %}')


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "zh-Hans"), ("en", "en")])
def test_the_language_is_written_as_html_wants_it(language, said):
    with translation.override(language):
        assert render("{% html_lang %}") == said


def test_the_readers_letters_and_contrast_come_from_her_cookies():
    assert phone() == "<html>"
    assert phone(mf_text="largest") == '<html data-text="largest">'
    assert phone(mf_contrast="high") == '<html data-contrast="high">'
    assert phone(mf_text="large", mf_contrast="high") == '<html data-text="large" data-contrast="high">'


def test_a_forged_cookie_changes_nothing():
    assert phone(mf_text='"><script>', mf_contrast="low") == "<html>"


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(36, 60, 60), (1, 3, 33), (5, 0, 0), (9, 6, 100), (-1, 6, 0), (Decimal("8.5"), 10, 85)],
)
def test_a_share_is_whole_percent(part, whole, percent):
    assert percent_of(part, whole) == percent


def test_a_rail_says_its_label_and_is_silent_without_one():
    assert 'role="img" aria-label="3 of 4"' in render('{% rail 3 4 "3 of 4" %}')
    assert 'aria-hidden="true"' in render("{% rail 3 4 %}")


def test_bars_are_a_list_that_reads_its_values():
    rows = [("10", Decimal(500), "¥500"), ("11", Decimal(250), "¥250")]
    drawn = render("{% bars rows %}", rows=rows)
    assert drawn.count("<li>") == 2 and "¥250" in drawn
    assert 'class="bars-done" width="50%"' in drawn
    assert "style=" not in drawn


def test_standing_bars_grow_from_the_ground():
    drawn = render("{% bars rows True %}", rows=[("10", 4, "4"), ("11", 1, "1")])
    assert 'y="75%" width="100%" height="25%"' in drawn


def test_bars_of_nothing_are_empty():
    assert "<li>" not in render("{% bars rows %}", rows=[])


@pytest.mark.parametrize(
    ("amount", "pieces"),
    [
        ("560.20", [(10000, 5), (5000, 1), (1000, 1), (10, 2)]),
        ("1.07", [(100, 1), (5, 1), (2, 1)]),
        ("38.90", [(2000, 1), (1000, 1), (500, 1), (100, 3), (50, 1), (10, 4)]),
        ("0", []),
        ("-5", []),
    ],
)
def test_an_amount_in_the_fewest_pieces(amount, pieces):
    assert pieces_of(Decimal(amount)) == pieces


def test_notes_are_drawn_and_read_aloud():
    with translation.override("zh-hans"):
        drawn = render("{% banknotes amount %}", amount=Decimal("250.50"))
    assert drawn.count("note-100") == 2 and drawn.count("note-50") == 1
    assert "2 张 100 元" in drawn and "1 个 5角" in drawn
