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

// How long the wait still is: the same page's words, asked anew while somebody looks at them.
const waiting = document.getElementById("wait");
async function lookAtTheWait() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("wait");
    if (now && now.textContent !== waiting.textContent) waiting.replaceChildren(...now.childNodes);
  } catch {
    // Offline: what was said last stays.
  }
}
if (waiting) setInterval(lookAtTheWait, 8000);

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
