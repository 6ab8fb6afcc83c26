// Keeps what has been read: static files by their hashed names, public pages and tickets as last
// seen. Nothing else about a person is ever kept.
const SHELL = "lintas-{{ build }}";
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
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(fromCacheFirst(event));
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
    const kept = mayKeep && (await caches.match(request, { ignoreVary: true }));
    return kept || (await caches.match(OFFLINE[url.pathname.startsWith("/en/") ? 1 : 0], { ignoreVary: true }));
  }
}

function isKept(url) {
  return TICKET.test(url.pathname) || PUBLIC.test(url.pathname);
}

function isWhole(answer) {
  return answer.ok && !answer.redirected;
}

// A full store refuses; whoever reads the page now need not notice.
async function keep(request, answer) {
  await caches.open(SHELL).then((cache) => cache.put(request, answer)).catch(() => {});
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
  const cache = await caches.open(SHELL);
  for (const found of new Set(page.match(AHEAD))) {
    const address = found.replaceAll("&amp;", "&");
    if (!(await cache.match(address, { ignoreVary: true }))) await cache.add(address).catch(() => {});
  }
}
