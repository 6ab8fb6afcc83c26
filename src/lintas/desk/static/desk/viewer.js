// Shows a paper beside the answers: zoomed, turned, moved by mouse, touch or arrow keys. Nothing is
// fetched before somebody chooses it, as each look is recorded. Without this script a paper is a link.
const viewer = document.getElementById("viewer");
const stage = viewer.querySelector(".stage");
const frame = stage.firstElementChild;
const picture = frame.firstElementChild;
const words = viewer.querySelector("[role=status]");
const STEP = 1.25, LEAST = 0.05, MOST = 8; // screen pixels for one of the picture's

// Each page of a PDF is a sheet of its own.
const sheets = [...document.querySelectorAll("a[data-paper]")].flatMap((link) => {
  const pages = Number(link.dataset.pages);
  return Array.from({ length: pages || 1 }, (_, n) => ({
    link, turned: 0, name: link.dataset.paper,
    address: pages ? `${link.href}?halaman=${n + 1}` : link.href,
    page: pages > 1 ? viewer.dataset.page.replace("%1", n + 1).replace("%2", pages) : "",
  }));
});
let here = -1, scale = 1, fitted = true;

function show(nth) {
  if (!sheets[nth]) return;
  sheets[here]?.link.removeAttribute("aria-current");
  here = nth;
  fitted = true;
  const sheet = sheets[here];
  sheet.link.setAttribute("aria-current", "true");
  words.textContent = [sheet.name, sheet.page].filter(Boolean).join(", ");
  viewer.hidden = false;
  viewer.setAttribute("aria-busy", "true");
  picture.alt = words.textContent;
  picture.src = sheet.address;
  for (const [name, there] of [["before", here - 1], ["next", here + 1]]) {
    viewer.querySelector(`[data-do=${name}]`).disabled = !sheets[there];
  }
}

picture.addEventListener("load", () => {
  viewer.removeAttribute("aria-busy");
  draw();
  stage.scrollTo(0, 0);
});
picture.addEventListener("error", () => {
  viewer.removeAttribute("aria-busy");
  words.textContent = `${sheets[here].name}: ${viewer.dataset.broken}`;
});

const ready = () => here >= 0 && picture.complete && picture.naturalWidth > 0;

function draw() {
  const { naturalWidth: width, naturalHeight: height } = picture;
  if (!ready()) return;
  const turned = sheets[here].turned, lying = turned % 2 === 1;
  if (fitted) scale = stage.clientWidth / (lying ? height : width);
  const [x, y] = [width * scale, height * scale];
  frame.style.width = `${lying ? y : x}px`;
  frame.style.height = `${lying ? x : y}px`;
  picture.style.width = `${x}px`;
  picture.style.height = `${y}px`;
  const moved = [[0, 0], [y, 0], [x, y], [0, x]][turned];
  picture.style.transform = `translate(${moved[0]}px, ${moved[1]}px) rotate(${turned * 90}deg)`;
}

// The point under the finger or the cursor stays where it is.
function zoom(by, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const wanted = Math.min(MOST, Math.max(LEAST, scale * by)), grown = wanted / scale;
  const [left, top] = [(stage.scrollLeft + x) * grown - x, (stage.scrollTop + y) * grown - y];
  fitted = false;
  scale = wanted;
  draw();
  stage.scrollTo(left, top);
}

const doing = {
  closer: () => zoom(STEP),
  farther: () => zoom(1 / STEP),
  fit: () => { fitted = true; draw(); },
  turn: () => { sheets[here].turned = (sheets[here].turned + 1) % 4; draw(); },
  before: () => show(here - 1),
  next: () => show(here + 1),
};

viewer.addEventListener("click", ({ target }) => {
  const what = target.closest("[data-do]")?.dataset.do;
  if (what && (ready() || what === "next" || what === "before")) doing[what]();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-paper]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(sheets.findIndex((sheet) => sheet.link === link));
  viewer.scrollIntoView({ block: "nearest" });
  stage.focus({ preventScroll: true });
});

// The plus sign without Shift.
document.addEventListener("keydown", (event) => {
  if (event.key !== "=" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (ready() && !event.target.closest("input, textarea, select, dialog")) zoom(STEP);
});

function spot(x, y) {
  const box = stage.getBoundingClientRect();
  return [x - box.left, y - box.top];
}

stage.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "mouse" && event.button === 0) stage.setPointerCapture(event.pointerId);
});
stage.addEventListener("pointermove", (event) => {
  if (stage.hasPointerCapture(event.pointerId) && event.buttons) stage.scrollBy(-event.movementX, -event.movementY);
});
stage.addEventListener("dragstart", (event) => event.preventDefault());
stage.addEventListener("dblclick", (event) => ready() && zoom(2, ...spot(event.clientX, event.clientY)));
stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  if (!ready()) return;
  zoom(event.deltaY < 0 ? STEP : 1 / STEP, ...spot(event.clientX, event.clientY));
}, { passive: false });

// Two fingers: their distance is the zoom. One finger moves, as anywhere.
let apart = 0;
stage.addEventListener("touchstart", ({ touches }) => { apart = touches.length === 2 ? between(touches) : 0; }, { passive: true });
stage.addEventListener("touchmove", (event) => {
  if (event.touches.length !== 2 || !apart || !ready()) return;
  event.preventDefault();
  const [one, two] = event.touches, now = between(event.touches);
  zoom(now / apart, ...spot((one.clientX + two.clientX) / 2, (one.clientY + two.clientY) / 2));
  apart = now;
}, { passive: false });

function between([one, two]) {
  return Math.max(1, Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY));
}

new ResizeObserver(() => { if (fitted) draw(); }).observe(stage);
