"""An error page says what happened, that nothing was lost, and what to do."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

PAGES = {
    "400.html": ("看不懂", "什么都没有改动", "再试一次"),
    "403.html": ("没有权限", "什么都没有改动", "请社工"),
    "403_csrf.html": ("放得太久", "没有重复记下", "刷新"),
    "404.html": ("没有这个页面", "什么都没丢", "回到首页"),
    "413.html": ("太大", "什么都没有改动", "小一点的文件"),
    "500.html": ("出了点问题", "什么都没丢", "再做一次"),
}


@pytest.mark.parametrize("name", PAGES)
def test_it_says_all_three(name):
    with translation.override("zh-hans"):
        request = None if name == "500.html" else RequestFactory().get("/liuhe/")
        said = render_to_string(name, {"most": 40}, request)
    for words in PAGES[name]:
        assert words in said
    assert 'href="/"' in said
