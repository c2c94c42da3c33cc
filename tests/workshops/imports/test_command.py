"""manage.py import_sheets agrees with expected.json, dry or for good, once or twice."""

import json

import pytest
from django.core.management import CommandError, call_command

from residents.models import BankAccount, HardshipRecord, Resident, SensitiveRead
from tests.workshops.imports import sheets
from workshops.enums import EntrySource, EntryState, ImportState
from workshops.models import Agreement, Client, ImportBatch, Operation, PieceEntry, PieceRate, WorkOrder

TABLES = [Resident, HardshipRecord, BankAccount, Client, Agreement, WorkOrder, Operation, PieceRate, PieceEntry]
OCTOBER = {"pieces": sheets.DATA / "piece-log.xlsx", "month": sheets.OCTOBER}
ALL = {"roster": sheets.DATA / "roster.xlsx", "orders": sheets.DATA / "orders.xlsx", **OCTOBER}


@pytest.fixture
def run(liuhe, workshop, staff, tmp_path, capsys):
    """Runs the command for liuhe's workshop and gives its report."""

    def command(**options):
        given = {"community": "liuhe", "workshop": workshop.name, "json": tmp_path / "out.json"} | options
        call_command("import_sheets", **given)
        return json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))

    return command


def counts():
    return {model.__name__: model.objects.count() for model in TABLES}


def assert_expected(found):
    wanted = sheets.expected()
    for part, keys in {
        "roster": ["accepted", "rejected", "warned"],
        "orders": ["accepted", "rejected", "warned", "clients", "operations", "rates"],
        "piece_log": [
            "accepted", "rejected", "warned", "gross_by_person", "pieces_by_operation", "gross_total"
        ],
    }.items():  # fmt: skip
        for key in keys:
            assert found[part][key] == wanted[part][key], (part, key)


def test_a_dry_run_reports_and_leaves_nothing(run):
    before = counts()
    assert_expected(run(**ALL))
    assert counts() == before
    assert not ImportBatch.objects.exists()


def test_for_good(run, workshop):
    dry = run(**ALL)
    found = run(**ALL, commit=True)
    assert found == dry
    assert_expected(found)
    assert counts() == {
        "Resident": 66,
        "HardshipRecord": HardshipRecord.objects.filter(resident__workshop=workshop).count(),
        "BankAccount": sum(bool(row.account) for row in sheets.roster(sheets.given("roster")) if not row.refused),
        "Client": 4,
        "Agreement": 4,
        "WorkOrder": 5,
        "Operation": 5,
        "PieceRate": 6,
        "PieceEntry": 632,
    }
    entries = PieceEntry.objects.all()
    assert {*entries.values_list("source", "state", "workshop")} == {
        (EntrySource.IMPORT, EntryState.ACCEPTED, workshop.pk)
    }
    assert str(sum(entries.values_list("amount", flat=True))) == "22747.5900"
    assert {batch.state for batch in ImportBatch.objects.all()} == {ImportState.STORED}
    named = [name for name in found["piece_log"]["gross_by_person"] if name.isascii()]
    assert SensitiveRead.objects.count() == len(named)


def test_the_people_are_whole(run):
    run(roster=ALL["roster"], commit=True)
    person = Resident.objects.get(name="顾宝珠")
    assert person.identity_number.reveal() == "13019919590720786X"
    assert (person.identity_last4, person.born_on.isoformat(), person.sex) == ("786X", "1959-07-20", "female")
    assert (person.phone, person.house) == ("19900000036", "4号楼3单元902")
    assert sorted(person.hardships.values_list("kind", "certificate_last4")) == [("dibao", ""), ("disabled", "6X14")]
    assert person.accounts.get().number.reveal() == "6200000000000000364"
    nameless = Resident.objects.get(name="萧兰香")
    assert nameless.no_identity_reason == "身份证丢失补办中"
    assert Resident.objects.in_paper_order().first().name == "郭福生"


def test_the_same_files_again_store_nothing(run):
    run(**ALL, commit=True)
    before = counts()
    again = run(**ALL, commit=True)
    assert counts() == before
    assert {part: (found["accepted"], found["repeated"]) for part, found in again.items()} == {
        "roster": (0, 66),
        "orders": (0, 6),
        "piece_log": (0, 632),
    }


def test_one_file_after_another(run):
    run(roster=ALL["roster"], commit=True)
    run(orders=ALL["orders"], commit=True)
    assert run(**OCTOBER, commit=True)["piece_log"]["gross_total"] == "22747.5900"


@pytest.mark.parametrize(
    ("options", "opened", "settled"),
    [({}, "2026-11-01", True), ({}, "2026-07-01", False), ({"settled": False}, "2026-11-01", False)]
    + [({"settled": True}, "2026-07-01", True)],
)
def test_settled_outside_or_to_be_paid(run, liuhe, options, opened, settled):
    liuhe.opened_on = opened
    liuhe.save()
    run(**ALL, **options, commit=True)
    assert {*PieceEntry.objects.values_list("settled_outside", flat=True)} == {settled}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "at least one"),
        ({"community": "nowhere", **ALL}, "no community"),
        ({"workshop": "别处", **ALL}, "柳河工坊"),
        ({"user": "nobody", **ALL}, "--user"),
        ({"pieces": ALL["pieces"]}, "月"),
        ({"roster": sheets.DATA / "missing.xlsx"}, "can't be read"),
        ({"roster": sheets.DATA / "expected.json"}, "表格"),
    ],
)
def test_what_is_asked_wrongly_is_said(run, options, words):
    with pytest.raises(CommandError, match=words):
        run(**options)
    assert not ImportBatch.objects.exists()


def test_as_it_is_typed_in_a_shell(liuhe, workshop, staff, tmp_path):
    out = tmp_path / "out.json"
    words = f"--community liuhe --workshop {workshop.name} --roster {ALL['roster']} --orders {ALL['orders']}"
    words += f" --pieces {ALL['pieces']} --month 2026-10 --to-be-paid --commit --json {out}"
    call_command("import_sheets", *words.split())
    assert_expected(json.loads(out.read_text(encoding="utf-8")))
    assert out.stat().st_mode & 0o077 == 0
    assert not PieceEntry.objects.filter(settled_outside=True).exists()


@pytest.mark.parametrize("words", ["--month 2026-13", "--settled-outside --to-be-paid"])
def test_a_mistyped_option_is_refused(words):
    with pytest.raises(CommandError, match="error|argument"):
        call_command("import_sheets", "--community", "x", "--workshop", "y", "--json", "z", *words.split())


def test_nothing_is_stored_where_the_report_cant_be_written(run, tmp_path):
    before = counts()
    with pytest.raises(CommandError, match="can't be written"):
        run(**ALL, json=tmp_path / "nowhere" / "out.json", commit=True)
    assert counts() == before


def test_a_report_from_before_is_closed_to_others(run, tmp_path):
    (tmp_path / "out.json").touch(mode=0o644)
    run(**ALL)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
