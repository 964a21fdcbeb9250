// Keeps what is typed on the server while it is typed, for who types it alone. The form works without it.

const EVERY = 4000;
const form = document.querySelector("form[data-keep]");
const said = form.querySelector("[data-kept]");
let step = Date.now(); // later windows and later tries count on from here
let sent = typed();
let timer = null;
let asking = null;
let leaving = false;

/** What the form holds. A file is chosen again: it is sent with the form alone. */
function held() {
  const data = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
  return data;
}

/** What was typed, without what only guards its way. */
function typed() {
  const data = held();
  for (const name of ["csrfmiddlewaretoken", "form_of", "window", "taken", "base"]) data.delete(name);
  return new URLSearchParams(data).toString();
}

function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

/** Send what is typed, if anything is new; one at a time, unless the page is going. */
async function keep(last = false) {
  clearTimeout(timer);
  timer = null;
  const now = typed();
  if (leaving || now === sent || (asking && !last)) return;
  const body = held();
  body.delete("form_of");
  body.set("keep", "1");
  body.set("step", String((step = Math.max(step + 1, Date.now()))));
  asking = fetch(location.pathname, { method: "POST", body, keepalive: last, redirect: "error" });
  try {
    const answer = await asking;
    if (answer.status !== 204) throw new Error(String(answer.status));
    sent = now;
    const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    say(`Kept for you at ${at}, not saved yet. If this page closes, your words are offered again.`);
  } catch {
    say("Your words could not be kept just now: they are only on this page. It goes on trying; you can also save.");
  } finally {
    asking = null;
    if (typed() !== sent) later();
  }
}

function later() {
  timer ??= setTimeout(keep, EVERY);
}

form.addEventListener("input", later);
form.addEventListener("change", later);
// Whoever goes on to a button of the form saves now.
form.addEventListener("focusout", ({ relatedTarget: to }) => {
  if (!(to?.type === "submit" && to.form === form)) keep();
});
// A page that goes, or a phone that turns to something else, sends what it has at once.
window.addEventListener("pagehide", () => keep(true));
document.addEventListener("visibilitychange", () => document.hidden && keep(true));
// Saving sends the words itself; a page brought back begins again.
form.addEventListener("submit", (event) => (leaving = !event.defaultPrevented));
window.addEventListener("pageshow", () => (leaving = false));
