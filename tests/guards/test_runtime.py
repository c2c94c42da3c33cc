"""The guards that watch every test, each shown to catch what it watches for."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction
from django.template import Context, Origin, Template, engines
from django.test import Client

from residents.models import Household, User
from residents.operations.references import next_number
from tests.factories.residents import HouseholdFactory, MembershipFactory
from tests.runtime import locks, responses, templates


def page(text: str, name: str = "jobs/planted.html") -> Template:
    """A template as if it stood in templates/."""
    origin = Origin(str(templates.TEMPLATES / name))
    return Template(text, origin, engine=engines["django"].engine)


@pytest.mark.parametrize(
    "text",
    [
        "{{ nmae }}",
        "{{ user.nmae }}",
        "{{ nmae|default:'x' }}",
        "{% if nmae %}x{% endif %}",
        "{% if user.nmae %}x{% endif %}",
        "{% for row in rosw %}x{% endfor %}",
        "{% load i18n %}{% blocktrans %}Dear {{ nmae }}{% endblocktrans %}",
    ],
)
def test_an_undefined_name_is_caught(text):
    with pytest.raises(templates.UndefinedInTemplate, match="nmae|rosw"):
        page(text).render(Context({"user": User(name="王芳")}))


def test_an_optional_part_of_a_component_passes():
    assert page("{% if hint %}{{ hint }}{% endif %}", "components/field.html").render(Context()) == ""


def test_an_absent_row_passes():
    assert page("{% if slip.payment.method %}x{% endif %}").render(Context({"slip": {"payment": None}})) == ""


def test_a_library_may_use_undefined_names():
    assert Template("{{ nmae }}", engine=engines["django"].engine).render(Context()) == ""


@pytest.mark.parametrize("rows", [Household.objects.all(), Household.objects.order_by("house")])
def test_an_unordered_list_is_caught(rows):
    with pytest.raises(templates.UnorderedOnPage):
        page("{% for row in rows %}x{% endfor %}").render(Context({"rows": rows}))


def test_an_ordered_list_passes(db):
    rows = Household.objects.order_by("house", "pk")
    assert page("{% for row in rows %}x{% endfor %}").render(Context({"rows": rows})) == ""


@pytest.mark.parametrize("value", [dt.date(2026, 11, 24), Decimal("3.50"), dt.timedelta(hours=1)])
@pytest.mark.parametrize("text", ["{{ value }}", "{% load i18n %}{% blocktrans %}{{ value }}{% endblocktrans %}"])
def test_a_bare_day_or_sum_is_caught(value, text):
    with pytest.raises(templates.BareInTemplate):
        page(text).render(Context({"value": value}))


def test_a_day_and_a_sum_in_words_pass():
    shown = page("{% load money %}{{ day|date:'Y-m-d' }} {{ sum|yuan }}")
    assert shown.render(Context({"day": dt.date(2026, 11, 24), "sum": Decimal("3.50")})) == "2026-11-24 ¥3.50"


def test_rows_without_an_order_come_backwards(liuhe):
    first, second = HouseholdFactory.create_batch(2, community=liuhe)
    assert list(Household.objects.filter(pk__gte=first.pk)) == [second, first]
    assert list(Household.objects.filter(pk__gte=first.pk).order_by("pk")) == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        '<form method="post" action="/liuhe/x/"><input name="once"></form>',
        '<form method="post" action="/liuhe/x/"><input name="csrfmiddlewaretoken"></form>',
        '<form action="/liuhe/x/"><input name="csrfmiddlewaretoken"></form>',
        "<p onclick='go()'>x</p>",
        "<p style='color: red'>x</p>",
        "<script>go()</script>",
        "<p>{{ name }}</p>",
        "<html><body></body></html>",
    ],
)
def test_a_bad_page_is_caught(text):
    assert responses.read("/liuhe/x/", text)


@pytest.mark.parametrize(
    "twice",
    ['<input name="reason">', '<select name="way"></select>', '<input type="checkbox" name="ticked" value="1">'],
)
def test_a_field_drawn_twice_is_caught(twice):
    assert responses.read("/liuhe/x/", f"<form>{twice}{twice}</form>")
    assert not responses.read("/liuhe/x/", f"<form>{twice}</form><form>{twice}</form>")


def test_ticks_of_one_list_pass():
    ticks = "".join(f'<input type="checkbox" name="ticked" value="{key}">' for key in range(3))
    assert not responses.read("/liuhe/x/", f"<form>{ticks}</form>")


def test_a_good_page_passes():
    form = '<form method="post"><input name="csrfmiddlewaretoken"><input name="once"></form>'
    assert not responses.read("/liuhe/x/", f'<html lang="zh-Hans"><script src="/static/x.js"></script>{form}</html>')


def test_a_query_for_every_row_is_caught(db, settings):
    import zeal

    MembershipFactory.create_batch(3, role="staff")
    with zeal.zeal_context(), pytest.raises(zeal.NPlusOneError):
        [membership.user.name for membership in User.memberships.rel.related_model.objects.order_by("pk")]


def test_pages_are_watched():
    assert Client.request.__wrapped__.__wrapped__


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("workshops_pieceentry", "workshops_issue"),
        ("workshops_pieceentry", "payouts_payslip"),
        ("payouts_account", "payouts_statement"),
        ("payouts_payrun", "residents_referencenumber"),
        ("payouts_payrun", "residents_message"),
    ],
)
def test_a_lock_that_comes_too_late_is_caught(first, then):
    act = locks.Act("planted")
    act.lock(first)
    with pytest.raises(locks.LockedBackwards, match=f"planted.*{then}"):
        act.lock(then)


def test_what_stands_in_a_locked_run_has_no_order():
    act = locks.Act("planted")
    for table in ("payouts_payrun", "workshops_pieceentry", "payouts_payslip", "payouts_payment", "payouts_account"):
        act.lock(table)
    assert act.locked == ["payouts_payrun", "workshops_pieceentry", "payouts_account"]


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('SELECT 1 FROM "workshops_issue" WHERE x FOR NO KEY UPDATE OF "workshops_issue"', ["workshops_issue"]),
        ("SELECT e.id FROM workshops_pieceentry e ORDER BY e.id FOR SHARE OF e", ["workshops_pieceentry"]),
        ('SELECT 1 FROM "residents_message" FOR NO KEY UPDATE OF "residents_message" SKIP LOCKED', []),
        ('INSERT INTO "residents_referencenumber" AS counter VALUES (1)', ["residents_referencenumber"]),
        ('SELECT 1 FROM "workshops_issue"', []),
    ],
)
def test_locks_are_read_from_statements(sql, tables):
    assert locks.tables_locked(sql) == tables


def test_an_act_is_watched_until_it_ends(liuhe, now):
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locks.Act, "lock", lambda act, table: seen.append((act.name, table)))
        next_number(community=liuhe, prefix="LL", day=now.date())
        with transaction.atomic():
            list(Household.objects.select_for_update(of=("self",), no_key=True).order_by("pk"))
    assert seen == [("next_numbers", "residents_referencenumber")]
