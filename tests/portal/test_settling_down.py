"""What the web process has done before its first request."""

import json
import subprocess
import sys

from lintas.env import ROOT
from lintas.portal.in_front import PAGES_OF_A_RUSH, YOUNG
from lintas.processes import surroundings

SAYS = """
import gc, json
from lintas import web
from django.conf import settings
from django.template import engines
from django.urls import get_resolver
loader = engines["django"].engine.template_loaders[0]
print(json.dumps({
    "threshold": gc.get_threshold()[0],
    "frozen": gc.get_freeze_count(),
    "languages": sorted(get_resolver()._reverse_dict),
    "pages": sorted(str(one.name) for one in getattr(loader, "get_template_cache", {}).values()
                    if hasattr(one, "name")),
}))
"""


def test_the_first_visitor_waits_for_nothing_that_every_page_needs() -> None:
    """Addresses in both languages and the pages of a rush are ready, and the garbage collector
    looks through none of it again."""
    said = subprocess.run(
        [sys.executable, "-c", SAYS], cwd=ROOT, env=surroundings(), capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout.splitlines()[-1])
    assert found["threshold"] == YOUNG
    assert found["frozen"] > 10 * YOUNG
    assert found["languages"] == ["en", "id"]
    assert set(PAGES_OF_A_RUSH) <= set(found["pages"])
