// Sends chosen papers while one goes on: photos are made smaller, then sent piece by piece (tus 1.0)
// so that a broken line costs nothing that had arrived. What is not sent yet lies in this browser's
// database: a closed page, or another page of the request, goes on from there. Without this script
// the form sends the file as it is.
const box = document.getElementById("sending");
const say = box.dataset;
const LONG = 2200; // pixels: small print of a page photographed whole stays legible
const LIGHT = 700 * 1024; // bytes: a photo this light is sent as it is
const LEAST = 32 * 1024, MOST = 1024 * 1024; // bytes of a piece; each should take about three seconds
const rows = new Map();

const wait = (ms) => new Promise((go) => {
  setTimeout(go, ms);
  addEventListener("online", go, { once: true });
});

function kept(mode, ask) {
  return new Promise((done) => {
    const opening = indexedDB.open("lintas-uploads", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("uploads", { keyPath: "id" });
    opening.onerror = () => done();
    opening.onsuccess = () => {
      const asked = ask(opening.result.transaction("uploads", mode).objectStore("uploads"));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(); // no room or no permission: the page itself still sends it
    };
  }).catch(() => {});
}

async function smaller(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONG / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < LIGHT) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const draw = canvas.getContext("2d");
    draw.imageSmoothingQuality = "high";
    draw.fillStyle = "#fff";
    draw.fillRect(0, 0, canvas.width, canvas.height);
    draw.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((go) => canvas.toBlob(go, "image/jpeg", 0.85));
    return made && made.size < file.size ? made : file;
  } catch {
    return file; // this browser cannot open it; the office's can
  }
}

async function ask(method, place, headers = {}, body = null) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 60000);
  try {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    return await fetch(place, {
      method, body, signal: stop.signal,
      headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers },
    });
  } finally {
    clearTimeout(timer);
  }
}

