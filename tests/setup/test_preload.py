"""What workers share is there before they are forked, and no more than that."""

import json
import subprocess
import sys

ASKED = """
import gc, json, os, sys
import microfactory.wsgi
views = "workshops.views.counter" in sys.modules
from microfactory.setup.preload import load_shared
load_shared()
from django.utils.translation import trans_real
print(json.dumps({
    "before": views, "views": "workshops.views.counter" in sys.modules, "admin": "workshops.admin.work" in sys.modules,
    "words": sorted(trans_real._translations), "frozen": gc.get_freeze_count(), "phrases": "pypinyin" in sys.modules,
}))
"""


def test_pages_and_words_are_loaded_and_frozen_but_not_the_phrases_of_names():
    answer = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=60)
    seen = json.loads(answer.stdout)
    assert not seen["before"], "the views were loaded anyway: load_shared() could go"
    assert seen["views"] and seen["admin"]
    assert {"zh-hans", "en"} <= set(seen["words"])
    assert seen["frozen"] > 100_000
    assert not seen["phrases"], "55 MB in each process, for the few that write a name"
