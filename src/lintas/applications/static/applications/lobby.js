// Keeps the numbers of somebody who waits true, and goes on when there is something else to see.
// Without this script the page loads itself anew. Whoever looks at another window meanwhile is let
// in all the same, and called: by the window's title, and by a sound where they asked for it.
const { numbers, mark, again, turn } = document.getElementById("lobby").dataset;
const UNSEEN = 8;
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

const bell = document.getElementById("bell");
const title = document.title;
let sound = null;

function ring() {
  const from = sound.currentTime;
  for (const [nth, pitch] of [660, 880, 660, 880].entries()) {
    const tone = new OscillatorNode(sound, { frequency: pitch });
    tone.connect(new GainNode(sound, { gain: 0.2 })).connect(sound.destination);
    tone.start(from + nth * 0.25);
    tone.stop(from + nth * 0.25 + 0.2);
  }
}

if (bell && window.AudioContext) {
  bell.hidden = false;
  bell.addEventListener("click", () => {
    sound = sound || new AudioContext();
    ring();
    bell.disabled = true;
    bell.textContent = bell.dataset.on;
    if ("Notification" in window && Notification.permission === "default") Notification.requestPermission();
  });
}

// Then a moment for the sound, before the calendar takes the page's place.
async function call() {
  document.title = `${turn} · ${title}`;
  if (sound) ring();
  navigator.vibrate?.([300, 150, 300]);
  if ("Notification" in window && Notification.permission === "granted") {
    const worker = await navigator.serviceWorker?.getRegistration();
    worker?.showNotification(turn, { tag: "turn", requireInteraction: true }).catch(() => {});
  }
  await new Promise((done) => setTimeout(done, 1200));
}

async function ask() {
  due = performance.now() + seconds * 1000;
  try {
    const answer = await fetch(numbers, { headers: tag ? { "If-None-Match": tag } : {} });
    seconds = Number(answer.headers.get("Retry-After")) || seconds;
    if (answer.status === 304 || answer.status >= 500) return;
    tag = answer.headers.get("ETag") || "";
    const now = await answer.json();
    if (now.mark !== mark) {
      if (now.mark === "go" && document.hidden) await call();
      return location.reload();
    }
    if (now.ahead && mark.startsWith("waiting")) document.title = `${now.ahead} · ${title}`;
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
  if (performance.now() >= due + (document.hidden ? UNSEEN * 1000 : 0)) ask();
}
due = performance.now() + seconds * 1000;
setInterval(look, 1000);
document.addEventListener("visibilitychange", look);
