"""A view is a function: get what she may see, check a form, do one act, redirect."""

import ast

import pytest

from tests.guards.layers import layer
from tests.guards.report import none_of
from tests.guards.source import called, dotted, functions, parents

SCOPES = {"visible_to", "of_member", "none"}  # by what she may see; a user's own communities; nothing yet
GETTERS = {"get_object_or_404", "get_list_or_404"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "execute"}
ALLOWING = {"allow", "require_POST", "require_GET", "require_safe", "require_http_methods"}
ADMIN_HOOKS = {"save_model", "save_formset"}  # where Django's admin stores the form of a plain noun
LONGEST_VIEW = 40
# Plain upkeep nouns, saved by their form. Acts, states, money and several rows go through operations.
UPKEEP = {
    "jobs/views/employers.py",  # an employer's address
    "workshops/views/clients.py",  # a company's contact
    "residents/views/members.py",  # a workshop's name and opening hours
}


def views(tree):
    """The modules that answer requests: the layer of views, and wherever else an address leads."""
    named = addressed(tree)
    return [
        source
        for source in tree.python
        if layer(source.name) == "views" or any(answers(function, named) for function in functions(source))
    ]


def answers(function, named) -> bool:
    """Whether an address leads to it."""
    return function.name in named and [argument.arg for argument in function.args.args[:1]] == ["request"]


def pages(tree):
    """Everything of the web that reads rows: views and forms of the apps, and the pages above them."""
    above = [source for source in tree.python if source.path.parts[:2] == ("microfactory", "pages")]
    return [*(s for s in tree.python if layer(s.name) in {"views", "forms"}), *above]


def several_acts(source):
    """View functions that call more than one operation."""
    acts = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and ".operations" in f"{node.module}.":
            acts |= {alias.asname or alias.name: alias.name for alias in node.names}
    for function in functions(source):
        used = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and dotted(node.value) in acts:
                used.add(f"{dotted(node.value)}.{node.attr}")
            elif isinstance(node, ast.Name) and node.id in acts and node.id.islower():
                used.add(node.id)
        used = {name for name in used if not any(other.startswith(f"{name}.") for other in used)}
        if len(used) > 1:
            yield source.at(function.lineno, f"{function.name}() calls {', '.join(sorted(used))}: one URL an act.")


def bare_lookups(source):
    """Rows fetched without asking who may see them."""
    above = parents(source.tree)
    calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    handed_on = {dotted(call.args[0]) for call in calls if called(call) == "get_visible" and call.args}
    handed_on |= {dotted(call.func.value) for call in calls if called(call) in SCOPES if hasattr(call.func, "value")}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in GETTERS:
            yield source.at(node.lineno, f"{called(node)}() asks nobody. Use kernel.scoping.get_visible().")
        elif isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            if not is_scoped(node, above, handed_on):
                yield source.at(node.lineno, f"{dotted(node)} is unscoped here. Use .visible_to(access) or a query.")


def is_scoped(node, above, handed_on):
    """Whether the chain that begins here is scoped, or ends in get_visible() straight or by a name."""
    for up in upwards(node, above):
        if (
            isinstance(up, ast.Attribute)
            and up.attr in SCOPES
            or isinstance(up, ast.Call)
            and called(up) == "get_visible"
        ):
            return True
        node = up
    statement = above.get(node)
    return isinstance(statement, ast.Assign) and {dotted(target) for target in statement.targets} <= handed_on


def direct_writes(source):
    """Rows written past the operations."""
    hooks = [node for node in ast.walk(source.tree) if getattr(node, "name", "") in ADMIN_HOOKS]
    inside = {node for hook in hooks for node in ast.walk(hook)}
    for node in set(ast.walk(source.tree)) - inside:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, receiver = node.func.attr, node.func.value
            on_rows = name == "update" and (node.keywords or isinstance(receiver, ast.Call))
            upkeep = str(source.path) in UPKEEP and dotted(node.func) == "form.save"
            if (name in WRITES or on_rows) and not upkeep:
                yield source.at(node.lineno, f".{name}() writes from a page. Call one operation.")


def upwards(node, above):
    """The expressions that a node stands in."""
    while (node := above.get(node)) is not None and not isinstance(node, ast.stmt):
        yield node


def hidden_actions(source):
    """Fields of a post that a view reads past its form (it may hand them to another form)."""
    above = parents(source.tree)
    for node in ast.walk(source.tree):
        read = node.value if isinstance(node, ast.Subscript) else None
        read = node.func.value if isinstance(node, ast.Call) and called(node) in {"get", "getlist"} else read
        text = ast.unparse(node)
        to_form = any(isinstance(up, ast.Call) and called(up).endswith("Form") for up in upwards(node, above))
        if read is not None and dotted(read) == "request.POST" and "next" not in text and not to_form:
            yield source.at(
                node.lineno, f"{text} is read past the form. Give the act its own URL, the field its form."
            )


