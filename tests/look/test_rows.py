"""Rows on the phone, measured in a real browser."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
SHEETS = ("tokens.css", "phone.css")
TILES = """<main class="column">
<a class="tile row" href="#"><span>以前的活，等发钱</span><b class="amount">1,234.50</b></a>
<section class="tile"><div class="row"><h2>手里的活</h2><span class="quiet">2 批</span></div></section></main>"""


@pytest.mark.parametrize(("width", "sides"), [(360, "18px"), (320, "12px")])
def test_a_card_that_is_one_row_keeps_the_sides_of_a_card(page, width, sides):
    css = "".join((settings.BASE_DIR / "static" / "css" / sheet).read_text(encoding="utf-8") for sheet in SHEETS)
    page.set_viewport_size({"width": width, "height": 480})
    page.set_content(f"<!doctype html><style>{css}</style>{TILES}")
    styles = page.eval_on_selector_all(
        ".tile",
        "tiles => tiles.map(tile => [getComputedStyle(tile).paddingLeft, getComputedStyle(tile).paddingRight])",
    )
    assert styles == [[sides, sides]] * 2
