"""Names are tidied, and spelt the way their owners say them."""

import pytest

from residents.rules.names import clean_name, pinyin_initials, pinyin_key, says_more


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("邱 玉梅", "邱玉梅"),
        ("　陆\u3000国庆 ", "陆国庆"),
        ("买买提·阿布都", "买买提·阿布都"),
        ("Anna  Meyer", "Anna Meyer"),
    ],
)
def test_blanks_inside_a_chinese_name_go(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("赵青梅", "zhao qing mei", "zqm"),
        ("单秀英", "shan xiu ying", "sxy"),
        ("曾秀兰", "zeng xiu lan", "zxl"),
        ("解放", "xie fang", "xf"),
        ("仇英", "qiu ying", "qy"),
        ("查良镛", "zha liang yong", "zly"),
        ("任广明", "ren guang ming", "rgm"),
        ("朴树", "piao shu", "ps"),
        ("区小明", "ou xiao ming", "oxm"),
        ("盖小红", "ge xiao hong", "gxh"),
        ("翟志刚", "zhai zhi gang", "zzg"),
        ("缪桂芳", "miao gui fang", "mgf"),
        ("乐美玲", "yue mei ling", "yml"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("万俟兰", "mo qi lan", "mql"),
        ("欧阳修", "ou yang xiu", "oyx"),
        ("吕布", "lv bu", "lb"),
        ("邱 玉梅", "qiu yu mei", "qym"),
        ("Anna Meyer", "anna meyer", "am"),
        ("", "", ""),
    ],
)
def test_pinyin_with_surnames_that_dictionaries_misread(name, key, initials):
    assert (pinyin_key(name), pinyin_initials(name)) == (key, initials)


def test_a_surname_alone_is_read_as_a_surname():
    assert pinyin_key("单") == "dan"  # one character is no name: nothing says that it is a surname


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("柳河社区微工厂", False),
        ("柳河工坊", False),
        ("柳河手工坊", False),
        ("工坊", False),
        ("柳河", False),
        ("柳河社区", False),
        ("柳河东街工坊", True),
        ("第二工坊", True),
        ("桂园工坊", True),
    ],
)
def test_a_place_is_named_beside_its_factory_where_that_says_more(name, more):
    assert says_more(name, than="柳河社区微工厂") is more
    assert not says_more(name, than=name)
