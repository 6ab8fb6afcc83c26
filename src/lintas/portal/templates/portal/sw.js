// Keeps what has been read: static files by their hashed names, public pages and tickets as last
// seen. Nothing else about a person is ever kept.
const SHELL = "lintas-{{ build }}";
const OFFLINE = ["{{ offline_id }}", "{{ offline_en }}"];
const FIRST = [...OFFLINE, {% for page in pages %}"{{ page }}", {% endfor %} {% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const TICKET = /^(\/en)?\/permohonan\/[0-9a-f-]{36}\/tiket\/$/;
const PUBLIC = /^(\/en)?\/(layanan\/.*|kantor\/.*|pilih\/)?$/;

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
  if (url.pathname.startsWith("/static/")) event.respondWith(fromCacheFirst(event.request));
  else if (event.request.mode === "navigate") event.respondWith(fromNetworkFirst(event.request, url));
});

async function fromCacheFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function fromNetworkFirst(request, url) {
  const mayKeep = TICKET.test(url.pathname) || PUBLIC.test(url.pathname);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && mayKeep) (await caches.open(SHELL)).put(request, answer.clone());
    return answer;
  } catch {
    const kept = mayKeep && (await caches.match(request, { ignoreVary: true }));
    return kept || (await caches.match(OFFLINE[url.pathname.startsWith("/en/") ? 1 : 0], { ignoreVary: true }));
  }
}
