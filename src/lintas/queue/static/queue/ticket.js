// Keeps the state of a number up to date; without a connection the last one stays.
const now = document.getElementById("now");

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(now.dataset.address, { cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("now");
    if (fresh && fresh.innerHTML !== now.innerHTML) now.innerHTML = fresh.innerHTML;
  } catch {
    // Out of reach: what was seen last stays.
  }
}
setInterval(refresh, 8000);
document.addEventListener("visibilitychange", refresh);
