// Whose turn it is: which operations may be sent now, and how many go together.

const MOST = 50;
const MOST_LETTERS = 400_000;
/** What failed so often goes alone: it may be what the server cannot bear, and none waits for another. */
const ALONE = 2;

export class Turns {
  #failures = new Map();

  /** @param {import("./book.js").Book} book */
  constructor(book) {
    this.book = book;
  }

  /** Whether something was sent that has no receipt yet. */
  get someFailed() {
    return this.#failures.size > 0;
  }

  /**
   * Note that an operation came to nothing. Once is the line, most likely: what went together goes together again.
   * @param {any} op @param {boolean} isBlamed whether the server has answered, and so may not bear it
   */
  failed(op, isBlamed) {
    this.#failures.set(op.id, Math.max(this.#of(op) + 1, isBlamed ? ALONE : 1));
  }

  /** Note that an operation is over. @param {any} op */
  over(op) {
    this.#failures.delete(op.id);
  }

  #of(op) {
    return this.#failures.get(op.id) ?? 0;
  }

  /** The next operation of each note that may go now: what failed least first, otherwise in no order that tells of time. */
  ready(wanted, done) {
    const { book } = this;
    const may = book.pack?.challenge.may ?? "write";
    const first = new Map();
    for (const op of book.ops) if (!first.has(op.note) && (op.state === "waiting" || op.kind === "delete")) first.set(op.note, op);
    const goes = (op) => {
      if (!wanted(op) || done.has(op.id) || op.state !== "waiting") return false;
      if (op.kind === "concern") return true;
      if (book.opsOf(op.note).some((one) => book.held.has(one.id)) && !op.tried) return false;
      return may === "write" || (may === "hand_in" && (op.agreed || op.kind !== "save"));
    };
    return [...first.values()]
      .filter(goes)
      .map((op) => ({ op, order: this.#of(op) + Math.random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ op }) => op);
  }

  /** Freeze what is sent with each operation, and write it down before it goes. */
  async batch(ready) {
    const batch = [];
    let letters = 0;
    for (const op of ready) {
      const alone = this.#of(op) >= ALONE;
      if (batch.length && (alone || batch.length === MOST || letters + op.body.length > MOST_LETTERS)) break;
      batch.push(op);
      letters += op.body.length;
      if (alone) break;
    }
    const fresh = batch.filter((op) => !op.tried);
    if (!fresh.length) return batch;
    const marked = await this.book.markAll(fresh.map((op) => ({ op, plain: { tried: true }, more: { sent: this.#sent(op) } })));
    return [...batch.filter((op) => op.tried), ...marked];
  }

  /** What is sent with an operation. */
  #sent(op) {
    const seen = op.seen ?? this.book.local.get(op.note)?.revision ?? 0;
    return op.sent ?? { kind: op.kind === "save" ? (seen ? "edit" : "write") : op.kind, seen };
  }
}
