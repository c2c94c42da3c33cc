"""Invented people. Their identity numbers carry a region code that is not assigned; nobody in them exists."""

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal

from stdnum import luhn
from stdnum.cn import ric

REGION = "130199"  # no county has this code

# People whom the demo tells stories about come first: their names are on the design's pictures.
KNOWN = (
    ("柳小巧", "female", 1968, "8号楼2单元301"),
    ("刘明月", "female", 1975, "3号楼1单元502"),
    ("王小桂", "female", 1981, "12号楼4单元203"),
    ("李新禾", "female", 1990, "5号楼2单元1101"),
    ("赵青梅", "female", 1963, "1号楼3单元402"),
    ("陈小燕", "female", 1986, "7号楼1单元601"),
    ("孙小荷", "female", 1979, "10号楼2单元704"),
    ("周广田", "male", 1957, "2号楼5单元103"),
    ("何秀珍", "female", 1956, "6号楼1单元201"),
    ("马建设", "male", 1960, "9号楼3单元902"),
)
SURNAMES = (
    "张王李赵陈刘杨黄吴徐孙朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾"
    "彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔"
    "康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
FEMALE = tuple(
    "秀兰 桂芬 玉梅 淑珍 凤英 春燕 丽华 海霞 月娥 慧敏 彩云 翠花 雪莲 巧云 素琴 冬梅 金凤 晓丽 美玲 惠兰".split()
)
MALE = tuple("国庆 福生 广明 永平 立新 俊杰 德贵 长江 志强 宝山".split())
HARDSHIPS = tuple("dibao disabled low_income unemployed single_parent carer mother_at_home retired".split())
BANKS = ("河北银行", "工商银行", "农业银行", "建设银行", "江南农商行")


@dataclass(frozen=True)
class Person:
    """What a roster says about somebody. Money-free; the account number passes Luhn."""

    name: str
    sex: str
    born_on: dt.date
    identity_number: str
    phone: str
    house: str
    bank: str
    account: str
    hardships: tuple[str, ...]
    at_home: bool


def identity_number(born_on: dt.date, serial: int, sex: str) -> str:
    """A number whose check digit fits; the 17th digit is odd for men. `serial` is 0 … 499."""
    seventeen = f"{REGION}{born_on:%Y%m%d}{serial * 2 + (1 if sex == 'male' else 0):03d}"
    return seventeen + ric.calc_check_digit(seventeen + "0")


def account_number(serial: int) -> str:
    """Nineteen digits that no bank has given out; passes Luhn."""
    stem = f"620000000000{serial:06d}"
    return stem + luhn.calc_check_digit(stem)


def invent(count: int, *, seed: int, first_phone: int) -> list[Person]:
    """`count` people, the same ones for the same seed; the first of them are the KNOWN ones where seed is 0."""
    dice = random.Random(seed)
    known = list(KNOWN) if seed == 0 else []
    people = []
    for number in range(count):
        if number < len(known):
            name, sex, year, house = known[number]
        else:
            sex = dice.choices(("female", "male"), (8, 2))[0]
            name = dice.choice(SURNAMES) + dice.choice(FEMALE if sex == "female" else MALE)
            year = dice.randint(1953, 1999)
            house = f"{dice.randint(1, 24)}号楼{dice.randint(1, 5)}单元{dice.randint(1, 18)}0{dice.randint(1, 4)}"
        born_on = dt.date(year, dice.randint(1, 12), dice.randint(1, 28))
        people.append(
            Person(
                name=name,
                sex=sex,
                born_on=born_on,
                identity_number=identity_number(born_on, number + seed * 100, sex),
                phone=str(first_phone + number),
                house=house,
                bank=dice.choice(BANKS),
                account=account_number(number + seed * 1000),
                hardships=tuple(dice.sample(HARDSHIPS, dice.choice((1, 1, 2)))),
                at_home=dice.random() < Decimal("0.4"),
            )
        )
    return people
