// Follows the calls: a stream when it can be had, asking every few seconds when it cannot.
const body = document.getElementById("display");
const { live, state: address, language } = body.dataset;
const none = document.getElementById("words").dataset.none;
const number = document.getElementById("number");
const counter = document.getElementById("counter");
const recent = document.getElementById("recent");
const lost = document.getElementById("lost");
let etag = "";
let heard = Date.now();

function show(state) {
  heard = Date.now();
  lost.hidden = true;
  const [call] = state.current;
  const fresh = call && number.textContent !== call.number;
  number.textContent = call ? call.number : "—";
  counter.textContent = call ? call[language] || call.id : none;
  document.getElementById("waiting").textContent = state.waiting;
  recent.replaceChildren(
    ...state.recent.map((one) => {
      const line = document.createElement("li");
      const label = document.createElement("b");
      const place = document.createElement("span");
      label.textContent = one.number;
      place.textContent = one[language] || one.id;
      line.append(label, " ", place);
      return line;
    }),
  );
  number.classList.toggle("fresh", Boolean(fresh));
}

async function ask() {
  try {
    const answer = await fetch(address, { headers: etag ? { "If-None-Match": etag } : {} });
    if (answer.status === 200) {
      etag = answer.headers.get("ETag") || "";
      show(await answer.json());
    } else if (answer.status === 304) {
      heard = Date.now();
      lost.hidden = true;
    }
  } catch {
    lost.hidden = false;
  }
}

function follow() {
  const stream = new EventSource(live);
  stream.addEventListener("state", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("beat", () => {
    heard = Date.now();
    lost.hidden = true;
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
  });
}

follow();
// Silence for twenty seconds means the stream is gone, whatever the browser believes.
setInterval(() => {
  if (Date.now() - heard > 20000) ask();
}, 3000);
