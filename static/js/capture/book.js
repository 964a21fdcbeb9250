// What one person has on one device of one challenge: their pack, their notes, and what is still to be sent.
// A row is read, changed and written back only if nobody wrote it in between; a nonce tells.

import { base64, random, sha256 } from "./seal.js";
import { isSame, Sealer, strip } from "./sealer.js";
import { change, look } from "./store.js";

const READ = ["notes", "ops", "sealed", "photos"];
/** The fields of a note, in the order they are sent. */
export const FIELDS = [
  ..."text session day kind source leans feeling line verbatim quote_checked follow_up follow_up_source".split(" "),
];

const isText = (op) => op.kind === "save" || op.kind === "delete";
const isAnswered = (op) => op.state !== "waiting";

/** The notes of a device, opened with its key. The page holds it while it is unlocked, and nobody after that. */
export class Book {
  /** Deletions that may still be undone; only this page holds them back. */
  held = new Set();

  /** @param {any} device @param {CryptoKey} key */
  constructor(device, key) {
    this.device = device;
    this.sealer = new Sealer(device.id, key);
    this.pack = null;
    this.local = new Map();
    this.ops = [];
    this.photos = [];
    this.sealed = {};
  }

  // --- Reading ---------------------------------------------------------------------------

  /** Read everything of this device afresh. What has not changed is not opened again. */
  async load() {
    const { id } = this.device;
    const rows = await look(READ, async (stores) => {
      const read = {};
      for (const name of READ) read[name] = await stores[name].of(id);
      return read;
    });
    const opened = {};
    // One row that cannot be opened keeps no other from its author; it stays where it is.
    const opens = (name, row) => this.sealer.open(name, row).catch(() => null);
    for (const [name, some] of Object.entries(rows)) opened[name] = (await Promise.all(some.map((row) => opens(name, row)))).filter(Boolean);
    this.local = new Map(opened.notes.map((note) => [note.id, note]));
    this.ops = opened.ops.sort((a, b) => a.made - b.made);
    this.photos = opened.photos;
    this.sealed = Object.fromEntries(opened.sealed.map(({ id: place, value }) => [place.split("/")[1], value]));
    this.pack = this.sealed.pack?.pack ?? null;
    return this;
  }

  /** Operations of a note that the server has not answered for good. @param {string} note */
  opsOf(note) {
    return this.ops.filter((op) => op.note === note);
  }

  /** One's own notes as they will be: what the server has, and over it what is only here. */
  notes() {
    const all = new Map((this.pack?.notes ?? []).map((note) => [note.id, { ...note, fields: pick(note), safe: true }]));
    for (const [id, note] of this.local)
      all.set(id, { ...all.get(id), ...note, safe: note.revision > 0 && !this.opsOf(id).some(isText) });
    for (const op of this.ops.filter((op) => op.kind === "delete")) {
      const note = all.get(op.note);
      if (note) all.set(op.note, { ...note, going: true, safe: false });
    }
    return [...all.values()];
  }

  /** How many notes the server has, and how many things are only here. */
  counts() {
    const here = new Set(this.ops.filter((op) => op.kind !== "settle").map((op) => op.note));
    const photos = this.photos.filter((one) => !this.isDraft(one.note)).length;
    return { safe: this.notes().filter((note) => note.safe).length, here: here.size, photos };
  }

  /** Whether a note is only being written. */
  isDraft(note) {
    return this.sealed.draft?.note === note && !this.local.has(note) && !(this.pack?.notes ?? []).some(({ id }) => id === note);
  }

  /** Texts at the server that are not the note, and that no waiting operation settles. */
  parked() {
    const settled = new Set(this.ops.flatMap((op) => op.settles ?? []));
    return (this.pack?.parked ?? []).filter(({ id }) => !settled.has(id));
  }

  // --- Writing ---------------------------------------------------------------------------

  /** Keep a value that is one's own and nobody's note: a draft, the pack, what was chosen last. */
  async keep(name, value) {
    const id = `${this.device.id}/${name}`;
    if (value === null) await change(["sealed"], ({ sealed }) => sealed.remove(id));
    else {
      const row = await this.sealer.row("sealed", id, { value });
      await change(["sealed"], ({ sealed }) => sealed.put(row));
    }
    this.sealed[name] = value;
  }

