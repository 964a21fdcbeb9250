// What one sees first: writing while notes are taken, what is closed when they are not; and what must not be missed.

import { button, byId, counted, make, say } from "./dom.js";
import { noteLine } from "./list.js";
import { clearDevice } from "./store.js";

/** Show the view for the state the challenge is in. @param {any} app */
export function home(app) {
  if (!app.book.pack) return unpacked(app);
  const may = app.book.pack?.challenge.may ?? "write";
  if (may === "write" && app.flush?.line !== "destroyed") app.write();
  else closed(app);
}

/** Preparing stopped half way: the rest comes with signal. */
function unpacked(app) {
  const view = app.show("ask", "Nearly ready", { update: () => app.book?.pack && home(app) });
  view("words").textContent = "The timetable and lines of enquiry are not on this device yet. With signal they come by themselves.";
  view("buttons").append(button("Try again", () => app.flush.run()));
}

/** Links about the device itself. @param {any} app @param {Element} where */
export function deviceLinks(app, where) {
  const link = (words, act) => button(words, act, "link-button");
  where.replaceChildren(
    link("Lock now", () => app.lock()),
    link("Send now", () => app.flush.run().then(() => say(sentence(app)))),
    link("Is this device ready?", () => app.look()),
    link("Hand over as a file", () => app.handover()),
    link("Sign out", () => app.leave()),
    make("a", { class: "govuk-link", href: `/challenges/${app.book.device.ref}/` }, "The challenge’s pages"),
  );
}

const sentence = (app) => {
  const { here } = app.book.counts();
  return here ? `${counted(here, "note")} only on this device` : "Everything is safe on the server";
};

// --- When notes are closed -----------------------------------------------------------------

function closed(app) {
  const { challenge, urgent } = app.book.pack;
  const lead = urgent.lead?.name?.split(" ")[0] || "the lead";
  const view = app.show("closed", "Notes are closed", { bar: true, foot: [button("Read my notes", () => byId("closed-notes").scrollIntoView())], update: () => drawClosed(app, view, challenge, lead) });
  deviceLinks(app, view("device"));
  drawClosed(app, view, challenge, lead);
}

function drawClosed(app, view, challenge, lead) {
  if (!view("late")) return;
  if (app.book.pack.challenge.may === "write") return home(app);
  const notes = app.book.notes();
  const waiting = notes.filter((note) => app.book.opsOf(note.id).some((op) => op.kind === "save"));
  const toSend = waiting.filter((note) => app.book.opsOf(note.id).some((op) => op.kind === "save" && ["waiting", "closed"].includes(op.state)));
  const isDestroyed = app.flush.line === "destroyed";
  view("why").textContent = isDestroyed
    ? "The notes of this challenge have been destroyed, as was promised. This device still keeps a sealed copy: clear it."
    : challenge.why || `The team has agreed its findings: the challenge is now “${challenge.state_words.toLowerCase()}”. You can read your notes.`;
  const late = [];
  if (isDestroyed) late.push(button("Clear the notes from this device", () => clearDevice(app.book.device.id).then(() => app.shut(() => app.start()))));
  else if (toSend.length && app.book.pack.challenge.may === "hand_in") {
    const them = counted(toSend.length, "note");
    late.push(
      make("h2", { class: "govuk-heading-s" }, `${them} on this device never reached the server`),
      make("p", {}, `Written before notes closed, they may still count. Send them to ${lead}, who decides whether they go in; the answer appears here.`),
      button(`Send ${them} to ${lead}`, () => app.flush.handIn()),
    );
  }
  view("late").hidden = !late.length;
  view("late").replaceChildren(...late);
  view("waiting").replaceChildren(...waiting.map((note) => noteLine(app, note)));
  view("waiting-title").parentElement.hidden = !waiting.length;
  view("notes").replaceChildren(...notes.filter((note) => !waiting.includes(note)).map((note) => noteLine(app, note, { still: true })));
  view("promise").textContent = waiting.length ? "This device lets go of a note when the server has it, never before." : "";
}

// --- What must not be missed ---------------------------------------------------------------

const banner = (words, ...more) => make("div", { class: "banner" }, make("p", {}, words), ...more);
const urgent = (words, ...more) => make("div", { class: "banner banner--urgent" }, make("p", {}, words), ...more);

/** Draw the banners above the view. @param {any} app */
export function banners(app) {
  const { book } = app;
  const found = [];
  if (book && ["write", "closed"].includes(app.current?.name)) {
    const texts = book.parked();
    const concerns = book.ops.filter((op) => op.kind === "concern").length;
    const dismiss = (name) => button("I have read this", () => book.keep(name, null).then(() => app.redraw()), "link-button");
    if (book.sealed.concern?.trouble) found.push(urgent("Your urgent concern was not sent. Ring now, and correct it.", button("Correct it", () => app.concern(), "link-button")));
    if (concerns) found.push(urgent(`${counted(concerns, "urgent concern")} not sent yet. It goes first when signal returns. Ring now: do not wait.`, button("See whom to ring", () => app.concern(), "link-button")));
    if (book.sealed.raised?.length) found.push(banner("Your urgent concern was sent. The lead and the host’s sponsor have been told.", dismiss("raised")));
    if (book.sealed.news?.length) found.push(banner(`The timetable has changed: ${book.sealed.news.join("; ")}.`, dismiss("news")));
    for (const words of new Set(book.sealed.told ?? [])) found.push(banner(words, dismiss("told")));
    if (texts.length) found.push(banner(texts.length === 1 ? "A note has two versions. Both are kept until you decide." : `${texts.length} notes have two versions. All are kept until you decide.`, button("Decide", () => app.parked(), "link-button")));
    if (app.trouble) found.push(banner(`${app.trouble} Notes you write may not be kept: hand them over as a file.`));
    if (app.isNewer) found.push(banner("A newer version of this page is here. It is used when you next open it."));
  }
  const before = byId("banners").textContent;
  const words = found.map((one) => one.textContent).join("");
  if (words !== before) byId("banners").replaceChildren(...found);
}
