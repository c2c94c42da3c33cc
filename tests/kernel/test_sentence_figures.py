"""A sentence makes its figure stand out, wherever it stands in it, and stays text."""

import pytest

from microfactory.kernel.templatetags.figures import with_figure


@pytest.mark.parametrize(
    ("sentence", "figure", "shown"),
    [
        ("3 张领料单过期", "3", "<b>3</b> 张领料单过期"),
        ("到账 ¥5.00 还没对上", "¥5.00", "到账 <b>¥5.00</b> 还没对上"),
        ("slips are overdue", 3, "<b>3</b> slips are overdue"),
        ("3 <张>", 3, "<b>3</b> &lt;张&gt;"),
    ],
)
def test_the_figure_is_bold(sentence, figure, shown):
    assert with_figure(sentence, figure) == shown
