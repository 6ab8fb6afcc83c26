// Lintas without a connection. Kept: this shell, files whose name holds their hash, the public
// pages and the tickets somebody has opened. Nothing else personal is ever kept.
const SHELL = "shell-{{ version }}";
const FILES = "files";
const PUBLIC = "public";
const TICKETS = "tickets";
const KEEP = [{% for one in keep %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const OFFLINE = { id: KEEP[0], en: KEEP[1] };
const MOST = 30;

const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const PUBLIC_PAGE = /^(\/en)?\/((layanan|kantor)\/([\w-]+\/)?)?$/;
const TICKET_PAGE = /^(\/en)?\/permohonan\/[0-9a-f-]{36}\/tiket\/$/;
const SIGN_OUT = /\/keluar\/$/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KEEP)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const current = [SHELL, FILES, PUBLIC, TICKETS];
  const old = (names) => names.filter((name) => !current.includes(name));
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

async function keep(name, request, response) {
  const cache = await caches.open(name);
  await cache.put(request, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((one) => cache.delete(one)));
}

async function fromFiles(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(FILES, request, response.clone());
  return response;
}

async function fromNetwork(event, name) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (name && response.ok && !response.redirected) {
      event.waitUntil(keep(name, request, response.clone()));
    }
    return response;
  } catch {
    const kept = name && (await caches.match(request));
    const language = new URL(request.url).pathname.startsWith("/en/") ? "en" : "id";
    return kept || caches.match(OFFLINE[language]);
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && SIGN_OUT.test(url.pathname)) {
    event.waitUntil(caches.delete(TICKETS)); // whoever signs out leaves nothing on this phone
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("{{ static|escapejs }}") && HASHED.test(url.pathname)) {
    event.respondWith(fromFiles(request));
  } else if (request.mode === "navigate") {
    const name = TICKET_PAGE.test(url.pathname) ? TICKETS : PUBLIC_PAGE.test(url.pathname) && PUBLIC;
    event.respondWith(fromNetwork(event, name));
  } else if (KEEP.includes(url.pathname)) {
    event.respondWith(fromFiles(request));
  }
});
