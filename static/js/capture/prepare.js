// Making a device ready while there is signal: who, which challenge, a PIN, the key, the pack, and a list of what was found.

import { Book } from "./book.js";
import { opensCold, sort, storage, storageTrouble } from "./checks.js";
import { button, byId, counted, make, say, sign } from "./dom.js";
import { address, as, ask, me } from "./net.js";
import { base64, keyOf, random, wrap } from "./seal.js";
import { devices, keepDevice } from "./store.js";

const EASY = /^(\d)\1{5}$|^(012345|123456|234567|345678|456789|654321|543210)$/;

/** The challenge a link led here for: its ref behind the address's hash, or nothing. */
export const wanted = () => location.hash.slice(1);

/** Begin: find out who is signed in. @param {any} app */
export async function prepare(app) {
  const view = app.show("ask", "Write notes without signal");
  view("words").textContent = "One moment …";
  const who = await me();
  if (who.status === 200) return choose(app, who.body);
  const signedOut = who.status === 401;
  view("words").textContent = signedOut
    ? "Sign in once, with signal, to prepare this device. Then this page opens anywhere."
    : "This device is not prepared yet. That needs signal once: try again when you have some.";
  view("buttons").append(signedOut ? app.signInLink() : button("Try again", () => prepare(app)));
  if ((await devices()).length) view("buttons").append(button("Open the notes on this device", () => app.start({ any: true }), "govuk-button govuk-button--secondary"));
}

async function choose(app, who) {
  const has = new Set((await devices()).filter((one) => one.person === who.person).map((one) => one.ref));
  const open = who.challenges.filter((one) => !has.has(one.ref));
  if (!open.length) {
    const view = app.show("ask", "Write notes without signal");
    view("words").textContent = has.size
      ? "This device is prepared for every challenge you write notes for."
      : "You are in no team that writes notes now. When your challenge is being prepared, come back to this page.";
    view("buttons").append(has.size ? button("Open my notes", () => app.start({ any: true })) : make("a", { class: "govuk-link", href: "/" }, "Go to your challenges"));
    return;
  }
  const view = app.show("prepare", `Prepare this ${sort().toLowerCase()}`);
  view("challenges").append(challenges(open));
  view("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const ref = open.length === 1 ? open[0].ref : view("form").elements.challenge.value;
    const pin = newPin();
    if (open.length > 1) askWhich(!ref);
    if (pin && ref) begin(app, who, open.find((one) => one.ref === ref), pin);
  });
}

function askWhich(isMissing) {
  byId("challenge-error").hidden = !isMissing;
  byId("challenge-error").textContent = isMissing ? "Choose a challenge" : "";
  if (isMissing) byId("challenge-0").focus();
}

function challenges(open) {
  if (open.length === 1) return make("p", { class: "govuk-body" }, make("b", {}, open[0].host), `: ${open[0].title}`);
  const options = open.map((one, at) =>
    make("div", { class: "choice" },
      make("input", { type: "radio", name: "challenge", id: `challenge-${at}`, value: one.ref, checked: one.ref === wanted(), "aria-describedby": "challenge-error" }),
      make("label", { for: `challenge-${at}` }, `${one.host}: ${one.title}`)));
  return make("fieldset", { class: "choices" }, make("legend", {}, "For which challenge?"), make("p", { class: "govuk-error-message", id: "challenge-error", hidden: true }), make("div", { class: "choices__grid choices__grid--1" }, ...options));
}

/** The PIN typed twice, or nothing after saying what is wrong with it. */
export function newPin() {
  const [one, two] = [byId("pin-one").value, byId("pin-two").value];
  const wrong = !/^\d{6}$/.test(one) ? "Type six digits" : EASY.test(one) ? "Choose digits that are harder to guess" : one !== two ? "The two are not the same" : "";
  const where = byId("pin-error");
  where.hidden = !wrong;
  where.textContent = wrong;
  if (!wrong) return one;
  say(wrong, true);
  byId(one === two || !/^\d{6}$/.test(one) ? "pin-one" : "pin-two").focus();
  return "";
}

const CHECKS = {
  storage: "This browser keeps what is written (5 MB tried)",
  key: "The way back for a forgotten PIN is kept at the server",
  pack: "The timetable and lines of enquiry are on this device",
  kept: "The browser keeps your notes until you clear them",
  cold: "This page opens without signal",
};

