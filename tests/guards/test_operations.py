"""Operations are the only writers: one act a function, its actor given, its clock and its locks under control."""

import ast
import re

import pytest

from tests.guards.layers import layer
from tests.guards.report import none_of
from tests.guards.source import called, dotted, functions

CLOCKS = {"now", "utcnow", "today", "time_ns", "time.time", "monotonic"}
OF_A_MOMENT = {"localdate", "localtime"}  # clocks only where no moment is given
# The database counts its days by UTC: between midnight and eight it is another day here.
SQL_CLOCK = re.compile(
    r"\b(?:NOW|CLOCK_TIMESTAMP)\(\)|\bCURRENT_(?:DATE|TIMESTAMP)\b|\bLOCALTIMESTAMP\b", re.IGNORECASE
)
WITHOUT_CLOCK = {"rules", "operations"}
# Parts of an act: called inside another operation, which has the actor, the time and the transaction.
PARTS = {
    "residents.operations.log",
    "residents.operations.references",
    "residents.operations.one_time_keys",
    "workshops.operations.parts",
}


# Acts of nobody in particular, with the reason.
STRANGER = "whoever stands at the door isn't signed in yet"
WITHOUT_ACTOR = {
    **dict.fromkeys(("try_pin", "try_phone", "take_try", "give_back_try", "begin_sign_in"), STRANGER),
    "try_own_pin": "her own PIN on somebody else's screen: the card says whose",
    **dict.fromkeys(("note_look", "note_use"), "the row says whose device it is"),
    "send_due": "the clock's: each try is noted as nobody's",
    "rotate_seals": "of a machine's keys, not of a person's data",
    "rebuild_open_entries": "an index, kept by triggers otherwise",
    "forget_what_is_over": "the clock's: what nobody may keep any longer",
}
# Several transactions in a row, with the reason.
WITHOUT_TRANSACTION = {
    "send_due": "no lock is held while the gateway is asked",
    "rotate_seals": "some rows at a time, to be stopped and repeated at will",
}
WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}


def writes(function) -> bool:
    """Whether it changes rows itself."""
    calls = [
        node for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return any(called(call) in WRITES | {"execute"} and not dotted(call.func).startswith("self.") for call in calls)


def writers(source) -> set[str]:
    """The functions of a module that change rows, themselves or through others of the same module."""
    all_of_them = {function.name: function for function in functions(source)}
    found = {name for name, function in all_of_them.items() if writes(function)}
    while more := {
        name
        for name, function in all_of_them.items()
        if name not in found and any(isinstance(n, ast.Name) and n.id in found for n in ast.walk(function))
    }:
        found |= more
    return found


def without_their_shape(tree):
    """Acts (public functions that write) that aren't keyword-only, or lack an actor or a transaction."""
    for source in tree.python:
        if layer(source.name) != "operations" or source.name in PARTS:
            continue
        writing = writers(source)
        for function in functions(source):
            names = {argument.arg for argument in function.args.kwonlyargs}
            if function.name.startswith("_") or function.name not in writing:
                continue
            if function.args.args or function.args.posonlyargs:
                yield source.at(function.lineno, f"{function.name}() takes keywords only. Begin its arguments with *.")
            if "actor" not in names and function.name not in WITHOUT_ACTOR:
                yield source.at(function.lineno, f"{function.name}() must be given its actor.")
            atomic = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
            if not atomic and function.name not in WITHOUT_TRANSACTION:
                yield source.at(
                    function.lineno, f"{function.name}() is one transaction. Decorate it @transaction.atomic."
                )
            if "request" in names:
                yield source.at(function.lineno, f"{function.name}() knows no request. Pass what it needs.")


def clocks(tree):
    """Places in rules and operations that look at a clock."""
    for source in tree.python:
        if layer(source.name) not in WITHOUT_CLOCK:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and reads_clock(node):
                yield source.at(
                    node.lineno, f"{dotted(node.func)}() reads a clock. Take `now` or the day as an argument."
                )


def reads_clock(call: ast.Call) -> bool:
    if called(call) in OF_A_MOMENT:
        return not call.args
    return called(call) in CLOCKS or dotted(call.func) in CLOCKS


def clocks_of_the_database(tree):
    """SQL that asks the database what time it is."""
    for source in tree.python:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL_CLOCK.search(node.value):
                yield source.at(node.lineno, "the database's clock has another day. Give the moment as a parameter.")


def loose_locks(tree):
    """Row locks that also lock joined tables or block foreign keys."""
    for source in tree.python:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) == "select_for_update":
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                if "of" not in given or given.get("no_key") != "True":
                    yield source.at(node.lineno, 'Lock with select_for_update(of=("self",), no_key=True).')