async function page() {
  const answer = await fetch(say.papers, { headers: { Accept: "text/html" } });
  if (!answer.ok || new URL(answer.url).pathname !== say.papers) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

async function checksum(piece) {
  if (!crypto.subtle) return {};
  const digest = await crypto.subtle.digest("SHA-256", await piece.arrayBuffer());
  return { "Upload-Checksum": `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}` };
}

class Refused extends Error {}

// What an answer means: go on, try again later, or give up with the office's sentence.
async function understood(answer, upload) {
  if (answer.ok) return answer;
  if (answer.status === 403) {
    const fresh = (await page())?.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = fresh;
  }
  if (answer.status === 404 || answer.status === 410) {
    if (!upload.place) throw new Refused(say.closed);
    upload.place = "";
  }
  if ([400, 413, 415, 422].includes(answer.status)) throw new Refused(await answer.text());
  throw new Error(answer.status);
}

async function begin(upload) {
  const told = `paper ${coded(upload.paper)},filename ${coded(upload.name)}`;
  const headers = { "Upload-Length": upload.blob.size, "Upload-Metadata": told };
  const answer = await understood(await ask("POST", upload.begin, headers), upload);
  upload.place = answer.headers.get("Location");
  await kept("readwrite", (all) => all.put(upload));
}

async function sendOn(upload, row) {
  if (!upload.place) await begin(upload);
  const standing = await understood(await ask("HEAD", upload.place), upload);
  let offset = Number(standing.headers.get("Upload-Offset"));
  while (offset < upload.blob.size) {
    row.sending(offset);
    const piece = upload.blob.slice(offset, offset + upload.size);
    if (offset + piece.size === upload.blob.size) row.last = true;
    const began = performance.now();
    const headers = {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": offset,
      ...await checksum(piece),
    };
    const answer = await understood(await ask("PATCH", upload.place, headers, piece), upload);
    offset = Number(answer.headers.get("Upload-Offset"));
    const pace = piece.size / Math.max(1, performance.now() - began);
    upload.size = Math.round(Math.min(MOST, Math.max(LEAST, pace * 3000)));
    upload.pause = 1000;
  }
}

async function send(upload) {
  const row = new Row(upload);
  Object.assign(upload, { size: LEAST * 2, pause: 1000 });
  for (;;) {
    try {
      await sendOn(upload, row);
      row.say(say.checking);
      await ended(upload, row);
      return;
    } catch (trouble) {
      if (row.gone) return;
      if (trouble instanceof Refused) {
        await ended(upload, row, trouble.message);
        return;
      }
      upload.size = LEAST;
      row.say(say.waiting);
      await wait(upload.pause);
      upload.pause = Math.min(30000, upload.pause * 2);
    }
  }
}

async function ended(upload, row, sentence = "") {
  const told = await redrawn(upload.paper);
  await kept("readwrite", (all) => all.delete(upload.id));
  rows.delete(upload.id);
  if (sentence && !told?.includes(sentence)) row.refused(sentence);
  else row.remove();
}

// The office's own words about this paper, in place of ours.
async function redrawn(paper) {
  const old = document.getElementById(paper);
  if (!old?.matches(".paper")) return "";
  const fresh = (await page())?.getElementById(paper);
  if (!fresh) return "";
  const focused = old.contains(document.activeElement);
  for (const row of old.querySelectorAll("[data-row]")) list(fresh).append(row);
  old.replaceWith(fresh);
  plain(fresh);
  if (focused) fresh.querySelector("input[type=file]")?.focus();
  return fresh.textContent;
}

// Choosing sends: the button is for browsers without this script.
function plain(section) {
  for (const button of section.querySelectorAll("form[data-upload] .btn")) button.remove();
}

function list(section) {
  let found = section.querySelector("ul[data-rows]");
  if (!found) {
    found = document.createElement("ul");
    found.dataset.rows = "";
    found.className = "uploads";
    section.querySelector(".upload").before(found);
  }
  return found;
}

// One upload on the page: in its paper's section, or where there is none, in the line at the foot.
class Row {
  constructor(upload) {
    this.upload = upload;
    rows.set(upload.id, this);
    const section = document.getElementById(upload.paper);
    this.item = document.createElement(section?.matches(".paper") ? "li" : "p");
    this.item.dataset.row = upload.id;
    this.words = document.createElement("span");
    this.words.setAttribute("role", "status");
    this.bar = document.createElement("progress");
    this.bar.className = "bar";
    this.bar.max = upload.blob.size;
    this.bar.setAttribute("aria-label", upload.name);
    const line = document.createElement("span");
    line.append(this.words, this.bar);
    this.item.append(line);
    if (section?.matches(".paper")) {
      this.stop = document.createElement("button");
      this.stop.className = "link";
      this.stop.type = "button";
      this.stop.textContent = say.stop;
      this.stop.addEventListener("click", () => this.stopped());
      this.item.append(this.stop);
      list(section).append(this.item);
      section.querySelector(`[data-incoming="${upload.place?.split("/").at(-2)}"]`)?.remove();
    } else {
      box.append(this.item);
      box.hidden = false;
    }
    this.say(say.preparing);
  }

  say(text) {
    if (this.text !== text) this.words.textContent = `${this.upload.name}: ${text}`;
    this.text = text;
  }

  sending(offset) {
    const kb = (bytes) => `${Math.ceil(bytes / 1024).toLocaleString(document.documentElement.lang)} kB`;
    this.bar.value = offset;
    this.say(say.sending.replace("%1", kb(offset)).replace("%2", kb(this.upload.blob.size)));
  }

  refused(sentence) {
    this.bar.remove();
    this.text = "";
    this.say(sentence);
    this.words.className = "trouble";
    if (this.stop) this.stop.textContent = say.away;
  }

  remove() {
    this.item.remove();
    if (box.hidden || box.querySelector("[data-row]")) return;
    box.hidden = true;
    if (say.summary) location.reload(); // it may say that this paper is missing
  }

  async stopped() {
    this.gone = true;
    await kept("readwrite", (all) => all.delete(this.upload.id));
    if (this.upload.place) await ask("DELETE", this.upload.place).catch(() => {});
    this.remove();
  }
}

// Of several open pages one sends; the others see it when they are loaded anew.
function alone(upload) {
  if (!navigator.locks) return send(upload);
  return navigator.locks.request(`upload-${upload.id}`, { ifAvailable: true }, (lock) => lock && send(upload));
}

async function chosen(form, file) {
  const upload = {
    id: `${Date.now()}-${Math.random()}`,
    begin: say.begin, paper: form.elements.paper.value, name: file.name, blob: file, place: "",
  };
  upload.blob = await smaller(file);
  await kept("readwrite", (all) => all.put(upload));
  alone(upload);
}

document.addEventListener("change", async ({ target }) => {
  const form = target.closest("form[data-upload]");
  if (!form || target.type !== "file") return;
  const files = [...target.files];
  target.value = "";
  for (const file of files) await chosen(form, file); // one at a time: a photo opened is large
});

plain(document);
for (const input of document.querySelectorAll("form[data-upload] input[type=file]")) {
  if (input.files.length) input.dispatchEvent(new Event("change", { bubbles: true })); // chosen before we came
}
for (const upload of (await kept("readonly", (all) => all.getAll())) ?? []) {
  if (upload.begin.replace(/^\/en/, "") === say.begin.replace(/^\/en/, "")) alone(upload);
}