/** A list of checks that fills itself. */
function checklist(view) {
  const rows = {};
  for (const [name, words] of Object.entries(CHECKS)) {
    rows[name] = make("li", { class: "check" }, make("span", { class: "check__mark", "aria-hidden": "true" }), make("span", {}, words));
    view("checks").append(rows[name]);
  }
  return (name, good, words) => {
    rows[name].className = `check check--${good === true ? "good" : good === null ? "warn" : "bad"}`;
    rows[name].firstChild.replaceChildren(good === true ? sign("safe") : "!");
    rows[name].lastChild.textContent = words ?? CHECKS[name];
    rows[name].lastChild.prepend(make("span", { class: "govuk-visually-hidden" }, good === true ? "Done: " : good === null ? "Mind: " : "Not yet: "));
    return good !== false;
  };
}

/** Leave the key at the server. Another answer may have brought another token since: then with a fresh one. */
async function keepKey({ id, ref, person }, raw, { csrf }) {
  for (let again = 2; ; again--) {
    const how = { method: "PUT", json: { key: base64(raw) }, headers: as(person, csrf) };
    const answer = await ask(address(ref, `devices/${id}/key/`), how);
    if (answer.body?.error !== "csrf" || !again) return answer;
    csrf = (await me()).body?.csrf ?? csrf;
  }
}

async function begin(app, who, challenge, pin) {
  const view = app.show("checks", "Preparing this device");
  view("words").textContent = `${challenge.host}: ${challenge.title}`;
  const check = checklist(view);
  const device = { id: crypto.randomUUID(), person: who.person, ref: challenge.ref, tries: 0, used: Date.now() };
  const fail = (name, words) => {
    check(name, false, words);
    say(words, true);
    view("buttons").replaceChildren(button("Try again", () => prepare(app)));
  };

  const trouble = await storageTrouble();
  if (trouble) return fail("storage", trouble);
  check("storage", true);

  const raw = random(32);
  const headers = as(who.person, who.csrf);
  const kept = await keepKey(device, raw, who);
  if (kept.status !== 204) return fail("key", kept.body?.sentence ?? "The server did not answer. Try again with better signal.");
  check("key", true);

  const key = await keyOf(raw);
  await keepDevice({ ...device, lock: await wrap(raw, pin) });
  raw.fill(0);
  const book = await new Book({ ...device }, key).load();
  const pack = await ask(address(challenge.ref, `pack/?device=${device.id}`), { headers });
  if (pack.status !== 200) return fail("pack", pack.body?.sentence ?? "The timetable did not arrive. Try again with better signal.");
  await book.take(pack.body, pack.etag, new Set());
  await finish(app, view, check, book, key);
}

async function finish(app, view, check, book, key) {
  const mine = book.pack.sessions.filter((one) => one.mine).length;
  check("pack", true, `${counted(mine, "session")} of yours and ${counted(book.pack.lines.length, "line")} of enquiry are on this device`);
  const how = await storage({ ask: true });
  const warned = {
    may_clear: "The browser may clear notes when space is short or when this is a private window. Adding this page to the home screen prevents it",
    nearly_full: "This device is nearly full. Free some space before you go",
  }[how];
  check("kept", warned ? null : true, warned);
  const cold = await opensCold(app.page);
  check("cold", cold, cold ? undefined : "This page would not open without signal yet. Open it once more before you go");
  const phone = sort().toLowerCase();
  app.title(cold ? `This ${phone} is ready to work without signal` : `This ${phone} is not quite ready`);
  say(byId("title").textContent);
  view("buttons").replaceChildren(button("Write notes", () => app.open(book.device, key)));
}

/** Look at a prepared device again. @param {any} app */
export async function look(app) {
  const view = app.show("checks", "Is this device ready?");
  const check = checklist(view);
  view("buttons").append(button("Back to my notes", () => app.home()));
  const trouble = await storageTrouble();
  check("storage", !trouble, trouble || undefined);
  check("key", true);
  check("pack", Boolean(app.book?.pack));
  const how = await storage({ ask: true });
  check("kept", how === "kept" || null, how === "kept" ? undefined : how === "nearly_full" ? "This device is nearly full. Free some space" : "The browser may clear notes when space is short. Adding this page to the home screen prevents it");
  const cold = await opensCold(app.page);
  check("cold", cold);
  if (cold && !trouble && app.book) app.title(`This ${sort().toLowerCase()} is ready to work without signal`);
}
