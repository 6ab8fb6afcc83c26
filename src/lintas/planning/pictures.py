"""Bars side by side as SVG, with the same numbers as a table, in light and in dark. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 960, 320
LEFT, TOP, BOTTOM = 48, 24, 44
LABELS = 14
"""No more than so many words fit under the bars."""
CLASSES = ("one", "two", "three", "four")
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 62rem; padding: 0 1rem;
  background: #fff; color: #1a1a1a; }
figure, .wide { margin: 0; overflow-x: auto; }
figure svg { min-width: 44rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem .2rem 0; text-align: right; }
th:first-child, td:first-child { text-align: left; }
svg text { fill: currentColor; font: 13px system-ui, sans-serif; }
svg .axis { stroke: currentColor; stroke-width: 1; opacity: .5; }
svg .one { fill: #0b5cad; } svg .two { fill: #c2570c; } svg .three { fill: #557a1f; }
svg .four { fill: #7a4fa3; }
@media (prefers-color-scheme: dark) {
  body { background: #16181b; color: #eceff1; }
  svg .one { fill: #6db3f2; } svg .two { fill: #f0a35e; } svg .three { fill: #a8cf6f; }
  svg .four { fill: #c6a4ea; }
}
"""


@dataclass(frozen=True)
class Chart:
    """One group of bars for each label, one bar for each series. `unit` is what a bar counts."""

    title: str
    unit: str
    labels: Sequence[str]
    series: Mapping[str, Sequence[float]]


def svg(chart: Chart) -> str:
    """Draws itself in the colour of the text around it; says in words what it shows."""
    highest = max([1.0, *(value for values in chart.series.values() for value in values)])
    groups = max(1, len(chart.labels))
    step = (WIDTH - LEFT) / groups
    thick = step * 0.8 / max(1, len(chart.series))
    parts = [*_axis(highest), *_words(chart.labels, step)]
    for nth, (name, values) in enumerate(chart.series.items()):
        for group, value in enumerate(values):
            high = value / highest * (HEIGHT - TOP - BOTTOM)
            left = LEFT + group * step + step * 0.1 + nth * thick
            parts.append(
                f'<rect class="{CLASSES[nth % len(CLASSES)]}" x="{left:.1f}" '
                f'y="{HEIGHT - BOTTOM - high:.1f}" width="{thick:.1f}" height="{high:.1f}">'
                f"<title>{escape(chart.labels[group])}, {escape(name)}: {value:g}</title></rect>"
            )
        parts.append(_legend(nth, name))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" '
        f'role="img" aria-label="{escape(chart.title)}"><title>{escape(chart.title)}</title>'
        f"<desc>{escape(_said(chart))}</desc>{''.join(parts)}</svg>"
    )


def _axis(highest: float) -> list[str]:
    base = HEIGHT - BOTTOM
    found = [f'<line class="axis" x1="{LEFT}" y1="{base}" x2="{WIDTH}" y2="{base}"/>']
    for part in (0.5, 1.0):
        y = base - part * (base - TOP)
        found.append(f'<line class="axis" x1="{LEFT}" y1="{y:g}" x2="{WIDTH}" y2="{y:g}"/>')
        found.append(
            f'<text x="{LEFT - 6}" y="{y + 4:g}" text-anchor="end">{part * highest:.3g}</text>'
        )
    return found


def _words(labels: Sequence[str], step: float) -> list[str]:
    every = -(-len(labels) // LABELS)
    return [
        f'<text x="{LEFT + (nth + 0.5) * step:.1f}" y="{HEIGHT - BOTTOM + 18}" '
        f'text-anchor="middle">{escape(label)}</text>'
        for nth, label in enumerate(labels)
        if nth % every == 0
    ]


def _legend(nth: int, name: str) -> str:
    left = LEFT + nth * 200
    return (
        f'<rect class="{CLASSES[nth % len(CLASSES)]}" x="{left}" y="{HEIGHT - 18}" width="12" '
        f'height="12"/><text x="{left + 18}" y="{HEIGHT - 7}">{escape(name)}</text>'
    )


def _said(chart: Chart) -> str:
    lines = [f"{name}: {', '.join(f'{v:g}' for v in of)}" for name, of in chart.series.items()]
    return f"{chart.unit}. {'; '.join(lines)}."


def page(title: str, charts: Sequence[Chart], said: Sequence[str]) -> str:
    """A whole file that needs nothing else: pictures, their numbers, and what was assumed."""
    words = "".join(f"<p>{escape(line)}</p>" for line in said)
    figures = "".join(
        f"<h2>{escape(c.title)}</h2><figure tabindex=0>{svg(c)}"
        f"<figcaption>{escape(c.unit)}</figcaption></figure>{_table(c)}"
        for c in charts
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f"<body><h1>{escape(title)}</h1>{words}{figures}</body></html>\n"
    )


def _table(chart: Chart) -> str:
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in chart.series)
    rows = "".join(
        f"<tr><th scope=row>{escape(label)}</th>"
        + "".join(f"<td>{values[nth]:g}</td>" for values in chart.series.values())
        + "</tr>"
        for nth, label in enumerate(chart.labels)
    )
    table = f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<div class=wide tabindex=0>{table}</div>"
