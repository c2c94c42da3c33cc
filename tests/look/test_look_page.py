"""docs/look.md names what there is: every component, script and tag."""

import re

import pytest

from microfactory.kernel.templatetags import ui
from tests.look.style import ROOT

PAGE = (ROOT / "docs" / "look.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[a-z][a-z0-9_-]+", PAGE))
COMPONENTS = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))
SCRIPTS = sorted(path.stem for path in (ROOT / "static" / "js").glob("*.js"))


@pytest.mark.parametrize("names", [COMPONENTS, SCRIPTS, sorted({*ui.register.tags, *ui.register.filters})])
def test_everything_is_named(names):
    assert names
    assert [name for name in names if name not in WORDS] == []
