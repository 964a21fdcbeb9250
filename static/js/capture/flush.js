// Sending what is only here, and writing down what the server answered. One tab at a time, one operation of a note
// at a time, what is urgent first, text before pictures; whatever happens, nothing is forgotten without a receipt.

import { address, as, ask, me, Patience, seemsOnline } from "./net.js";
import { sendPhotos } from "./photos.js";
import { changed } from "./clock.js";
import { Turns } from "./turns.js";

const PACK_IS_FRESH = 60_000;
const SILENT_AFTER = 120_000;
const EVERY = 30_000;
/** Results that say the server has it. */
const HAS_IT = new Set(["kept", "late", "removed", "parked", "settled", "raised"]);

/** What becomes of a device between two tries. @typedef {"unknown" | "good" | "silent" | "signed_out" | "another" | "left" | "destroyed"} Line */

/** Sends for one book. `tell` is called after every step that somebody may want to see. */
export class Flush {
  /** @type {Line} */
  line = "unknown";
  why = "";
  version = "";
  patience = new Patience();
  #answered = new Set();
  #packAt = -Infinity;
  #heardAt = -Infinity;
  #again = false;
  #running = null;

  /** @param {import("./book.js").Book} book @param {{storage: string, sort: string, version: string}} about @param {() => void} tell */
  constructor(book, about, tell) {
    this.book = book;
    this.turns = new Turns(book);
    this.about = about;
    this.tell = tell;
    this.timer = setInterval(() => this.tick(), EVERY);
    this.soon = null;
  }

  /** Stop for good: the book is closed. */
  stop() {
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.book = null;
  }

  /** Every half minute: when something waits, or when the server has not heard of us for a while. */
  tick() {
    const waits = this.book?.ops.some((op) => op.state === "waiting") || this.book?.counts().photos;
    if ((waits || performance.now() - this.#heardAt > SILENT_AFTER) && !this.patience.waits && !document.hidden) this.run();
  }

  /** Try now, whatever was waited for. Resolves when this round, and one asked for meanwhile, is over. */
  run() {
    this.#again = true;
    this.#running ??= this.#rounds().finally(() => (this.#running = null));
    return this.#running;
  }

  async #rounds() {
    while (this.#again && this.book) {
      this.#again = false;
      clearTimeout(this.soon);
      if (!seemsOnline()) this.#is("silent");
      else await navigator.locks.request(`capture ${this.book.device.id}`, () => this.#round()).catch((error) => this.#fault(error));
    }
  }

  #fault(error) {
    console.warn("capture:", error?.name, error?.message);
    this.#wait();
  }

  #is(line, why = "") {
    // What may be sent can have changed while nobody was heard: the pack is asked for first.
    if (line === "silent") this.#packAt = -Infinity;
    this.line = line;
    this.why = why;
    this.tell();
  }

