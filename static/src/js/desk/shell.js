// What makes the page open again without the network, and ids that do not depend on a secure context.
export async function keepShell() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register("/desk/service-worker.js", { scope: "/desk/" });
  const { active } = await navigator.serviceWorker.ready;
  await import("./camera.js").then(({ detector }) => detector()).catch(() => {});
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => new URL(name).pathname.startsWith("/static/"));
  const { port1, port2 } = new MessageChannel();
  const kept = new Promise((resolve) => { port1.onmessage = resolve; });
  active.postMessage({ keep: [...new Set([location.href, ...loaded])] }, [port2]);
  await kept;
}

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