def full_saves(tree):
    """`save()` of an existing row that writes fields it didn't change."""
    for source in tree.python:
        if layer(source.name) != "operations":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) == "save":
                if not {"update_fields", "force_insert"} & {keyword.arg for keyword in node.keywords}:
                    yield source.at(
                        node.lineno, "Name what you change: save(update_fields=[…]); new rows by create()."
                    )


def test_operations_have_one_shape(tree):
    none_of(without_their_shape(tree), "An operation: keywords only, its actor given, one transaction.")


def test_rules_and_operations_read_no_clock(tree):
    none_of(clocks(tree), "Time is given, not read.")


def test_no_statement_reads_the_clock_of_the_database(tree):
    none_of(clocks_of_the_database(tree), "Time is given, to the database too.")


def test_every_exception_is_still_there(tree):
    there = {function.name for source in tree.python for function in functions(source)}
    assert {*WITHOUT_ACTOR, *WITHOUT_TRANSACTION} <= there
    assert PARTS <= {source.name for source in tree.python}


def test_locks_take_one_row_and_no_key(tree):
    none_of(loose_locks(tree), "Locks are narrow.")


def test_operations_save_named_fields(tree):
    none_of(full_saves(tree), "A save names its fields, so that two at once don't undo each other.")


SHAPELY = "@transaction.atomic\ndef log_entry(*, actor, now): entry.save()"


@pytest.mark.parametrize(
    "text",
    [
        SHAPELY.replace("*, ", ""),
        SHAPELY.replace("actor, ", ""),
        SHAPELY.replace("@transaction.atomic\n", ""),
        SHAPELY.replace("now", "now, request"),
    ],
)
def test_an_operation_out_of_shape_is_caught(plant, text):
    assert list(without_their_shape(plant({"workshops/operations/entries.py": text})))


def test_an_operation_in_shape_passes(plant):
    assert not list(without_their_shape(plant({"workshops/operations/entries.py": SHAPELY})))


@pytest.mark.parametrize("helper", ["", "def _further(entry): _store(entry)\n"])
def test_an_act_that_writes_through_a_helper_is_caught(plant, helper):
    text = (
        f"{helper}def _store(entry): entry.save()\ndef log_entry(entry): {'_further' if helper else '_store'}(entry)"
    )
    assert list(without_their_shape(plant({"workshops/operations/entries.py": text})))


@pytest.mark.parametrize(
    "text",
    [
        *("timezone.now()", "dt.date.today()", "today()", "datetime.now()", "dt.datetime.now(dt.UTC)"),
        *("timezone.localdate()", "timezone.localtime(timezone=here)", "time.time()"),
    ],
)
def test_a_clock_is_caught(plant, text):
    assert list(clocks(plant({"workshops/payouts/rules/tax.py": text})))


@pytest.mark.parametrize("text", ["timezone.localdate(now)", "timezone.localtime(entry.logged_at)", "moment.time()"])
def test_a_given_moment_passes(plant, text):
    assert not list(clocks(plant({"workshops/payouts/rules/tax.py": text})))


@pytest.mark.parametrize("text", ["SELECT now()", "WHERE day > CURRENT_DATE", "SET at = clock_timestamp()"])
def test_a_clock_of_the_database_is_caught(plant, text):
    assert list(clocks_of_the_database(plant({"workshops/queries/orders.py": f"SQL = {text!r}"})))


@pytest.mark.parametrize("text", ["rows.select_for_update()", 'rows.select_for_update(of=("self",))'])
def test_a_loose_lock_is_caught(plant, text):
    assert list(loose_locks(plant({"residents/operations/people.py": text})))


def test_a_full_save_is_caught(plant):
    assert list(full_saves(plant({"residents/operations/people.py": "resident.save()"})))
