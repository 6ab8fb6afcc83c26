// Keeps what is being typed: sends it after a pause and on leaving. Without a connection it waits
// in this browser and is sent, from any page of the form, when the way is open again. What is kept
// is not judged; that is what the button is for. Without this script the button saves as always.
const form = document.querySelector("form[data-typed]");
const said = document.getElementById("kept");
const here = form.dataset.typed;
const PREFIX = "lintas-typed:";
const PAUSE = 1500, GAP = 4000, AGAIN = 30000, WEEK = 7 * 24 * 3600 * 1000;
const changed = new Set();
let since = form.dataset.since, timer = 0, last = 0, left = false;

function inputsOf(question) {
  const box = form.querySelector(`:scope > [data-question="${CSS.escape(question)}"]`);
  const all = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return all.filter(([name]) => [...box.querySelectorAll("[name]")].some((e) => e.name === name));
}

// Each page's waiting text: { at, inputs: { question: [[name, text], …] } }.
// The store of the browser may be full or forbidden; memory is what there is then.
const memory = {};
function waiting(key) {
  try { return memory[key] || JSON.parse(localStorage.getItem(key)); } catch { return null; }
}
function wait(key, found) {
  memory[key] = found;
  try {
    if (found) localStorage.setItem(key, JSON.stringify(found));
    else localStorage.removeItem(key);
  } catch { /* See above. */ }
}
function keys() {
  let kept = [];
  try { kept = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { /* See above. */ }
  return new Set([...kept, ...Object.keys(memory)]);
}

function note() {
  const inputs = waiting(PREFIX + here)?.inputs || {};
  for (const question of changed) inputs[question] = inputsOf(question);
  wait(PREFIX + here, { at: Date.now(), inputs });
}

function say(words, time = "") {
  said.textContent = words.replace("{time}", time);
}

function body(found) {
  const sent = new URLSearchParams();
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  sent.set("_since", since);
  sent.set("_age", Math.max(0, Math.round((Date.now() - found.at) / 1000)));
  for (const [question, inputs] of Object.entries(found.inputs)) {
    sent.append("_q", question);
    for (const [name, text] of inputs) sent.append(name, text);
  }
  return sent;
}

// True when the office has it, or never wants it.
async function send(key) {
  const found = waiting(key);
  if (!found) return true;
  if (Date.now() - found.at > WEEK) return wait(key, null), true;
  const answer = await fetch(key.slice(PREFIX.length), { method: "POST", body: body(found), keepalive: true });
  if (answer.status === 404) return wait(key, null), true;
  if (!answer.ok && answer.status !== 422) return false;
  const told = await answer.json();
  if (told.refused) return wait(key, null), say(told.refused), true;
  if (waiting(key)?.at === found.at) wait(key, null);
  if (key !== PREFIX + here) return true;
  since = told.at;
  say(told.elsewhere.length ? said.dataset.elsewhere : said.dataset.kept, told.clock);
  return true;
}

async function sendAll() {
  clearTimeout(timer);
  last = Date.now();
  changed.clear();
  let all = true;
  for (const key of keys()) {
    try { all = (await send(key)) && all; } catch { all = false; }
  }
  if (all || left) return;
  say(said.dataset.here);
  timer = setTimeout(sendAll, AGAIN);
}

function typed(event) {
  const question = event.target.closest("form > [data-question]")?.dataset.question;
  if (!question) return;
  changed.add(question);
  note();
  clearTimeout(timer);
  timer = setTimeout(sendAll, Math.max(PAUSE, last + GAP - Date.now()));
}

function leave() {
  if (!changed.size || document.visibilityState !== "hidden") return;
  sendAll();
}

// What waited here from before goes back into its fields: the office has not seen it yet.
function putBack({ inputs }) {
  for (const [question, pairs] of Object.entries(inputs)) {
    const box = form.querySelector(`:scope > [data-question="${CSS.escape(question)}"]`);
    for (const field of box?.querySelectorAll("[name]") || []) {
      const texts = pairs.filter(([name]) => name === field.name).map(([, text]) => text);
      if (field.type === "radio" || field.type === "checkbox") field.checked = texts.includes(field.value);
      else if (field.type !== "file" && texts.length) field.value = texts[0];
    }
  }
}

const before = waiting(PREFIX + here);
const ahead = Date.parse(since) - Date.now();
const isNews = before && before.at > Date.now() - WEEK && !(before.at + ahead < Date.parse(form.dataset.saved));
if (isNews && !form.querySelector(".err")) putBack(before);
form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("submit", () => { left = true; clearTimeout(timer); });
addEventListener("pageshow", () => { left = false; });
document.addEventListener("visibilitychange", leave);
addEventListener("online", sendAll);
addEventListener("offline", () => { if (waiting(PREFIX + here)) say(said.dataset.here); });
sendAll();