def addressed(tree) -> set[str]:
    """Names of the functions that an address leads to."""
    urls = [source for source in tree.python if source.path.name == "urls.py"]
    nodes = [node for source in urls for node in ast.walk(source.tree)]
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return named | {node.id for node in nodes if isinstance(node, ast.Name)}


def odd_views(source, named):
    """Classes, views that don't say which methods they answer, and views too long to read top to bottom."""
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and any("View" in ast.unparse(base) for base in node.bases):
            yield source.at(node.lineno, f"{node.name}: views are functions.")
    for function in functions(source):
        if not answers(function, named):
            continue
        decorators = {called(d) if isinstance(d, ast.Call) else dotted(d) for d in function.decorator_list}
        if not decorators & ALLOWING:
            yield source.at(function.lineno, f'{function.name}() must say what it answers: @allow("GET", "POST").')
        if function.end_lineno - function.lineno > LONGEST_VIEW:
            yield source.at(function.lineno, f"{function.name}() is too long for a view. Move reading to queries/.")


def test_a_view_does_one_act(tree):
    none_of([f for source in views(tree) for f in several_acts(source)], "A view calls one operation.")


def test_pages_fetch_only_what_may_be_seen(tree):
    none_of([f for source in pages(tree) for f in bare_lookups(source)], "Pages read through visible_to and queries.")


def test_pages_admin_and_commands_write_through_operations(tree):
    upkeep = [source for source in tree.python if layer(source.name) in {"admin", "management"}]
    none_of([f for source in pages(tree) + upkeep for f in direct_writes(source)], "Only operations write.")


def test_views_read_posts_through_forms(tree):
    none_of([f for source in views(tree) for f in hidden_actions(source)], "A post is read by its form.")


def test_views_are_short_functions_that_name_their_methods(tree):
    named = addressed(tree)
    findings = [f for source in views(tree) for f in odd_views(source, named)]
    none_of(findings, "Views are functions of about fifteen lines.")


def test_every_upkeep_view_still_saves_its_form(tree):
    assert UPKEEP <= {str(source.path) for source in tree.python if "form.save()" in source.text}


def test_a_page_above_the_apps_is_a_view_too(plant):
    urls = "from microfactory.pages.me import slips\nurlpatterns = [path('', slips.slip)]"
    tree = plant({"microfactory/pages/me/urls.py": urls, "microfactory/pages/me/slips.py": "def slip(request): ..."})
    assert [f for source in views(tree) for f in odd_views(source, addressed(tree))]


def test_two_acts_in_a_view_are_caught(plant):
    text = """
        from workshops.operations.entries import accept_entries, log_entry
        from workshops.operations import issues

        def one(request):
            log_entry(actor=request.user)

        def two(request):
            if request.POST.get("accept"):
                accept_entries(actor=request.user)
            else:
                issues.cancel_issue(actor=request.user)
    """
    found = list(several_acts(plant({"workshops/views/entries.py": text}).python[0]))
    assert len(found) == 1
    assert "two()" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "get_object_or_404(Issue, pk=1)",
        "Issue.objects.get(pk=1)",
        "rows = Issue.objects.filter(open=True)",
        "f(Issue.objects)",
    ],
)
def test_a_bare_lookup_is_caught(plant, text):
    assert list(bare_lookups(plant({"workshops/views/issues.py": text}).python[0]))


@pytest.mark.parametrize(
    "text",
    [
        "Issue.objects.visible_to(access)",
        "Issue.objects.select_related('operation').visible_to(access).first()",
        "get_visible(Issue.objects.select_related('operation'), access, pk=1)",
        "rows = Issue.objects.all()\nget_visible(rows, access, pk=1)",
    ],
)
def test_a_scoped_lookup_passes(plant, text):
    assert not list(bare_lookups(plant({"workshops/views/issues.py": text}).python[0]))


@pytest.mark.parametrize(
    "text",
    [
        "form.save()",
        "issue.delete()",
        "Issue.objects.filter(pk=1).update(state='open')",
        "rows.update(state='open')",
        "cursor.execute('DELETE FROM workshops_issue')",
    ],
)
def test_a_write_from_a_page_is_caught(plant, text):
    assert list(direct_writes(plant({"workshops/views/issues.py": text}).python[0]))


@pytest.mark.parametrize("text", ["request.POST['action']", "request.POST.get('action')"])
def test_a_hidden_action_is_caught(plant, text):
    assert list(hidden_actions(plant({"workshops/views/issues.py": text}).python[0]))


@pytest.mark.parametrize("text", ["class Issues(ListView): ...", "def issues(request): ..."])
def test_an_odd_view_is_caught(plant, text):
    urls = "urlpatterns = [path('', issues.issues)]"
    tree = plant({"workshops/urls.py": urls, "workshops/views/issues.py": text})
    assert list(odd_views(views(tree)[0], addressed(tree)))
