// Opening what is sealed: by PIN, or after five wrong ones by signing in as the same person. And forgetting it again.

import { button, byId, copy, make, say } from "./dom.js";
import { newPin } from "./prepare.js";
import { address, as, ask, me } from "./net.js";
import { bytesOf, keyOf, unwrap, wrap } from "./seal.js";
import { devices, keepDevice } from "./store.js";

const MOST_TRIES = 5;
const IDLE = 5 * 60_000;
const LOOKS = 5_000;
const ASKS_WITHIN = 3_000;

/** Ask for the PIN of the device used last, or of a chosen one. @param {any} app @param {any} [device] */
export async function askPin(app, device, why = "") {
  const all = (await devices()).sort((a, b) => b.used - a.used);
  const chosen = device ?? all[0];
  if (chosen.tries >= MOST_TRIES) return forgotten(app, chosen, "Five wrong PINs were typed.");
  const view = app.show("lock", "Locked");
  if (why) view("words").textContent = why;
  view("more").append(button("I have forgotten my PIN", () => forgotten(app, chosen), "link-button"));
  if (all.length > 1) view("more").append(others(app, all, chosen));
  view("form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(app, chosen.id, view("form"), known);
  });
  byId("pin").focus();
  const known = whose(app, chosen);
}

/** Other people, or other challenges, on this device: told apart by days alone. */
function others(app, all, chosen) {
  const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const rest = all.filter((one) => one.id !== chosen.id).map((one) => make("li", {}, button(`Last used ${day(one.used)}`, () => askPin(app, one), "link-button")));
  return make("div", {}, make("p", { class: "quiet small" }, "This device also keeps other sealed notes:"), make("ul", { class: "govuk-list" }, ...rest));
}

let trying = false;

async function attempt(app, id, form, known) {
  const pin = byId("pin").value;
  if (trying) return;
  if (!/^\d{6}$/.test(pin)) return wrong("Type the six digits of your PIN");
  trying = true;
  form.setAttribute("aria-busy", "true");
  try {
    const device = (await devices()).find((one) => one.id === id);
    const tries = device.tries + 1;
    // Counted before it is tried, so that closing the page does not help who guesses.
    await keepDevice({ ...device, tries });
    const key = tries <= MOST_TRIES && (await unwrap(device.lock, pin).catch(() => null));
    if (key) {
      // Two people may have chosen the same PIN: whoever is signed in is asked first, where there is signal.
      if (await Promise.race([known, later(ASKS_WITHIN)])) return;
      await keepDevice({ ...device, tries: 0, used: Date.now() });
      return await app.open(device, key);
    }
    const left = MOST_TRIES - tries;
    if (left <= 0) {
      // From now on no PIN opens it, whatever is read out of this browser: only signing in does.
      await keepDevice({ ...device, tries: MOST_TRIES, lock: null });
      return await forgotten(app, { ...device, tries: MOST_TRIES }, "Five wrong PINs were typed.");
    }
    wrong(`That is not the PIN. ${left} more ${left === 1 ? "try" : "tries"}`);
  } finally {
    trying = false;
    form.removeAttribute("aria-busy");
  }
}

function wrong(words) {
  const where = byId("lock-error");
  where.hidden = false;
  where.textContent = words;
  byId("pin").value = "";
  byId("pin").focus();
  say(words, true);
}

/** Somebody else may be signed in: then nothing of the first is shown, not even a place to type a PIN. Says whether. */
async function whose(app, device) {
  const who = await me();
  if (who.status !== 200 || who.body.person === device.person) return false;
  if (app.book || !byId("pin")) return true;
  const own = (await devices()).find((one) => one.person === who.body.person);
  if (own) askPin(app, own);
  else another(app);
  return true;
}

const later = (wait) => new Promise((resolve) => setTimeout(resolve, wait, false));

/** Say that what is here is not for who is signed in, naming nobody. @param {any} app */
export function another(app) {
  const view = app.show("ask", "These notes are somebody else’s");
  view("words").textContent =
    "You are signed in, but somebody else wrote the notes on this device. They stay sealed here: you can neither read nor send them. Only the person who wrote them can, by signing in.";
  view("buttons").append(button("Prepare this device for me too", () => app.prepare()), app.signOutLink());
}

/** The way back without the PIN: sign in as the same person, fetch the key, choose a new PIN. */
async function forgotten(app, device, why = "") {
  const view = app.show("ask", "A new PIN");
  view("words").textContent = `${why} One moment …`;
  const who = await me();
  const isSame = who.status === 200 && who.body.person === device.person;
  const answer = isSame && (await ask(address(device.ref, `devices/${device.id}/key/`), { headers: as(device.person, who.body.csrf) }));
  if (answer?.status === 200) return renew(app, device, bytesOf(answer.body.key));
  if (who.status === 200 && !isSame) return another(app);
  const signedOut = who.status === 401;
  view("words").textContent = [
    why,
    signedOut ? "Sign in as the person who wrote these notes; then you can choose a new PIN." : "",
    answer?.body?.sentence ?? "",
    !signedOut && !answer?.body ? "Your notes are safe on this device. With signal you can sign in and choose a new PIN." : "",
  ].filter(Boolean).join(" ");
  view("buttons").append(signedOut ? app.signInLink() : button("Try again", () => forgotten(app, device, why)));
  if (device.tries < MOST_TRIES) view("buttons").append(button("Type the PIN", () => askPin(app, device), "govuk-button govuk-button--secondary"));
}

function renew(app, device, raw) {
  const view = app.show("ask", "Choose a new PIN");
  view("words").textContent = "You are signed in as the person who wrote these notes. Choose a new PIN for this device.";
  const pins = copy("view-prepare").querySelector("fieldset");
  const form = make("form", { class: "capture", novalidate: true }, pins, make("button", { type: "submit", class: "govuk-button" }, "Use this PIN"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pin = newPin();
    if (!pin) return;
    const key = await keyOf(raw);
    const fresh = { ...device, tries: 0, used: Date.now(), lock: await wrap(raw, pin) };
    raw.fill(0);
    await keepDevice(fresh);
    app.open(fresh, key);
  });
  view("buttons").replaceWith(form);
  byId("pin-one").focus();
}

/** Call `lock` after five minutes in which nobody touched the page, by either of the device's clocks. @param {() => void} lock */
export function watchIdle(lock) {
  let [at, by] = [Date.now(), performance.now()];
  const touched = () => ([at, by] = [Date.now(), performance.now()]);
  const check = () => {
    if (Date.now() - at < IDLE && performance.now() - by < IDLE) return;
    touched();
    lock();
  };
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(name, touched, { passive: true, capture: true });
  document.addEventListener("visibilitychange", check);
  setInterval(check, LOOKS);
}
