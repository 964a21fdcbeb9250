// The service worker: started here, and replaced by a newer one only when the page is opened, never while somebody types.

import { me, seemsOnline } from "./net.js";

const TAKES = 3_000;

/**
 * Start the worker. If a newer one waits from last time it takes over now, before anything is shown.
 * @param {any} app @param {string} address
 */
export async function startWorker(app, address) {
  if (!("serviceWorker" in navigator)) return;
  const known = await navigator.serviceWorker.getRegistration(app.page).catch(() => null);
  if (known?.waiting && (await takeOver(known.waiting))) {
    location.reload();
    return new Promise(() => {}); // the page is on its way out
  }
  watch(app, known);
  if (seemsOnline()) register(app, address).catch(() => null); // a failure is said by the checks: "opens without signal"
}

/** Only a server of ours is asked for a worker: what a captive portal answers is none. */
async function register(app, address) {
  const who = await me();
  if (!who.status) return;
  watch(app, await navigator.serviceWorker.register(address, { scope: app.page, updateViaCache: "none" }));
}

function takeOver(waiting) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), TAKES);
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
    waiting.postMessage("take over");
  });
}

const watched = new WeakSet();

function watch(app, registration) {
  if (!registration || watched.has(registration)) return;
  watched.add(registration);
  app.registration = registration;
  const tell = () => {
    app.isNewer = Boolean(registration.waiting && registration.active);
    app.redraw();
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  if (registration.waiting) tell();
}
