{# Inputs: version, page (address), files (JSON list of addresses) #}// Opens the capture page without signal. It keeps the page and its files, and never an answer of the server's.
const VERSION = "capture {{ version }}";
const PAGE = "{{ page }}";
const FILES = new Set({{ files|safe }});

async function fill() {
  const cache = await caches.open(VERSION);
  const fresh = async (address) => {
    const answer = await fetch(new Request(address, { cache: "reload", redirect: "error", credentials: "same-origin" }));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  };
  await Promise.all([PAGE, ...FILES].map(fresh));
  // A page that is not ours (a captive portal's) is no page to keep.
  const page = await (await cache.match(PAGE)).text();
  if (!page.includes('data-capture="{{ version }}"')) {
    await caches.delete(VERSION);
    throw new Error("this is another page");
  }
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("capture ") && name !== VERSION);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function kept(address, request) {
  const cache = await caches.open(VERSION);
  return (await cache.match(address)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("message", (event) => event.data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(kept(PAGE, request));
  else if (FILES.has(pathname)) event.respondWith(kept(pathname, request));
});
