// One's own notes, each with where it is and what can be done with it.

import { button, counted, make, say, sign } from "./dom.js";

const UNDO_FOR = 8_000;
const LATE = { waiting: "With the lead, who decides", let_in: "Let in by the lead", left_out: "Left out by the lead" };

/** Where a note is, in words. @returns {{words: string, sign: string, trouble?: string}} */
export function whereabouts(app, note) {
  const ops = app.book.opsOf(note.id).filter((op) => op.kind !== "settle");
  const answer = ops.find((op) => op.state !== "waiting");
  if (answer) return { words: "Only on this device", sign: "device", trouble: answer.answer?.sentence || "The server did not take this note." };
  if (note.going) return { words: "Deleted here, not yet on the server", sign: "device" };
  if (ops.length) return { words: note.revision ? "Change only on this device" : "Only on this device", sign: "device" };
  if (note.late) return { words: LATE[note.late] + (note.reason ? `: ${note.reason}` : ""), sign: "safe" };
  if (note.answered === "parked") return { words: "Two versions on the server", sign: "safe" };
  return { words: app.recent.includes(note.id) ? "Sent: safe on the server" : "Safe on the server", sign: "safe" };
}

/** One note as a line of the list. @param {any} app @param {any} note */
export function noteLine(app, note, { still = false } = {}) {
  const where = whereabouts(app, note);
  const held = app.book.ops.find((op) => op.note === note.id && app.book.held.has(op.id));
  const short = note.fields.text.slice(0, 40);
  const named = (words, act) => button([words, make("span", { class: "govuk-visually-hidden" }, ` the note “${short}”`)], act, "link-button");
  const photos = app.book.photos.filter((one) => one.note === note.id);
  const line = make("li", { "data-note": note.id, class: note.going ? "is-going" : null },
    make("p", { class: "my-notes__text typed" }, note.fields.text),
    where.trouble && make("p", { class: "govuk-error-message" }, where.trouble),
    make("p", { class: "my-notes__where" }, sign(where.sign), ` ${where.words}`, photos.length ? ` · ${photosInWords(photos)}` : ""));
  const acts = [];
  if (held) acts.push(named("Undo", () => app.book.undo(held.id).then(() => (say("The note is back."), app.redraw()))));
  else if (!still && !note.going) {
    acts.push(named(where.trouble ? "Correct it" : "Change", () => app.edit(note)));
    acts.push(named("Delete", () => remove(app, note)));
  }
  if (acts.length) line.append(make("p", { class: "my-notes__acts" }, ...acts));
  return line;
}

function photosInWords(photos) {
  const trouble = photos.find((one) => one.trouble)?.trouble;
  if (trouble) return `a picture was not taken: ${trouble}`;
  const part = Math.floor((100 * photos.reduce((sum, one) => sum + one.sent, 0)) / photos.reduce((sum, one) => sum + one.size, 1));
  return `${counted(photos.length, "picture")} still to go${part ? `, ${part}% sent` : ""}`;
}

/** Delete a note, with a few seconds in which it can be undone. */
async function remove(app, note) {
  const seen = app.book.opsOf(note.id).some((op) => op.tried) ? null : note.revision;
  const id = await app.book.order(note.id, "delete", {}, { seen, hold: true });
  say("Deleted. You can undo it for a few seconds.");
  app.redraw();
  setTimeout(() => {
    app.book?.held.delete(id);
    app.redraw();
    app.flush?.run();
  }, UNDO_FOR);
}

/** One's own notes: what was written since the page was opened first, newest first; the rest in no order of time. */
export function ordered(app) {
  const rank = (note) => app.recent.indexOf(note.id);
  const number = new Map((app.book.pack?.lines ?? []).map((line) => [line.ref, line.number]));
  const key = ({ fields, id }) => `${String(number.get(fields.line) ?? 999).padStart(3, "0")}${fields.kind}${id}`;
  return app.book.notes().sort((a, b) => rank(b) - rank(a) || (b.made ?? 0) - (a.made ?? 0) || key(a).localeCompare(key(b)));
}
