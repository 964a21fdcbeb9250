// Is this device ready to work without signal? Found out by trying, before anybody goes on site.

import { tryWriting } from "./store.js";

const ENOUGH = 5 * 1024 * 1024;
const SPARE = 50 * 1024 * 1024;
const NEARLY = 0.8;

/** "Phone", "Tablet" or "Computer". */
export function sort() {
  const says = navigator.userAgent;
  const isTouch = navigator.maxTouchPoints > 1;
  if (/iPad|Tablet/.test(says) || (/Macintosh/.test(says) && isTouch) || (/Android/.test(says) && !/Mobile/.test(says))) return "Tablet";
  return /Mobi|iPhone/.test(says) ? "Phone" : "Computer";
}

/** Whether the page can work here at all; a sentence when it cannot. @returns {string} */
export function missing() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return "This page needs an address that begins with https.";
  if (!globalThis.indexedDB) return "This browser keeps nothing for this site, so notes would be lost.";
  if (!navigator.locks || !("serviceWorker" in navigator)) return "This browser is too old, or its window is private: it cannot open this page without signal.";
  return "";
}

/** Write five megabytes and delete them. Returns a sentence when that fails, or nothing. @returns {Promise<string>} */
export async function storageTrouble() {
  try {
    await tryWriting(ENOUGH);
    return "";
  } catch (error) {
    if (error?.name === "QuotaExceededError") return "There is no room: five megabytes could not be written. Free some space on this device.";
    return "This browser refuses to keep data for this site. A private window does that.";
  }
}

/** How the browser keeps notes. @returns {Promise<"kept" | "may_clear" | "nearly_full">} */
export async function storage({ ask = false } = {}) {
  const keeper = navigator.storage;
  if (!keeper?.persisted) return "may_clear";
  const { usage = 0, quota = Infinity } = (await keeper.estimate?.().catch(() => null)) ?? {};
  if (quota - usage < SPARE || usage > quota * NEARLY) return "nearly_full";
  if (await keeper.persisted()) return "kept";
  return ask && (await keeper.persist()) ? "kept" : "may_clear";
}

/** Whether the page would open now without signal. */
export async function opensCold(page) {
  const registration = await Promise.race([navigator.serviceWorker.ready, new Promise((resolve) => setTimeout(resolve, 60_000))]);
  return Boolean(registration?.active && (await caches.match(page)));
}
