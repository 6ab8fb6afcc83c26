"""The habits of the house as tests; each message says how to mend what it finds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from lintas.journal import public as journal

SOURCE = settings.ROOT / "src" / "lintas"
CAPABILITIES = sorted(
    p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists() and p.name != "management"
)
FILES = [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts]
NEVER = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py", "base.py"}
LONGEST_FILE = 400
PURE = {"django", "lintas.journal"}


@cache
def imports_of(path: Path) -> list[str]:
    """Read once in a run."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def routes(patterns: list[object], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern


def test_every_route_says_who_may_enter() -> None:
    silent = [
        route
        for route, pattern in routes(get_resolver().url_patterns)
        if not getattr(pattern.callback, "entry", "") and not route.startswith("api/")
    ]
    assert silent == [], "Decorate these views with anyone, signed_in, staff or machine."


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_is_entered_by_its_front_door_only(capability: str) -> None:
    doors = {"public", "models", "migrations", "templatetags"}
    inside = SOURCE / capability
    trespasses = []
    for path in FILES:
        if inside in path.parents:
            continue
        for name in imports_of(path):
            match = re.match(rf"lintas\.{capability}\.(\w+)", name)
            if match and match.group(1) != "public" and capability not in {"kernel"}:
                part = match.group(1)
                outside = (
                    part not in doors
                    and path.name not in {"demo.py", "urls.py"}
                    and "urls" not in part
                )
                if outside or part == "models":
                    trespasses.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert trespasses == [], f"Import from lintas.{capability}.public instead."


def test_rules_are_pure() -> None:
    impure = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in FILES
        if path.name == "rules.py"
        for name in imports_of(path)
        if name.startswith(("django.db", "django.http", "django.utils.timezone"))
        or name.endswith((".models", ".commands", ".queries", "kernel.clock"))
    ]
    assert impure == [], "Rules take what they need as arguments: no database, no clock."


def test_the_kernel_is_plain_python() -> None:
    impure = [
        f"{path.name} imports {name}"
        for path in (SOURCE / "kernel").glob("*.py")
        for name in imports_of(path)
        if name.startswith("django")
    ]
    assert impure == [], "Move what needs Django into a capability."


def test_no_file_has_a_name_that_says_nothing() -> None:
    found = [
        str(p.relative_to(SOURCE)) for p in FILES if p.name in NEVER and p.parent.name != "commands"
    ]
    assert found == [], "Name the file for what it holds (docs/architecture.md, files)."


def test_files_stay_small() -> None:
    long = {
        str(p.relative_to(SOURCE)): len(p.read_text().splitlines())
        for p in FILES
        if len(p.read_text().splitlines()) > LONGEST_FILE
    }
    assert long == {}, "A file past 400 lines is a capability that wants to be two."


def test_only_the_clock_asks_for_the_time() -> None:
    asking = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(")
    found = [
        str(p.relative_to(SOURCE))
        for p in FILES
        if p.name != "clock.py" and asking.search(p.read_text())
    ]
    assert found == [], "Take `at` as an argument; views and tasks ask lintas.kernel.clock."


def test_only_env_reads_the_environment() -> None:
    reading = re.compile(r"os\.environ\b(?!\.setdefault)")
    allowed = {"env.py", "processes.py"}
    found = [p.name for p in FILES if p.name not in allowed and reading.search(p.read_text())]
    assert found == [], "Read variables in env.py and settings.py, nowhere else."


def test_every_template_compiles() -> None:
    """A filter or tag that does not exist is found here and not by the first visitor."""
    for path in sorted(SOURCE.glob("*/templates/**/*.html")):
        get_template(str(path.relative_to(next(p for p in path.parents if p.name == "templates"))))


def test_pages_have_no_inline_script_or_style() -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son(click|load|change|submit)="
    )
    found = [
        str(p.relative_to(SOURCE))
        for p in SOURCE.rglob("templates/**/*.html")
        if inline.search(p.read_text())
    ]
    assert found == [], "The Content-Security-Policy forbids it: use a module in static/."


def test_commands_take_keywords_an_actor_and_the_time() -> None:
    wrong = []
    for path in SOURCE.glob("*/commands.py"):
        if path.parent.name in {"journal", "catalogue"}:
            continue
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            names = {a.arg for a in node.args.kwonlyargs}
            # A periodic turn takes the time, a reaction its entry (wiring.py), and nothing else.
            plain = [a.arg for a in node.args.args]
            if plain not in ([], ["at"], ["entry"]) or not {*plain, *names} & {"at", "entry"}:
                wrong.append(f"{path.parent.name}.{node.name}")
    assert wrong == [], "A command takes keywords only, with `at` among them."


def test_kinds_of_entries_read_subject_and_past_tense() -> None:
    wrong = [kind for kind in journal.known_kinds() if not re.fullmatch(r"[a-z-]+:[a-z-]+", kind)]
    assert wrong == [], "Name an entry like application:submitted."


def test_other_systems_are_asked_in_one_place() -> None:
    asking = re.compile(r"\bhttpx\.(request|get|post|put|Client|AsyncClient)\(|\burlopen\(")
    found = [
        str(p.relative_to(SOURCE))
        for p in FILES
        if p != SOURCE / "kernel" / "asking.py" and asking.search(p.read_text())
    ]
    assert found == [], "Ask with lintas.kernel.asking: it limits time and reads certificates once."
