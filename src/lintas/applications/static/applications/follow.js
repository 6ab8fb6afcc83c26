// Moves a page on when its request has changed, and counts down to the hold's end.
// Without this script every page says the same after a reload.
const here = document.getElementById("follow");
const { state, status, then, payable, wish } = here.dataset;

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(state, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const now = await answer.json();
    if (now.status !== status) location.assign(then || location.href);
    else if ((payable === "no" && now.payable) || (wish && now.wish !== wish)) location.reload();
  } catch {
    // Offline: the page stays as it is, and the next look may find the way again.
  }
}
setInterval(look, 4000);
document.addEventListener("visibilitychange", look);

const left = document.getElementById("left");
function count() {
  const minutes = Math.floor((new Date(left.dataset.until) - Date.now() - shift) / 60000);
  if (minutes >= 0) left.textContent = " " + left.dataset.words.replace("{minutes}", minutes);
}
const shift = Number(document.documentElement.dataset.clockShift || 0) * 1000;
if (left) {
  count();
  setInterval(count, 20000);
}
