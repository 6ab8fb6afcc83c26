"""Waiting for what the service worker keeps; `wait_for_function` does not wait for a promise."""

from playwright.sync_api import Page

from tests.running import until

IS_KEPT = """async pictures => {
  const drawn = [...document.querySelectorAll(pictures || "none")].map(one => one.src);
  const wanted = [location.href, ...drawn].map(one => caches.match(one, { ignoreVary: true }));
  return (await Promise.all(wanted)).every(Boolean);
}"""


def until_kept(page: Page, pictures: str = "") -> None:
    """The page as it stands, and the pictures on it that the selector names."""
    until("the page is kept", lambda: page.evaluate(IS_KEPT, pictures))