  /** No answer of the server's: come back later, each time later. */
  #wait() {
    this.soon = setTimeout(() => this.run(), this.patience.fail());
    this.#is("silent");
  }

  async #round() {
    if (!this.book) return;
    await this.book.load();
    const who = await me();
    if (!this.#heard(who)) return;
    if (who.body.person !== this.book.device.person) return this.#is("another");
    this.version = who.body.version;
    this.csrf = who.body.csrf;
    const all = (await this.#send((op) => op.kind === "concern")) && (await this.#refresh()) && (await this.#send(() => true));
    if (!all || !this.book) return;
    const photos = await sendPhotos(this.book, this.#headers(), () => this.#moved());
    if (!photos) return this.#wait();
    if (!(await this.#refresh())) return;
    await this.#beat();
    this.#is("good");
    if (this.turns.someFailed) this.#wait();
    else this.patience.succeed();
  }

  /** A piece of a picture came through: what fails next is waited for afresh, not ever longer. */
  #moved() {
    this.patience.succeed();
    this.tell();
  }

  #headers() {
    return as(this.book.device.person, this.csrf);
  }

  /** Judge an answer by what it means for everything; true when one can go on. */
  #heard(answer) {
    const { status, body } = answer;
    if (!this.book) return false;
    if (answer.silent) return this.#wait(), false;
    if (status < 400) return true;
    if (status === 401) this.#is("signed_out");
    else if (body?.error === "another_person") this.#is("another");
    else if (status === 410) this.#is("destroyed", body?.sentence);
    else if (body?.error === "csrf") this.#wait();
    else if (status === 403 || status === 404) this.#is("left", body?.sentence);
    else this.#wait();
    return false;
  }

  // --- The pack --------------------------------------------------------------------------

  async #refresh() {
    const { book } = this;
    const isFresh = performance.now() - this.#packAt < PACK_IS_FRESH;
    if (isFresh && !this.#answered.size) return true;
    const [asked, before] = [performance.now(), new Set(this.#answered)];
    const { id, ref } = book.device;
    const etag = book.sealed.pack?.etag;
    const answer = await ask(address(ref, `pack/?device=${id}`), { headers: { ...this.#headers(), ...(etag ? { "If-None-Match": etag } : {}) } });
    if (answer.status !== 304) {
      if (!this.#heard(answer)) return false;
      const news = book.pack ? changed(book.pack.sessions, answer.body.sessions) : [];
      if (news.length) await book.keep("news", [...(book.sealed.news ?? []), ...news].slice(-6));
      await book.take(answer.body, answer.etag, before);
    }
    for (const id of before) this.#answered.delete(id);
    this.#packAt = asked;
    this.tell();
    return true;
  }

  // --- Operations ------------------------------------------------------------------------

  /** Send until nothing is left that may go. False when one must wait or stop. */
  async #send(wanted) {
    const done = new Set();
    for (;;) {
      await this.#withdraw();
      if (!this.book) return false;
      const ready = this.turns.ready(wanted, done);
      if (!ready.length) return true;
      const batch = await this.turns.batch(ready);
      for (const op of batch) done.add(op.id);
      if (batch.length && !(await this.#post(batch))) return false;
    }
  }

  /** Deletions of what the server never saw need no server. */
  async #withdraw() {
    for (const op of this.book?.ops.filter((one) => one.kind === "delete" && !one.tried && !this.book.held.has(one.id)) ?? []) {
      const others = this.book.opsOf(op.note).filter((one) => one.kind === "save");
      if (others.some((one) => one.tried && one.state === "waiting")) continue;
      const revision = this.book.notes().find(({ id }) => id === op.note)?.revision ?? 0;
      if (revision) await this.book.forget(others.map(({ id }) => id));
      else await this.book.forget([...others, op].map(({ id }) => id), { note: op.note });
    }
  }

  async #post(batch) {
    const { device } = this.book;
    const operations = batch.map((op) => ({ id: op.id, note: op.note, kind: op.sent.kind, seen: op.sent.seen, sha256: op.sha256, body: op.body }));
    const json = { person: device.person, device: device.id, operations };
    const answer = await ask(address(device.ref, "operations/"), { method: "POST", json, headers: this.#headers(), wait: 30_000 });
    if (!this.book) return false;
    const isFaulty = [400, 413, 415].includes(answer.status);
    if (isFaulty && batch.length === 1) return this.#stuck(batch[0], "malformed", answer.body?.sentence), true;
    if (answer.silent || isFaulty) {
      for (const op of batch) this.turns.failed(op, Boolean(answer.status));
      if (isFaulty || (answer.status >= 500 && batch.length === 1)) return true;
      return this.#wait(), false;
    }
    if (!this.#heard(answer)) return false;
    this.#heardAt = performance.now();
    const receipts = new Map((answer.body?.receipts ?? []).map((one) => [one.operation, one]));
    const answers = [];
    for (const op of batch) answers.push(await this.#receipt(op, receipts.get(op.id)));
    await this.book.answered(answers.filter(Boolean));
    this.line = "good";
    this.tell();
    return true;
  }

  async #stuck(op, state, sentence) {
    this.turns.over(op);
    await this.book.mark(op, { state }, { answer: { sentence, code: state } });
    return null;
  }

  /**
   * Only a receipt for this very body counts; everything else means: not yet. Returns what becomes of the note, when
   * the operation is over.
   */
  async #receipt(op, receipt) {
    const { result, sentence, revision } = receipt ?? {};
    const isOurs = receipt?.sha256 === op.sha256 && receipt.note === op.note;
    if (!isOurs || result === "damaged" || result === "failed") {
      this.turns.failed(op, true);
      return null;
    }
    this.turns.over(op);
    if (op.kind === "concern" && result !== "raised") return this.#giveBack(op, sentence);
    if (result === "refused" && op.kind !== "save") return this.#notDone(op, sentence);
    if (!HAS_IT.has(result)) return this.#stuck(op, result, sentence);
    this.patience.succeed();
    this.#answered.add(op.note);
    if (result === "raised") await this.book.keep("raised", [...(this.book.sealed.raised ?? []), op.note]);
    const isKept = result === "kept" || result === "late";
    const amend = (note) => {
      if (result === "removed") return null;
      if (!isKept) return { ...note, made: 0, answered: result };
      return { ...note, made: 0, revision, late: result === "late" ? "waiting" : note.late, answered: result };
    };
    return { op, amend };
  }

  /** A deletion or a decision the server refused: the note stays as it is, and the sentence says why. */
  async #notDone(op, sentence) {
    await this.book.keep("told", [...(this.book.sealed.told ?? []), sentence].slice(-3));
    this.#answered.add(op.note);
    return { op, amend: (note) => note };
  }

  /** A concern that was not taken is open again, with why, for whoever raised it to correct at once. */
  async #giveBack(op, trouble) {
    const { text, told_whom: whom, told_at: at } = JSON.parse(op.body);
    await this.book.keep("concern", { text, told_whom: whom, told_at: at, trouble });
    return { op, amend: (note) => note };
  }

  /** Send the lead what was written before notes closed. */
  async handIn() {
    for (const op of this.book.ops.filter((one) => one.kind === "save")) await this.book.mark(op, { state: op.state === "closed" ? "waiting" : op.state }, { agreed: true });
    return this.run();
  }

  async #beat() {
    const { device, ops } = this.book;
    const json = { device: device.id, unsent: ops.length, ...this.about };
    const answer = await ask(address(device.ref, "heartbeat/"), { method: "POST", json, headers: this.#headers() });
    if (!answer.silent) this.#heardAt = performance.now();
  }
}
