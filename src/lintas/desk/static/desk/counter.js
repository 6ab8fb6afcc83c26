// Keeps the lists of who waits up to date; nothing moves under the cursor while a form is used.
const board = document.getElementById("board");

async function refresh() {
  if (document.hidden || board.contains(document.activeElement)) return;
  try {
    const answer = await fetch(board.dataset.address);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("board");
    if (fresh && fresh.innerHTML !== board.innerHTML) board.innerHTML = fresh.innerHTML;
  } catch {
    // The office's network is away: the lists stay as they were.
  }
}
setInterval(refresh, 4000);
