// Signing out while notes are only here: they are sent, or stay sealed for the same person, or are deleted by a typed count.

import { button, byId, counted, put, say } from "./dom.js";
import { clearDevice } from "./store.js";

/** Ask what becomes of what has not been sent. @param {any} app */
export async function leave(app) {
  await app.current?.keep?.();
  const view = app.show("leaving", "Sign out", { bar: true });
  put(view("words"), "Sending what waits …");
  await app.flush.run();
  if (!app.book || !view("words")) return;
  const waiting = waits(app.book);
  if (!waiting && app.goesOut) return goOut();
  const them = counted(waiting, "note");
  put(view("words"), waiting
    ? `${them} on this device ${waiting === 1 ? "has" : "have"} not reached the server. Nobody else can read or send ${waiting === 1 ? "it" : "them"}.`
    : "Everything you wrote is safe on the server. Signing out needs signal; without it, lock the device.");
  view("decisions").append(button("Stay signed in, and lock", () => app.lock()));
  if (app.goesOut || app.flush.line === "good") view("decisions").append(button("Sign out, and keep them sealed here for me", goOut, "govuk-button govuk-button--secondary"));
  if (waiting) view("decisions").append(button(`Delete ${them}`, () => ask(app, view, waiting, them), "govuk-button govuk-button--secondary"));
  view("decisions").append(button("Back to my note", () => app.home(), "link-button"));
}

const waits = (book) => new Set(book.ops.map((op) => op.note)).size;

function goOut() {
  location.href = `${byId("capture").dataset.signOut}#sealed`;
}

function ask(app, view, waiting, them) {
  view("delete").hidden = false;
  put(view("ask"), `To delete ${them} that nobody else has, type ${waiting}`);
  byId("how-many").focus();
  view("delete").addEventListener("submit", async (event) => {
    event.preventDefault();
    const now = waits(app.book);
    if (byId("how-many").value.trim() !== String(now)) {
      const words = `Type ${now} to delete them. Nothing has been deleted.`;
      byId("how-many-error").hidden = false;
      put(byId("how-many-error"), words);
      return say(words, true);
    }
    await clearDevice(app.book.device.id);
    app.shut(() => app.start());
    say(`${them} deleted from this device.`);
  });
}

