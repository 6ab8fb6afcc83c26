"""docs/reference/: what the code itself knows, written out for readers."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import get_type_hints

from lintas.applications.public import STEPS
from lintas.journal.public import known_kinds
from lintas.wiring import PERIODIC, REACTIONS

MADE = "<!-- Written by `manage.py reference`; `make check` compares. -->\n"


def pages() -> dict[str, str]:
    """File name and text of each page."""
    return {"steps.md": "\n".join(_steps()), "journal.md": "\n".join(_journal())}


def _steps() -> Iterator[str]:
    yield f"{MADE}\n# The steps of an application\n"
    yield "Each step of `applications/rules.py`: from which status, to which, and by whom.\n"
    yield "```mermaid\nstateDiagram-v2"
    yield "  [*] --> draft"
    for action, step in STEPS.items():
        for source in sorted(step.sources):
            yield f"  {_node(source)} --> {_node(step.target)}: {action}"
    yield "```\n"
    yield "| step | from | to | by |\n|---|---|---|---|"
    for action, step in STEPS.items():
        sources, by = ", ".join(sorted(step.sources)), ", ".join(sorted(step.by))
        yield f"| {action} | {sources} | {step.target} | {by} |"
    yield ""


def _node(status: str) -> str:
    return status.replace("-", "_")


def _journal() -> Iterator[str]:
    yield f"{MADE}\n# The journal\n\n## Kinds of entries\n"
    yield "| kind | data |\n|---|---|"
    for name, cls in sorted(known_kinds().items()):
        hints = get_type_hints(cls)
        data = ", ".join(f"{f.name}: {_type(hints[f.name])}" for f in fields(cls))
        yield f"| `{name}` | {data} |"
    yield "\n## What happens when something has happened\n"
    yield "| entry | reaction | does |\n|---|---|---|"
    for one in REACTIONS:
        yield f"| `{one.kind}` | {one.name} | `{_place_of(one.handler)}` |"
    yield "\n## What is done from time to time\n"
    yield "| every | does |\n|---|---|"
    for turn in PERIODIC:
        yield f"| {turn.every.total_seconds():g} s | `{_place_of(turn.run)}` |"
    yield ""


def _place_of(function: Callable[..., object]) -> str:
    return f"{function.__module__.removeprefix('lintas.')}.{function.__name__}"


def _type(hint: object) -> str:
    text = hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)
    return text.replace("datetime.", "").replace("uuid.", "").replace("|", "or")
