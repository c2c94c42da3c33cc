"""What a browser of 2019 doesn't know, found in style sheets and scripts as text.

The phones that residents have run in-app browsers of about Chrome 70, which pass over what they don't know: a whole
rule for a selector, one declaration for a value. So newer things are fine where something older stands before them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.look.style import COMMENT, ROOT

TEMPLATES, SCRIPTS = ROOT / "templates", ROOT / "static" / "js"
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
HEAD = re.compile(r"(?:^|[{};])\s*(@[^{};]+)(?=[{;])")

# Left out by an old browser without anybody missing it.
HARMLESS = {"text-wrap", "text-underline-offset", "accent-color", "text-decoration-thickness", "color-scheme"}
NEW_PROPERTY = re.compile(
    r"^(inset(-.*)?|aspect-ratio|content-visibility|container(-.*)?|translate|rotate|scale|scrollbar-gutter"
    r"|(margin|padding)-(inline|block)|overflow-clip-margin|row-gap|place-self|animation-timeline|anchor-.*)$"
)
NEW_VALUE = re.compile(
    r"(?<![\w-])(min|max|clamp|color-mix|oklch|oklab|lab|lch|light-dark|round|conic-gradient|image-set)\("
    r"|(?<![\w-])(anywhere|revert|revert-layer|clip|subgrid)(?![\w-])|\d(dvh|svh|lvh|dvw|cqw|cqi|lh|rlh)(?![\w-])"
)
NEW_SELECTOR = re.compile(
    r":not\(:focus-visible\)|:(?:has|is|where)\([^)]*\)|:focus-visible|:modal|:popover-open|:user-(?:in)?valid"
    r"|:not\([^()]*,[^()]*\)|&"
)
NEW_AT = re.compile(
    r"@(layer|container|property|scope|starting-style|view-transition)\b|\([\w-]+\s*[<>]=?|@media[^{]*[<>]=?"
)
NEW_IN_SCRIPT = {
    "?.": re.compile(r"\?\.(?!\d)"),
    "??": re.compile(r"\?\?"),
    "||= &&=": re.compile(r"\|\|=|&&="),
    "private or static fields": re.compile(r"(?<![\w'\"&#])#[a-zA-Z_]\w*\s*[=;(]|\bstatic\s*\{"),
    "1_000": re.compile(r"\b\d+_\d+\b"),
    "a method of 2020 or later": re.compile(
        r"\.(replaceAll|at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|replaceChildren|hasOwn|any"
        r"|groupBy|withResolvers|showModal|showPopover|randomUUID|allSettled|checkVisibility)\("
    ),
    "arrayBuffer of a blob (that of a fetch's answer is older)": re.compile(r"(?<!answer)\.arrayBuffer\("),
    "a name of 2020 or later": re.compile(r"\b(structuredClone|WeakRef|AggregateError|FinalizationRegistry)\b"),
    "top-level await": re.compile(r"^await\b", re.MULTILINE),
}
STRINGS = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|//[^\n]*|/\*.*?\*/", re.DOTALL)


def too_new_for(style: str) -> Iterator[str]:
    """Every selector, declaration and at-rule of a style sheet that an old browser passes over with nothing before."""
    text = COMMENT.sub("", style)
    for head in HEAD.findall(text):
        if NEW_AT.search(head):
            yield head.strip()
    known: dict[str, set[str]] = {}
    for selectors, block in RULE.findall(text):
        written = [part.split(":", 1) for part in block.split(";") if ":" in part]
        rows = [(name.strip(), value.strip()) for name, value in written]
        for selector in [part.strip() for part in re.split(r",(?![^(]*\))", selectors)]:
            yield from _rule(selector, rows, known)


def _rule(selector: str, rows: list[tuple[str, str]], known: dict[str, set[str]]) -> Iterator[str]:
    names = {name for name, _value in rows}
    if NEW_SELECTOR.search(selector):
        plain = NEW_SELECTOR.sub(lambda found: ":focus" if found.group() == ":focus-visible" else "", selector).strip()
        if not names <= known.get(plain, set()):
            yield f"{selector} {{}} without {plain or 'a plainer selector'} {{}} before it"
    known.setdefault(selector, set()).update(names)
    laid_out = {value for name, value in rows if name == "display"}
    for place, (name, value) in enumerate(rows):
        before = [older for earlier, older in rows[:place] if earlier == name and not NEW_VALUE.search(older)]
        if name in HARMLESS or name.startswith("--") and not NEW_VALUE.search(value):
            continue
        if name == "gap" and not laid_out & {"grid", "inline-grid"}:
            yield f"{selector} {{ gap }} outside a grid: give the children margins"
        elif NEW_PROPERTY.match(name) or (NEW_VALUE.search(value) and not before):
            yield f"{selector} {{ {name}: {value} }} with nothing older before it"


def too_new_in(script: str) -> Iterator[str]:
    """What a script uses that came after 2019."""
    text = STRINGS.sub('""', script)
    for what, pattern in NEW_IN_SCRIPT.items():
        if found := pattern.search(text):
            yield f"{what}: {found.group()}"


def phone_scripts() -> set[Path]:
    """The scripts that a page of the phone names, in itself, in its base or in a part that it includes."""
    seen: set[Path] = set()
    waiting = [path for path in TEMPLATES.rglob("*.html") if _on_the_phone(path)]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.exists():
            continue
        seen.add(path)
        text = path.read_text(encoding="utf-8")
        found |= {SCRIPTS / name for name in re.findall(r"static ['\"]js/([\w.-]+)['\"]", text)}
        waiting += [TEMPLATES / name for name in re.findall(r"{%\s*include\s+['\"]([^'\"]+)", text)]
    return found


def _on_the_phone(path: Path) -> bool:
    parent = re.search(r"{%\s*extends\s+['\"]([^'\"]+)", path.read_text(encoding="utf-8"))
    if parent is None:
        return path.name == "base_phone.html"
    above = TEMPLATES / parent[1]
    return above != path and above.exists() and _on_the_phone(above)
