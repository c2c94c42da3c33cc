"""Names: how they are written down, sorted and searched (pinyin, with surnames that dictionaries misread)."""

import re

from residents.rules.text import normal

# Surnames whose reading differs from the character's common one.
SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
    "宰父": "zai fu", "亓官": "qi guan", "鲜于": "xian yu", "夏侯": "xia hou", "欧阳": "ou yang", "皇甫": "huang fu",
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "任": "ren", "朴": "piao", "区": "ou",
    "盖": "ge", "翟": "zhai", "缪": "miao", "乐": "yue", "尉": "wei", "折": "she", "员": "yun", "黑": "he",
    "重": "chong", "秘": "bi", "冼": "xian", "召": "shao", "种": "chong", "繁": "po", "华": "hua", "纪": "ji",
    "宁": "ning", "牟": "mu", "隗": "wei", "祭": "zhai", "逄": "pang", "覃": "qin", "车": "che", "能": "nai",
    "葛": "ge", "卜": "bu", "訾": "zi", "逯": "lu", "郇": "xun", "肖": "xiao", "燕": "yan", "洗": "xian",
    "适": "kuo", "会": "gui", "哈": "ha", "那": "na", "句": "gou", "晟": "cheng", "呙": "guo", "幺": "yao",
}  # fmt: skip

# What any place of this kind is called; the rest of its name says which one.
_KINDS_OF_PLACE = re.compile("社区|微工厂|手工坊|加工坊|加工点|工坊|工厂|工作室|车间")
_CHINESE = re.compile(r"[\u3400-\u9fff·\s]+")


def clean_name(text: str) -> str:
    """A name as it is stored: `邱 玉梅` is `邱玉梅`; other scripts keep their single blanks."""
    name = normal(text)
    return name.replace(" ", "") if _CHINESE.fullmatch(name) else name


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin  # 55 MB of phrases: only a process that writes a name needs them

    name = clean_name(name)
    for length in (2, 1):
        if len(name) > length and (reading := SURNAMES.get(name[:length])):
            return reading.split() + lazy_pinyin(name[length:])
    return lazy_pinyin(name)


def pinyin_key(name: str) -> str:
    """The key people are sorted and searched by: `赵青梅` is `zhao qing mei`; `ü` is written `v`."""
    return " ".join(" ".join(_syllables(name)).lower().split())


def pinyin_initials(name: str) -> str:
    """First letters as typed at the counter: `赵青梅` is `zqm`."""
    return "".join(part[0] for part in pinyin_key(name).split())


def says_more(name: str, *, than: str) -> bool:
    """Whether a place's name tells more than another's: 柳河东街工坊 does beside 柳河社区微工厂, 柳河工坊 doesn't."""
    return _KINDS_OF_PLACE.sub("", normal(name)) not in _KINDS_OF_PLACE.sub("", normal(than))
