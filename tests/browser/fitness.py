"""What is wrong with a page as it stands in a browser, for whoever reads or touches it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAP = 48
"""Pixels, the least height and width of what is touched (design tokens: --tap)."""
SMALL = """tap => [...document.querySelectorAll(
    "button, select, summary, input:not([type=hidden]), nav a, .btn, .list a")]
  .filter(e => !e.closest("dialog:not([open]), .unseen, .skip") && e.offsetParent)
  .map(e => e.matches("[type=radio], [type=checkbox]") ? e.closest("label") || e : e)
  .filter(e => { const box = e.getBoundingClientRect(); return box.height < tap - 0.5; })
  .map(e => `${e.tagName} ${e.textContent.trim().slice(0, 30)} ${e.getBoundingClientRect().height}`)
"""
AXE = Axe().axe_script
AXE_IS_THERE = "'axe' in window"
VIOLATIONS = "() => axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations)"
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def faults(page: Page, what: str, *, touch: bool = True) -> list[str]:
    """axe in light and in dark, the frame at normal and at double text size, the targets."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for violation in violations(page):
            where = [node["target"] for node in violation["nodes"]][:2]
            found.append(f"{what} {scheme}: {violation['id']} {where}")
    page.emulate_media(color_scheme="light")
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        wide = page.evaluate(TOO_WIDE)
        if wide > 0:
            found.append(f"{what} at {size} text is {wide} pixels too wide")
    page.evaluate("document.documentElement.style.fontSize = ''")
    if touch:
        found += [f"{what}: small target {small}" for small in page.evaluate(SMALL, TAP)]
    return found


def violations(page: Page) -> list[dict[str, Any]]:
    """axe goes into a page once; its long list of what was right stays there."""
    if not page.evaluate(AXE_IS_THERE):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS)
    return found
