// Keeps the numbers of somebody who waits true, and goes on when there is something else to see.
// Without this script the page loads itself anew.
const { numbers, mark, again } = document.getElementById("lobby").dataset;
let tag = "";
let seconds = Number(again);
let due = 0;
let spokenAt = performance.now();
const spoken = document.getElementById("spoken");
const ticket = document.querySelector(".ticket");

// Calm: whoever listens instead of looking hears the new numbers once a minute, not at each change.
function speak() {
  if (!spoken || !ticket || performance.now() - spokenAt < 60000) return;
  spokenAt = performance.now();
  spoken.textContent = ticket.innerText;
}

async function ask() {
  due = performance.now() + seconds * 1000;
  try {
    const answer = await fetch(numbers, { headers: tag ? { "If-None-Match": tag } : {} });
    seconds = Number(answer.headers.get("Retry-After")) || seconds;
    if (answer.status === 304 || answer.status >= 500) return;
    tag = answer.headers.get("ETag") || "";
    const now = await answer.json();
    if (now.mark !== mark) return location.reload();
    for (const place of document.querySelectorAll("[data-number]")) {
      const said = now[place.dataset.number];
      if (said && place.textContent !== said) place.textContent = said;
    }
    speak();
  } catch {
    // Offline: what was said last stays; the place in line stays too.
  } finally {
    due = performance.now() + seconds * 1000;
  }
}

function look() {
  if (!document.hidden && performance.now() >= due) ask();
}
due = performance.now() + seconds * 1000;
setInterval(look, 1000);
document.addEventListener("visibilitychange", look);
