// Follows the calls: a stream when it can be had, asking every few seconds when it cannot. Says
// when neither works and since when. Speaks each call once, one after the other. Made to stand for
// months: what it keeps is bounded, and another day or another program loads the page anew.
const body = document.getElementById("display");
const { live, state: address, spoken, language, languages, build, zone } = body.dataset;
const words = body.dataset;
const id = (name) => document.getElementById(name);
const MOST_TO_SAY = 6;
const SILENT_MS = 20000;
let etag = "";
// performance.now() never goes back, whatever somebody does to the clock of this machine.
let heard = performance.now();
let shownAt = now();
let told = -1;
const toSay = [];
let saying = false;

function now() {
  return new Date(Date.now() + Number(words.shift) * 1000);
}

function asText(when, options) {
  const place = language === "en" ? "en-GB" : "id-ID";
  return when.toLocaleString(place, { timeZone: zone, ...options });
}

// The hour, and the day too where it was another: a screen may stand cut off over a weekend.
function since() {
  const time = asText(shownAt, { hour: "2-digit", minute: "2-digit" });
  const [then, today] = [shownAt, now()].map((when) =>
    asText(when, { weekday: "long", day: "numeric", month: "long" }),
  );
  return then === today ? time : `${time}, ${then}`;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function alive() {
  heard = performance.now();
  shownAt = now();
  id("lost").hidden = true;
}

function show(state) {
  alive();
  const [call] = state.current;
  const number = id("number");
  const fresh = call && number.textContent !== call.number;
  number.textContent = call ? call.number : "—";
  id("counter").textContent = (call ?? state.quiet)[language];
  id("waiting").textContent = state.waiting;
  id("next").replaceChildren(...state.next.flatMap((label) => [element("span", label), " "]));
  id("counters").replaceChildren(...state.counters.map(row));
  const visits = id("visits");
  visits.replaceChildren(
    state.visits.length ? `${words.visits}: ` : "",
    ...state.visits.flatMap((one) => [element("span", one[language]), " "]),
  );
  id("news").replaceChildren(
    ...state.messages.map((one) => {
      const line = element("p", one[language]);
      line.className = "message";
      return line;
    }),
    visits,
  );
  number.classList.toggle("fresh", Boolean(fresh));
  hear(state);
  if (state.build !== build || state.day !== words.day) loadAnew(`${state.build} ${state.day}`);
}

function row(one) {
  const line = document.createElement("li");
  const pause = one.pause ? one.pause[language] : "";
  line.append(
    element("span", one[language]),
    " ",
    one.number ? element("b", one.number) : element("i", pause || words.free),
  );
  line.classList.toggle("paused", Boolean(pause));
  return line;
}

// --- Voice: calls have a number of their own that only grows within a day.
function hear(state) {
  const newest = Math.max(0, ...state.calls.map((call) => call.nth));
  if (told < 0 || newest < told) told = newest; // just opened, or another day
  for (const call of state.calls) {
    if (call.nth > told && state.voice) toSay.push(call);
  }
  told = Math.max(told, newest);
  toSay.splice(0, Math.max(0, toSay.length - MOST_TO_SAY));
  body.dataset.told = told;
  say();
}

async function say() {
  if (saying) return;
  saying = true;
  while (toSay.length) {
    const call = toSay.shift();
    for (const one of languages.split(" ")) await play(call, one);
  }
  saying = false;
}

// One player for all calls: a new one each time would be kept by the browser, call after call.
const player = new Audio();

function play(call, one) {
  return new Promise((done) => {
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      clearTimeout(late);
      player.onended = null;
      player.onerror = null;
      player.removeAttribute("src");
      player.load(); // gives the decoder back
      done();
    };
    const late = setTimeout(end, 15000);
    player.onended = () => {
      body.dataset.saidLast = `${call.number} ${one}`;
      body.dataset.saidCount = Number(body.dataset.saidCount || 0) + 1;
      end();
    };
    player.onerror = end;
    player.src = spoken.replace("NOMOR", call.number).replace("BAHASA", one);
    player.play().catch((trouble) => {
      if (trouble.name === "NotAllowedError") id("sound").hidden = false;
      end();
    });
  });
}

// A browser may want a touch before it speaks; a TV is started with autoplay allowed.
id("sound").addEventListener("click", () => { id("sound").hidden = true; });

// --- Load anew, only when the office answers, and never twice for the same news.
async function loadAnew(news) {
  if (sessionStorage.getItem("loaded-for") === news || toSay.length || saying) return;
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (!answer.ok) return;
    sessionStorage.setItem("loaded-for", news);
    location.reload();
  } catch {
    // Out of reach: the page stays, and the next news tries again.
  }
}

async function ask() {
  try {
    const answer = await fetch(address, { headers: etag ? { "If-None-Match": etag } : {} });
    if (answer.status === 200) {
      etag = answer.headers.get("ETag") || "";
      show(await answer.json());
    } else if (answer.status === 304) alive();
    else lose();
  } catch {
    lose();
  }
}

function lose() {
  const lost = id("lost");
  lost.textContent = `${words.lost} ${since()}.`;
  lost.hidden = false;
}

let stream;
function follow() {
  stream?.close();
  stream = new EventSource(live);
  stream.addEventListener("state", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("beat", alive);
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
  });
}

follow();
// Silence for twenty seconds means the stream is gone, whatever the browser believes: ask, and now
// and then open it anew, for hours if need be.
let turns = 0;
setInterval(() => {
  if (performance.now() - heard <= SILENT_MS && id("lost").hidden) return;
  turns += 1;
  ask();
  if (turns % 20 === 0) follow();
}, 3000);
