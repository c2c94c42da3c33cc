"""A bank's template begins with what most banks want, and folds what is seldom needed."""

import re

from tests.payouts.views.pages import at, page


def test_a_new_one_begins_with_the_columns_that_most_banks_want(desks, liuhe):
    text = page(desks["cashier"], at("template_new"))
    headings = re.findall(r'name="heading_\d+" value="([^"]+)"', text)
    assert headings == ["序号", "户名", "账号", "银行", "金额", "用途"]
    for words in ("银行和文件", "只有文本文件才要填", "首行、末行、多少行", "例：农商行代发", "照抄"):
        assert words in text, words


def test_what_is_seldom_needed_is_folded(desks, liuhe):
    text = page(desks["cashier"], at("template_new"))
    assert "<details><summary>更多列</summary>" in text
    folded = text[text.index("<details><summary>更多列") : text.index("</details>", text.index("更多列"))]
    assert "heading_7" in folded and "heading_6" not in folded


def test_what_stands_there_is_not_hidden(desks, liuhe):
    form = {"name": "农商行", "file_format": "xlsx", "encoding": "gbk", "separator": ",", "heading_8": "备注"}
    text = desks["cashier"].post(at("template_new"), form).content.decode()
    assert "<details open>" in text


def test_the_tax_that_is_withheld_is_proposed(desks, office, worked):
    office.approved()
    text = page(desks["cashier"], at("tax_pay"))
    assert re.search(r'name="amount"[^>]*value="48(\.00)?"', text) or re.search(
        r'value="48(\.00)?"[^>]*name="amount"', text
    )
    assert "还有 ¥48.00 没交" in text and "银行账上有 ¥20,000.00" in text
