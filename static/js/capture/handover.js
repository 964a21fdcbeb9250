// What has not been sent, as a sealed file: out of this device, and into this or another one of the same person.

import { button, byId, counted, make, put, say } from "./dom.js";
import { address, as, ask, me } from "./net.js";
import { base64, bytesOf, keyOf } from "./seal.js";
import { change } from "./store.js";

const SORT = "peer challenge notes 1";

/** Show what can be handed over, and take a file in. @param {any} app */
export async function handover(app) {
  await app.current?.keep?.();
  const { book } = app;
  const view = app.show("handover", "Hand over as a file", { bar: true });
  const here = new Set(book.ops.map((op) => op.note)).size;
  if (here) view("decisions").append(button(`Make a file of ${counted(here, "note")}`, () => out(app, book.ops)));
  else view("decisions").append(make("p", { class: "govuk-body" }, "Everything you wrote is safe on the server: there is nothing to hand over."));
  view("decisions").append(button("Back to my note", () => app.home(), "link-button"));
  byId("handed").addEventListener("change", () => takeIn(app, byId("handed").files[0]));
}

/** Hand over a note that could not be kept, with everything else that waits. @param {any} app @param {any} draft */
export async function handOverDraft(app, draft) {
  const { note, seen, fields, settles = [] } = draft;
  draft.frozen = await app.book.freeze({ ...fields, settles }, draft.frozen);
  const { id, body, sha256 } = draft.frozen;
  await out(app, [...app.book.ops.filter((op) => op.id !== id), { id, note, kind: "save", seen, settles, body, sha256, made: Date.now(), tried: false, state: "waiting", fields }]);
}

async function out(app, ops) {
  const { book } = app;
  const { id, person, ref } = book.device;
  const sealed = await book.sealer.sealFile({ ops: ops.map((op) => ({ fields: book.local.get(op.note)?.fields, revision: book.local.get(op.note)?.revision ?? 0, ...op })) });
  const file = JSON.stringify({ sort: SORT, device: id, person, ref, iv: base64(sealed.iv), data: base64(sealed.data) });
  const link = make("a", { href: URL.createObjectURL(new Blob([file], { type: "application/json" })), download: "notes.peernotes" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say("The file is made. Your notes stay on this device too, until the server has them.");
}

async function takeIn(app, file) {
  const wrong = (words) => {
    byId("handed-error").hidden = false;
    put(byId("handed-error"), words);
    say(words, true);
  };
  if (!file) return;
  byId("handed-error").hidden = true;
  const { book } = app;
  const head = await file.text().then(JSON.parse).catch(() => null);
  if (head?.sort !== SORT) return wrong("This is no file of notes.");
  if (head.person !== book.device.person) return wrong("This file belongs to somebody else.");
  if (head.ref !== book.device.ref) return wrong("This file belongs to another challenge. Prepare this device for that one first.");
  const key = head.device === book.device.id ? null : await foreignKey(head);
  if (key === undefined) return wrong("The key of this file is at the server, and that did not answer. Try again with signal.");
  const content = await book.sealer.openFile(head.device, { iv: bytesOf(head.iv), data: bytesOf(head.data) }, key).catch(() => null);
  if (!content) return wrong("This file cannot be opened: it was changed, or made by another device.");
  const taken = await add(book, content.ops).catch(() => -1);
  if (taken < 0) return wrong("There was no room to keep what is in this file.");
  app.home();
  say(taken ? `${counted(taken, "note")} taken in. Saved on this device.` : "Everything in this file is here already.");
  app.flush.run();
}

/** Take operations in, each once: what is here already, or was answered here, stays as it is. */
async function add(book, given) {
  const fresh = given.filter((op) => !book.ops.some((one) => one.id === op.id));
  const missing = fresh.filter((op) => op.kind === "save" && !book.local.has(op.note));
  const ops = await Promise.all(fresh.map(({ id, note, kind, tried, state, fields, revision, ...value }) => book.sealer.row("ops", id, value, { note, kind, tried, state })));
  const notes = await Promise.all(missing.map(({ note, fields, revision, made }) => book.sealer.row("notes", note, { fields, made, revision, late: "" })));
  await change(["ops", "notes"], async (stores) => {
    for (const row of ops) await stores.ops.put(row);
    for (const row of notes) await stores.notes.put(row);
  });
  await book.load();
  return fresh.length;
}

async function foreignKey({ ref, device, person }) {
  const who = await me();
  if (who.status !== 200) return undefined;
  const answer = await ask(address(ref, `devices/${encodeURIComponent(device)}/key/`), { headers: as(person, who.body.csrf) });
  return answer.status === 200 ? keyOf(bytesOf(answer.body.key)) : undefined;
}

