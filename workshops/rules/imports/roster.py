"""A roster read: who takes part, with what is wrong or doubtful about each row."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from residents.enums import Hardship, Sex
from residents.rules import account, certificate, contact, identity, names
from workshops.rules.imports import cells
from workshops.rules.imports.fields import MERGED_FIELDS, ROSTER
from workshops.rules.imports.findings import Reading
from workshops.rules.imports.headers import Header, body, day_above

HARDSHIP_WORDS = {
    Hardship.DIBAO: "低保 低保户 低保家庭 最低生活保障 低保对象",
    Hardship.TEKUN: "特困 特困人员 特困供养 五保 五保户 三无 三无老人",
    Hardship.DIBAO_EDGE: "低保边缘 低保边缘户 低保边缘家庭 边缘户 边缘 低边",
    Hardship.RIGID_EXPENSE: "刚性支出 刚性支出困难 支出型困难 支出型贫困 大病 重病 因病致贫",
    Hardship.RELAPSE_WATCH: "防返贫 监测户 防返贫监测 脱贫户 建档立卡 监测对象",
    Hardship.DISABLED: "残疾 残疾人 持证残疾人 重残 重度残疾 持证残疾",
    Hardship.LOW_INCOME: "低收入 低收入户 低收入家庭 困难 困难户 其他困难 困难家庭",
    Hardship.UNEMPLOYED: "失业 失业人员 待业 下岗 无业 就业困难 下岗失业 4050",
    Hardship.SINGLE_PARENT: "单亲 单亲妈妈 单亲家庭 单亲母亲 独抚妈妈 单亲爸爸",
    Hardship.CARER: "照料者 照顾病人 照顾老人 照护者 家有病人 照料家人",
    Hardship.MOTHER_AT_HOME: "宝妈 全职妈妈 全职宝妈 妈妈 带娃",
    Hardship.RETIRED: "退休 退休人员 退休老人",
    Hardship.OTHER: "其他 其它 独居 独居老人 空巢 空巢老人 孤寡 孤寡老人 老人 失独",
}
_HARDSHIP = {spoken: kind for kind, words in HARDSHIP_WORDS.items() for spoken in words.split()}
_NO_HARDSHIP = frozenset({"", "无", "普通", "一般", "普通居民", "/", "否", "没有"})
_SEX = {"男": Sex.MALE, "女": Sex.FEMALE, "男性": Sex.MALE, "女性": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE}


@dataclass(slots=True)
class RosterRow(Reading):
    """A person as the roster has her. `identity` is empty where it is missing; `note` then says why."""

    name: str = ""
    sex: str = Sex.UNKNOWN
    identity: str = ""
    born: dt.date | None = None
    phone: str = ""
    house: str = ""
    hardships: list[str] = field(default_factory=list)
    certificate: str = ""
    bank: str = ""
    account: str = ""
    luhn: bool = True
    note: str = ""

    @property
    def mark(self) -> tuple:
        """What tells people of one list apart."""
        return (self.identity,) if self.identity else (self.name, self.phone, self.house)


@dataclass(frozen=True, slots=True)
class Known:
    """People who are registered: the hashes of their identity numbers, and (name, phone, house) with whether there is
    an identity number. `hash_of` turns a number into its hash."""

    hashes: frozenset[str]
    contacts: frozenset[tuple[str, str, str, bool]]
    hash_of: Callable[[str], str]


def filled_in_on(header: Header, today: dt.date) -> dt.date:
    """The day for which ages count: the date over the list where there is one that has come, else today."""
    stated = day_above(header)
    try:
        return min(dt.date(*stated), today) if stated else today
    except ValueError:
        return today


def read_roster(table, header: Header, *, today: dt.date) -> list[RosterRow]:
    """Every person of the sheet, in its order. The first row with an identity number counts, later ones are
    `duplicate`. Ages count for the day the list was filled in."""
    on = filled_in_on(header, today)
    rows = [_read(number, values, on) for number, values in body(table, header, MERGED_FIELDS[ROSTER])]
    _refuse_duplicates(rows)
    return rows


def _read(number: int, values: dict, on: dt.date) -> RosterRow:
    row = RosterRow(number)
    row.name = names.clean_name(cells.text(values.get("name")))
    row.house = cells.text(values.get("house"))[:60]
    row.note = cells.note(values.get("note"))
    if not row.name:
        row.refuse("missing_name", _("There is no name in this row."), "name")
    elif len(row.name) > 40:
        row.refuse("bad_name", _("This name is too long."), "name")
    row.sex = _SEX.get(cells.squeezed(values.get("sex")).lower(), Sex.UNKNOWN)
    _read_identity(row, values, on)
    row.phone = row.attempt(_phone, values.get("phone"), default="")
    _read_hardship(row, values)
    _read_account(row, values)
    return row


def _read_identity(row: RosterRow, values: dict, on: dt.date) -> None:
    row.born = row.attempt(cells.day, values.get("born"), "born")
    typed = row.attempt(cells.long_number, values.get("identity"), "identity")
    if typed is None:
        return
    if typed in {"", "无", "暂无", "/"}:
        sentence = _("There is no identity number. The person is stored; add the number when it is known.")
        row.warn("missing_id", sentence, "identity")
    else:
        known = row.attempt(identity.parse_identity, typed, today=on)
        if known is None:
            return
        if row.sex not in {Sex.UNKNOWN, known.sex}:
            row.warn("sex_mismatch", _("The sex in the list isn't that of the identity number, which counts."), "sex")
        if row.born not in {None, known.birth_date}:
            sentence = _("The date of birth in the list isn't that of the identity number, which counts.")
            row.warn("born_mismatch", sentence, "born")
        row.identity, row.born, row.sex = known.number, known.birth_date, known.sex
    row.attempt(identity.check_working_age, row.born, on)
    if identity.is_young(row.born, on):
        sentence = _("Under 18: the person may work, but not with glue, solder or anything else that is hazardous.")
        row.warn("under_18", sentence, "identity")


def _phone(cell) -> str:
    """The first telephone of the cell, digits only."""
    first = re.split(r"[/、,，;；或]", cells.text(cell))[0]
    return contact.clean_phone(re.sub(r"[()（）]", "", first))


def _read_hardship(row: RosterRow, values: dict) -> None:
    for spoken in re.split(r"[;；、,，/|+\s]+", cells.text(values.get("hardship"))):
        kind = _HARDSHIP.get(spoken.lower())
        if kind and kind not in row.hardships:
            row.hardships.append(kind)
        elif not kind and spoken not in _NO_HARDSHIP:
            sentence = _("“%(word)s” is no known kind of hardship. It isn't stored.") % {"word": spoken}
            row.warn("unknown_hardship", sentence, "hardship")
    typed = row.attempt(cells.long_number, values.get("certificate"), "certificate")
    if not typed or typed in _NO_HARDSHIP:
        return
    read = row.attempt(certificate.parse_certificate, typed, identity_number=row.identity)
    if read:
        row.certificate = read.number
        if Hardship.DISABLED not in row.hardships:
            row.hardships.append(Hardship.DISABLED)


def _read_account(row: RosterRow, values: dict) -> None:
    row.bank = cells.text(values.get("bank"))[:60]
    typed = row.attempt(cells.long_number, values.get("account"), "account")
    if not typed or typed in _NO_HARDSHIP:
        return
    row.account = row.attempt(account.clean_account, typed, default="")
    row.luhn = account.passes_luhn(row.account) if row.account else True
    if not row.luhn:
        sentence = _("The check digit of this card doesn't fit. A passbook has none; a card may be mistyped.")
        row.warn("card_luhn", sentence, "account")


def _refuse_duplicates(rows: Sequence[RosterRow]) -> None:
    seen: dict[tuple, RosterRow] = {}
    for row in rows:
        if row.refused:
            continue
        first = seen.setdefault(row.mark, row)
        if first is not row:
            sentence = (
                _("This person stands in row %(row)s already.")
                if row.identity
                else _("Row %(row)s has the same name, telephone and house, and no identity number either.")
            )
            row.refuse("duplicate", sentence % {"row": first.number}, "identity")


def compare_with_known(rows: Sequence[RosterRow], known: Known) -> None:
    """Marks rows whose person is registered already; nobody is changed and nobody is merged.

    Somebody without an identity number is known by name with telephone, or with house where there is no telephone. A
    row that would give such a person her number is refused: it is written on her own page.
    """
    nameless = {_contact(*contact[:3]) for contact in known.contacts if not contact[3]}
    anybody = {_contact(*contact[:3]) for contact in known.contacts}
    for row in rows:
        contact = _contact(row.name, row.phone, row.house)
        if row.identity:
            row.known = known.hash_of(row.identity) in known.hashes
            if not row.known and not row.refused and contact in nameless:
                sentence = _("%(name)s is registered without an identity number. Write it on her page.")
                row.refuse("registered_without_id", sentence % {"name": row.name}, "identity")
        else:
            row.known = contact in anybody


def _contact(name: str, phone: str, house: str) -> tuple[str, str]:
    return name, phone or house
