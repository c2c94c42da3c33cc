"""The interface is Chinese, wholly: every msgid has its sentence, with the same parts, in plain words."""

import pytest

from tests.guards import words
from tests.guards.report import none_of

# Residents are no employees: the words of employment are not used.
FORBIDDEN = {"员工": "参与居民", "工资": "加工费", "考勤": "签到", "罚款": "扣损"}
# Nobody is called 她 or 他: half of the residents are men, and a name doesn't tell. 他们 and 其他 are others.
OF_A_WOMAN, OF_A_MAN, OF_OTHERS = "她", "他", ("其他", "他们", "他人")
LEGAL = ("个人所得税", "工资、薪金", "不是工资", "工资流水")
HEAD = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


@pytest.fixture(scope="module")
def used(tree):
    return words.used(tree)


@pytest.fixture(scope="module")
def catalogues(tree):
    return words.catalogues(tree)


def missing(used, catalogues):
    known = {key for entries in catalogues.values() for key, texts in entries.items() if all(texts)}
    for word in used:
        if word.key not in known:
            yield word.source.at(word.line, f"no Chinese for “{word.key[0]}”. Write it into your area's django.po.")


def unused(used, catalogues):
    keys = {word.key for word in used}
    for path, entries in catalogues.items():
        for msgid, context in entries:
            if (msgid, context) not in keys:
                yield f"{path}: “{msgid}” is used nowhere. Take it out."


def changed_parts(catalogues):
    for path, entries in catalogues.items():
        for (msgid, _context), texts in entries.items():
            for text in filter(None, texts):
                if words.placeholders(text) - words.placeholders(msgid):
                    yield f"{path}: “{msgid}” → “{text}” has parts that the msgid doesn't have."
                if len(texts) == 1 and words.placeholders(msgid) - words.placeholders(text):
                    yield f"{path}: “{msgid}” → “{text}” lacks {words.placeholders(msgid) - words.placeholders(text)}."


def told_twice(catalogues):
    said = {}
    for path, entries in catalogues.items():
        for key, texts in entries.items():
            first = said.setdefault(key, (path, texts))
            if first[0] != path:
                other = f"“{first[1][0]}” in {first[0]}"
                yield f"{path}: “{key[0]}” is “{texts[0]}” here and {other}. Keep one, or add a context."


def forbidden(catalogues):
    for path, entries in catalogues.items():
        for (msgid, _context), texts in entries.items():
            text = "".join(filter(None, texts))
            for allowed in LEGAL:
                text = text.replace(allowed, "")
            for word, better in FORBIDDEN.items():
                if word in text:
                    yield f"{path}: “{msgid}” says {word}. Say {better}."


def of_a_sex(catalogues):
    for path, entries in catalogues.items():
        for (msgid, _context), texts in entries.items():
            text = "".join(filter(None, texts))
            for others in OF_OTHERS:
                text = text.replace(others, "")
            if OF_A_WOMAN in text or OF_A_MAN in text:
                yield f"{path}: “{msgid}” says 她 or 他. Say 本人, 居民, the name, or nothing."


def test_every_sentence_has_its_chinese(used, catalogues):
    none_of(missing(used, catalogues), "Every msgid is translated.")


def test_no_sentence_is_left_over(used, catalogues):
    none_of(unused(used, catalogues), "Catalogues hold what is used.")


def test_parts_of_a_sentence_survive_translation(catalogues):
    none_of(changed_parts(catalogues), "A translation has the parts of its msgid.")


def test_one_sentence_has_one_translation(catalogues):
    none_of(told_twice(catalogues), "A sentence stands in one catalogue, so that it is the same Chinese everywhere.")


def test_residents_are_no_employees(catalogues):
    none_of(forbidden(catalogues), "Words of employment are not used.")


def test_nobody_is_taken_for_a_woman(catalogues):
    none_of(of_a_sex(catalogues), "Residents are men and women.")


def test_sentences_are_literals(tree):
    none_of(words.computed(tree), "gettext is given literals.")


def planted(plant, entries, text="", template=""):
    tree = plant(
        {
            "jobs/forms/posting.py": text,
            "templates/jobs/posting.html": template,
            "locale/jobs/zh_Hans/LC_MESSAGES/django.po": HEAD + entries,
        }
    )
    return words.used(tree), words.catalogues(tree)


def test_a_missing_sentence_is_caught(plant):
    used, catalogues = planted(plant, 'msgid "Pay"\nmsgstr ""\n', '_("Pay")', '{% load i18n %}{% trans "Post" %}')
    assert len(list(missing(used, catalogues))) == 2


def test_indented_markup_is_read(plant):
    used, _ = planted(plant, "", "", '<ul>\n    <li>\n  {% load i18n %}{% trans "Post" %}\n</ul>')
    assert [word.key for word in used] == [("Post", None)]


def test_a_translated_sentence_passes(plant):
    entries = 'msgid "%(n)s box"\nmsgid_plural "%(n)s boxes"\nmsgstr[0] "%(n)s 盒"\n\n'
    entries += 'msgctxt "verb"\nmsgid "Post"\nmsgstr "发布"\n'
    used, catalogues = planted(
        plant,
        entries,
        'ngettext("%(n)s box", "%(n)s boxes", n)',
        '{% load i18n %}{% trans "Post" context "verb" %}',
    )
    assert not list(missing(used, catalogues)) + list(unused(used, catalogues)) + list(changed_parts(catalogues))


def test_a_left_over_sentence_is_caught(plant):
    assert list(unused(*planted(plant, 'msgid "Pay"\nmsgstr "发钱"\n')))


def test_a_lost_part_is_caught(plant):
    _, catalogues = planted(plant, 'msgid "%(name)s has %(n)s"\nmsgstr "%(nmae)s 有 %(n)s"\n')
    assert list(changed_parts(catalogues))


@pytest.mark.parametrize("other", ["付款", "发钱"])
def test_a_sentence_in_two_catalogues_is_caught(plant, other):
    po = HEAD + 'msgid "Pay"\nmsgstr "{}"\n'
    tree = plant(
        {
            "locale/jobs/zh_Hans/LC_MESSAGES/django.po": po.format("发钱"),
            "locale/pages/zh_Hans/LC_MESSAGES/django.po": po.format(other),
        }
    )
    assert list(told_twice(words.catalogues(tree)))


def test_a_word_of_employment_is_caught(plant):
    assert list(forbidden(planted(plant, 'msgid "Pay"\nmsgstr "工资"\n')[1]))


def test_a_word_for_a_woman_or_a_man_is_caught(plant):
    assert list(of_a_sex(planted(plant, 'msgid "Pay"\nmsgstr "念给她听"\n')[1]))
    assert list(of_a_sex(planted(plant, 'msgid "Pay"\nmsgstr "他的卡"\n')[1]))
    assert not list(of_a_sex(planted(plant, 'msgid "Pay"\nmsgstr "其他社区的，他们自己"\n')[1]))


@pytest.mark.parametrize("text", ["_(f'{name} has none')", "_(sentence)", "ngettext('box', name, n)"])
def test_a_computed_sentence_is_caught(plant, text):
    assert words.computed(plant({"jobs/forms/posting.py": text}))
