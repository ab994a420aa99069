// Keeps the desk's pages and what they are made of, so that they open when the network is gone. Data never passes through here.
const CACHE = "nadwa-desk";
const PATIENCE = 4000;
const gatePage = /^\/desk\/\d+$/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  if (event.data.wipe) event.waitUntil(caches.delete(CACHE));
  if (event.data.keep) event.waitUntil(keep(event.data.keep).then(() => event.ports[0]?.postMessage("kept")));
});

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(addresses.map(async (address) => {
    const known = gatePage.test(new URL(address).pathname) ? undefined : await cache.match(address);
    if (!known) await cache.add(address).catch(() => {});
  }));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(fromCache(request));
  else if (request.mode === "navigate" && gatePage.test(pathname)) event.respondWith(fromNetwork(request));
});

// Built files carry a hash of their content in their name: what is kept is right for ever.
async function fromCache(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) cache.put(request, response.clone());
  return response;
}

async function fromNetwork(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok && !response.redirected) cache.put(request, response.clone());
    return response;
  } catch {
    return (await cache.match(request, { ignoreVary: true, ignoreSearch: true })) ?? Response.error();
  }
}
