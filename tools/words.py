"""The English catalogues: `words.py check | update | compile`.

Pages and code are written in Indonesian; each capability keeps its English in
locale/en/LC_MESSAGES/django.po beside its templates. Babel replaces the GNU gettext programs,
which a plain machine does not have.
"""

import io
import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "lintas"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def templatized(path: Path) -> str:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    return templatize(path.read_text(), origin=str(path))


def sources_of(app: Path) -> list[tuple[Path, str]]:
    code = [(p, p.read_text()) for p in sorted(app.rglob("*.py")) if "migrations" not in p.parts]
    pages = sorted([*app.rglob("templates/**/*.html"), *app.rglob("templates/**/*.js")])
    return code + [(p, templatized(p)) for p in pages]


def wanted(app: Path) -> Catalog:
    """The messages of one capability as they stand in its code and pages."""
    catalog = Catalog(locale="en", project="Lintas", charset="utf-8", fuzzy=False)
    for path, text in sources_of(app):
        found = extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        )
        for _line, message, _comments, context in found:
            catalog.add(message, locations=[(str(path.relative_to(ROOT)), 1)], context=context)
    return catalog


def po_of(app: Path) -> Path:
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def kept(app: Path) -> Catalog:
    path = po_of(app)
    if not path.exists():
        return Catalog(locale="en", project="Lintas", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def apps() -> list[Path]:
    return sorted(p for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").exists())


def is_english(message: object) -> bool:
    text = getattr(message, "string", "")
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def missing() -> list[str]:
    lines = []
    for app in apps():
        have = kept(app)
        for message in wanted(app):
            if not message.id:
                continue
            ours = have.get(message.id, context=message.context)
            if ours is None or not is_english(ours) or ours.fuzzy:
                lines.append(
                    f"{app.name}: {message.id!r} has no English ({message.locations[0][0]})"
                )
    return lines


def told_twice() -> list[str]:
    """Sentences that two capabilities put into English differently.

    All catalogues become one when the program runs, and the first says it for everybody: whoever
    means something else names a context.
    """
    said: dict[tuple[object, object], dict[str, object]] = {}
    for app in apps():
        for message in kept(app):
            if message.id:
                one = said.setdefault((message.context, message.id), {})
                one[app.name] = message.string
    return [
        f"{', '.join(by)}: {message!r} is {' and '.join(map(repr, dict.fromkeys(by.values())))}; "
        "agree on one, or give one of them a context"
        for (_context, message), by in said.items()
        if len(set(by.values())) > 1
    ]


def update() -> None:
    for app in apps():
        now, have = wanted(app), kept(app)
        if not len(now):
            continue
        for message in now:
            ours = have.get(message.id, context=message.context) if message.id else None
            if ours is not None:
                message.string = ours.string
        po_of(app).parent.mkdir(parents=True, exist_ok=True)
        with po_of(app).open("wb") as file:
            write_po(file, now, sort_output=True, no_location=True, omit_header=True, width=100)


def compile_all() -> None:
    for app in apps():
        if not po_of(app).exists():
            continue
        with po_of(app).open("rb") as file:
            catalog = read_po(file, locale="en")
        target = po_of(app).with_suffix(".mo")
        fresh = target.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, catalog)
        fresh.replace(target)


def main() -> int:
    verb = sys.argv[1] if len(sys.argv) == 2 else ""
    if verb == "update":
        update()
    elif verb == "compile":
        compile_all()
    elif verb == "check":
        lines = missing() + told_twice()
        print("\n".join(lines) or "Every sentence has its English.")
        return 1 if lines else 0
    else:
        print("words.py check | update | compile")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
