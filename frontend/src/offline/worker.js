// Answers while there is no network. It keeps what every page is made of, the page that says so, and, for the person who
// fills in, the draft's own pages as they were last seen: not longer than a session lasts, and not past a sign-out.
// `self.told` stands above this text: {version, parts, shell, offline, session}, written by the server.
const { version, parts, shell, offline, session } = self.told;
const SHELL = `shell-${version}`;
const PAGES = "pages";
const MOST_PAGES = 60;
const PATIENCE = 8000; // ms: then a page that is kept is better than a blank one
const DRAFT = /^\/applications\/\d+\/edit\//;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...shell, offline].map((address) => new Request(address, { credentials: "omit", cache: "no-cache" })))).then(() => self.skipWaiting()));
});

// The build before this one stays: pages that are kept, and windows that are open, are made of it.
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("shell-") && name !== SHELL).slice(0, -1);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visited(event, address));
  else if (request.method === "GET" && address.pathname.startsWith(parts)) event.respondWith(part(request));
});

// After a photograph was taken in, the page kept here is no longer what the server would show.
self.addEventListener("message", (event) => {
  if (event.data && event.data.refresh && DRAFT.test(event.data.refresh)) event.waitUntil(refresh(event.data.refresh));
});

/** Of this build, else of the one before, else from the server. */
async function part(request) {
  const alike = { ignoreSearch: true, ignoreVary: true };
  const now = await caches.open(SHELL);
  return (await now.match(request, alike)) || (await caches.match(request, alike)) || fetch(request);
}

async function visited(event, address) {
  const { request } = event;
  if (/^\/sign-(in|out)\//.test(address.pathname)) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET" || !DRAFT.test(address.pathname)) return fetch(request).catch(() => caches.match(offline));
  const kept = await keptPage(address.pathname);
  const fresh = fetch(request).then((response) => seen(event, address.pathname, response));
  event.waitUntil(fresh.catch(() => {}));
  if (!kept) return fresh.catch(() => caches.match(offline));
  return Promise.race([fresh, late()]).then((response) => response || kept, () => kept);
}

async function seen(event, path, response) {
  if (!isPage(response)) return response;
  const page = await whole(response);
  event.waitUntil(keep(path, page.clone()));
  return page;
}

const isPage = (response) => response.ok && !response.redirected;

/** All of the page or nothing of it: cut in its middle it has no form to type into, cut in its head it passes for an empty one. */
async function whole(response) {
  const { status, statusText, headers } = response;
  const body = await response.blob();
  if (!/<\/html>\s*$/.test(await body.slice(-32).text())) throw new TypeError("The line was cut within the page.");
  return new Response(body, { status, statusText, headers });
}

const late = () => new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));

async function keep(path, response) {
  const cache = await caches.open(PAGES);
  await cache.put(path, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_PAGES)).map((old) => cache.delete(old)));
}

/** Not when it is older than a session: whoever holds the phone then has to sign in. */
async function keptPage(path) {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return null;
  const age = (Date.now() - new Date(kept.headers.get("Date")).getTime()) / 1000;
  if (age < session) return kept;
  await cache.delete(path);
  return null;
}

async function refresh(path) {
  const response = await fetch(path, { credentials: "same-origin" }).catch(() => null);
  if (response && isPage(response)) await whole(response).then((page) => keep(path, page)).catch(() => {});
}
