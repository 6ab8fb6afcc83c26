// Keeps what has been read: static files by their hashed names, public pages and tickets as last
// seen. Nothing else about a person is ever kept. An update of the site brings a shell of its own;
// what somebody has kept outlives it, with the files that it looks like.
const SHELL = "lintas-{{ build }}";
const KEPT = "lintas-kept";
const PAGES_AT_MOST = 80;
const ANYHOW = { ignoreVary: true };
const OFFLINE = ["{{ offline_id }}", "{{ offline_en }}"];
const FIRST = [...OFFLINE, {% for page in pages %}"{{ page }}", {% endfor %} {% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const TICKET = /^(\/en)?\/(permohonan\/[0-9a-f-]{36}\/tiket|tiket\/[0-9a-f-]{36})\/$/;
const PUBLIC = /^(\/en)?\/(layanan\/.*|kantor\/.*|pilih\/|jemput-bola\/)?$/;
const LEADS = /\/(syarat|pilih)\/$/;
const AHEAD = /\/static\/portal\/papers\/[\w.-]+\.svg|(\/en)?\/layanan\/[\w-]+\/syarat\/(\?[\w=&;-]*)?(?=")/g;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FIRST)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(carryOver().then(tidy).finally(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (isStatic(url)) event.respondWith(fromCacheFirst(event));
  else if (event.request.mode === "navigate") event.respondWith(fromNetworkFirst(event, url));
});

addEventListener("message", (event) => {
  if (event.data === "opened") event.waitUntil(keepOpened(new URL(event.source.url)));
});

addEventListener("push", (event) => {
  const { title, body, tag } = event.data ? event.data.json() : {};
  if (title) event.waitUntil(registration.showNotification(title, { body, tag, icon: "{{ icon }}" }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow("{{ mine }}"));
});

async function fromCacheFirst(event) {
  const kept = await caches.match(event.request);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keep(event.request, answer.clone()));
  return answer;
}

async function fromNetworkFirst(event, url) {
  const { request } = event;
  const mayKeep = isKept(url);
  try {
    const answer = await fetch(request);
    if (mayKeep && isWhole(answer)) event.waitUntil(keepPage(request, url, answer.clone()));
    return answer;
  } catch {
    const kept = mayKeep && ((await (await caches.open(KEPT)).match(request, ANYHOW)) || (await caches.match(request, ANYHOW)));
    return kept || (await caches.match(OFFLINE[url.pathname.startsWith("/en/") ? 1 : 0], ANYHOW));
  }
}

function isKept(url) {
  return TICKET.test(url.pathname) || PUBLIC.test(url.pathname);
}

function isStatic(url) {
  return url.pathname.startsWith("/static/");
}

function isWhole(answer) {
  return answer.ok && !answer.redirected;
}

// A full store refuses; whoever reads the page now need not notice.
async function keep(request, answer) {
  await caches.open(KEPT).then((cache) => cache.put(request, answer)).catch(() => {});
}

async function keepPage(request, url, answer) {
  const leads = LEADS.test(url.pathname) && answer.clone();
  await keep(request, answer);
  if (leads) await keepAhead(await leads.text());
}

// A page that was open before this worker did not pass through it: often the first, and the ticket.
async function keepOpened(url) {
  if (!isKept(url)) return;
  const answer = await fetch(url).catch(() => null);
  if (answer && isWhole(answer)) await keepPage(url, url, answer);
}

// The drawings of a requirements page, also those further down that were not looked at yet, and
// the pages in which the guide ends; not for somebody who asked to save data.
async function keepAhead(page) {
  if (navigator.connection?.saveData) return;
  const cache = await caches.open(KEPT);
  for (const found of new Set(page.match(AHEAD))) {
    const address = found.replaceAll("&amp;", "&");
    if (!(await cache.match(address, ANYHOW))) await cache.add(address).catch(() => {});
  }
}

// From the shells before this one. Where the store is full the old shell stays and is still read.
async function carryOver() {
  const kept = await caches.open(KEPT);
  for (const name of await caches.keys()) {
    if (name === SHELL || name === KEPT) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const url = new URL(request.url);
      if ((isKept(url) || isStatic(url)) && !(await kept.match(request, ANYHOW))) {
        await kept.put(request, await old.match(request, ANYHOW));
      }
    }
    await caches.delete(name);
  }
}

// What the new shell brings itself, files that no kept page uses, and of the public pages those
// seen longest ago; a ticket is never thrown away.
async function tidy() {
  const kept = await caches.open(KEPT);
  for (const address of FIRST) await kept.delete(address, ANYHOW);
  const requests = (await kept.keys()).map((request) => [request, new URL(request.url)]);
  const pages = requests.filter(([, url]) => !isStatic(url));
  const old = pages.slice(0, Math.max(0, pages.length - PAGES_AT_MOST)).filter(([, url]) => !TICKET.test(url.pathname));
  for (const [request] of old) await kept.delete(request, ANYHOW);
  const answers = await Promise.all(pages.map(([request]) => kept.match(request, ANYHOW)));
  const used = (await Promise.all(answers.filter(Boolean).map((answer) => answer.text()))).join();
  for (const [request, url] of requests) {
    if (isStatic(url) && !used.includes(url.pathname)) await kept.delete(request, ANYHOW);
  }
}
