// The kiosk forgets: thirty seconds without a touch and the first page stands there again, in the
// place of the last one in the browser's history. Nothing is kept anywhere.
const { home, reset } = document.body.dataset;
const field = document.getElementById("ticket");
const pads = document.getElementById("pads");
let touched = performance.now();

function again() {
  if (field) field.value = "";
  location.replace(home);
}

for (const event of ["pointerdown", "keydown", "input"]) {
  addEventListener(event, () => { touched = performance.now(); }, { passive: true });
}
setInterval(() => {
  if (performance.now() - touched < Number(reset) * 1000) return;
  touched = performance.now();
  if ("answered" in document.body.dataset || field?.value || !location.pathname.endsWith(home)) again();
}, 500);
// A page that the browser kept for going back is never shown as it was.
addEventListener("pageshow", (event) => { if (event.persisted) again(); });

for (const link of document.querySelectorAll("[data-replace]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
}

if (pads) {
  pads.hidden = false;
  pads.addEventListener("click", (event) => {
    const key = event.target.closest("[data-sign]");
    if (!key) return;
    field.value = key.dataset.sign ? field.value + key.dataset.sign : field.value.slice(0, -1);
  });
}