  /**
   * Freeze what is sent, before it is sent for the first time: its id, its body and the hash of that.
   * The same content, frozen before, stays what it was.
   */
  async freeze(content, before = null) {
    const of = JSON.stringify(content);
    if (before?.of === of) return before;
    const body = JSON.stringify({ salt: base64(random(16)), ...content });
    return { id: crypto.randomUUID(), of, body, sha256: await sha256(body) };
  }

  async #operation(note, kind, frozen, more = {}) {
    const { id, body, sha256: hash } = frozen;
    const value = { body, sha256: hash, made: this.#next(), seen: 0, settles: [], ...more };
    return this.sealer.row("ops", id, value, { note, kind, tried: false, state: "waiting" });
  }

  #next() {
    return Math.max(Date.now(), ...this.ops.map((op) => op.made + 1));
  }

  /**
   * Save a note on this device: the operation, the note and the end of its draft, all or nothing. What the page knows
   * of it comes with the next `load`: nothing stands between the commit and saying so.
   * @param {{note: string, seen: number, isEdit?: boolean, fields: any, settles?: string[], frozen?: any}} draft
   */
  async save(draft) {
    const { seen, fields, settles = [] } = draft;
    const made = this.#next();
    for (;;) {
      const before = await look(["notes", "ops"], async ({ notes, ops }) => [await notes.get(draft.note), await ops.of(this.device.id)]);
      if (!draft.isEdit && (await this.#isThere(draft, before[0]))) return this.keep("draft", null);
      const { note } = draft;
      if (before[0]?.id !== note) before[0] = undefined; // a note of its own now
      const old = before[1].filter((op) => op.note === note && op.kind === "save");
      const tried = old.some((op) => op.tried && !isAnswered(op));
      const replaced = await Promise.all(old.filter((op) => !op.tried || isAnswered(op)).map((op) => this.sealer.open("ops", op)));
      const all = [...new Set([...settles, ...replaced.flatMap((op) => op.settles ?? [])])];
      // What follows an own operation that is under way starts from what becomes of that one.
      const from = tried ? null : (replaced[0]?.seen ?? seen);
      draft.frozen = await this.freeze({ ...fields, settles: all }, draft.frozen);
      const op = await this.#operation(note, "save", draft.frozen, { seen: from, settles: all });
      const was = before[0] ? await this.sealer.open("notes", before[0]) : this.notes().find(({ id }) => id === note);
      const row = await this.sealer.row("notes", note, { fields, made, revision: was?.revision ?? 0, late: was?.late ?? "" });
      const gone = new Set(replaced.map(({ id }) => id));
      const done = await change(["notes", "ops", "sealed"], async ({ notes, ops, sealed }) => {
        const now = (await ops.of(this.device.id)).filter((op) => op.note === note && op.kind === "save");
        if (!isSame(await notes.get(note), before[0]) || now.length !== old.length) return false;
        if (now.some((op) => gone.has(op.id) && op.tried !== old.find(({ id }) => id === op.id)?.tried)) return false;
        for (const id of gone) await ops.remove(id);
        await ops.put(op);
        await notes.put(row);
        await sealed.remove(`${this.device.id}/draft`);
        return true;
      });
      if (done) break;
    }
    this.sealed.draft = null;
  }

  /**
   * Say whether a draft has been saved already, from another tab or before this page died. With other words it is a
   * note of its own from now on: nothing is ever typed over what was called saved.
   */
  async #isThere(draft, row) {
    const kept = row ? await this.sealer.open("notes", row) : this.notes().find(({ id }) => id === draft.note);
    if (!kept) return false;
    if (JSON.stringify(pick(kept.fields)) === JSON.stringify(pick(draft.fields))) return true;
    draft.note = crypto.randomUUID();
    draft.frozen = null;
    return false;
  }

  /** Store an operation that is no text of a note: delete, settle, concern. Returns its id. */
  async order(note, kind, content = {}, more = {}) {
    const { hold = false, ...rest } = more;
    const row = await this.#operation(note, kind, await this.freeze(content), { ...rest, settles: content.settles ?? [] });
    if (hold) this.held.add(row.id);
    await change(["ops"], ({ ops }) => ops.put(row));
    await this.load();
    return row.id;
  }

  /** Take back a deletion that has not been tried. Returns whether it could be. @param {string} id */
  async undo(id) {
    const undone = await change(["ops"], async ({ ops }) => {
      const row = await ops.get(id);
      if (!row || row.tried) return false;
      await ops.remove(id);
      return true;
    });
    this.held.delete(id);
    await this.load();
    return undone;
  }

  /** Forget operations and what hangs on them, unless one has been tried since. */
  async forget(ids, { note = null } = {}) {
    await change(["ops", "notes", "photos", "bytes"], async ({ ops, notes, photos, bytes }) => {
      const rows = (await Promise.all(ids.map((id) => ops.get(id)))).filter(Boolean);
      if (rows.some((row) => row.tried && !isAnswered(row))) return;
      for (const id of ids) await ops.remove(id);
      if (!note) return;
      await notes.remove(note);
      for (const photo of (await photos.of(this.device.id)).filter((one) => one.note === note)) {
        await photos.remove(photo.id);
        await bytes.remove(photo.id);
      }
    });
    return this.load();
  }

  /** Change an operation: what is sent with it and its state. Written before anything goes out. */
  async mark(op, plain, more = {}) {
    const [marked] = await this.markAll([{ op, plain, more }]);
    return marked ?? null;
  }

  /** Change operations together; returns those that are still there. @param {{op: any, plain: any, more?: any}[]} changes */
  async markAll(changes) {
    const rows = await Promise.all(changes.map(({ op, plain, more = {} }) => {
      const { id, note, kind, tried, state, body, sha256: hash, made, seen, settles, sent, agreed } = op;
      const value = { body, sha256: hash, made, seen, settles, sent, agreed, ...more };
      return this.sealer.row("ops", id, value, { note, kind, tried, state, ...plain });
    }));
    const there = new Set();
    await change(["ops"], async ({ ops }) => {
      there.clear();
      for (const row of rows) if (await ops.get(row.id)) await ops.put(row), there.add(row.id);
    });
    await this.load();
    return rows.filter(({ id }) => there.has(id)).map(({ id }) => this.ops.find((op) => op.id === id));
  }

  /**
   * Write down the server's answers to operations of different notes: the operation goes, the note becomes what
   * `amend` makes of it: a note, or null to forget it.
   * @param {{op: any, amend: (note: any) => any}[]} answers
   */
  async answered(answers) {
    let left = answers;
    while (left.length) {
      const before = await look(["notes"], ({ notes }) => Promise.all(left.map(({ op }) => notes.get(op.note))));
      const rows = await Promise.all(left.map(async ({ op, amend }, at) => {
        const after = before[at] ? amend(await this.sealer.open("notes", before[at])) : null;
        return after && this.sealer.row("notes", op.note, strip(after));
      }));
      const written = new Set();
      await change(["notes", "ops"], async ({ notes, ops }) => {
        written.clear();
        for (const [at, { op }] of left.entries()) {
          if (!isSame(await notes.get(op.note), before[at])) continue;
          await ops.remove(op.id);
          if (rows[at]) await notes.put(rows[at]);
          else if (before[at]) await notes.remove(op.note);
          written.add(at);
        }
      });
      left = left.filter((_, at) => !written.has(at));
    }
    return this.load();
  }

  /** Take a fresh pack. Notes that were answered before it was asked for are the pack's from now on. */
  async take(pack, etag, answeredBefore) {
    const row = await this.sealer.row("sealed", `${this.device.id}/pack`, { value: { pack, etag } });
    await change(["notes", "ops", "sealed"], async ({ notes, ops, sealed }) => {
      await sealed.put(row);
      const busy = new Set((await ops.of(this.device.id)).map((op) => op.note));
      for (const note of await notes.of(this.device.id))
        if (!busy.has(note.id) && answeredBefore.has(note.id)) await notes.remove(note.id);
    });
    return this.load();
  }
}

/** The fields of a note out of a row of the pack. */
export const pick = (row) => Object.fromEntries(FIELDS.map((name) => [name, row[name]]));
