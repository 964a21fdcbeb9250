// Writing one note: the session by the clock, the last choices, a draft that survives, and "saved" only when it is.

import { byClock, dayInWords, inWords, london } from "./clock.js";
import { button, byId, counted, make, painted, put, say } from "./dom.js";
import { choices, chosen } from "./choices.js";
import { noteLine, ordered } from "./list.js";
import { forgetPhoto, keepPhoto, redraw } from "./photos.js";
import { pickSession } from "./sessions.js";

const SHOWN = 8;
const REST = 250;
const EMPTY = { text: "", session: null, day: "", kind: "", source: "", leans: "", feeling: "", line: null, verbatim: false, quote_checked: false, follow_up: false, follow_up_source: "" };
const NEEDED = { text: "Say what you found", kind: "Choose how you know", source: "Choose who or what it came from", leans: "Choose which way it leans" };

// A new line travels as two letters, as on the page without script.
const letters = (text) => [...text.replaceAll(/\r?\n/g, "\r\n")].length;

/** A note not yet written: last choices kept, lean and strength blank. */
function fresh({ book }) {
  const last = book.sealed.last ?? {};
  const session = byClock(book.pack.sessions);
  const known = new Set(book.pack.choices.source.map(({ value }) => value));
  const isNext = session && session.ref !== last.session;
  const source = isNext && known.has(session.source) ? session.source : (last.source ?? "");
  const line = isNext && session.lines?.length === 1 ? session.lines[0] : (last.line ?? null);
  return { note: crypto.randomUUID(), seen: 0, settles: [], picked: false, fields: { ...EMPTY, kind: last.kind ?? "", source, line, session: session?.ref ?? null } };
}

/** Change a note that is there: what was being written is put aside and comes back afterwards. */
export async function edit(app, note, more = {}) {
  const { book } = app;
  await app.current?.keep?.();
  if (book.sealed.draft && book.sealed.draft.note !== note.id) await book.keep("aside", book.sealed.draft);
  const waits = book.opsOf(note.id).some((op) => op.tried && op.state === "waiting");
  write(app, { note: note.id, seen: waits ? null : (note.revision ?? 0), settles: [], picked: true, isEdit: true, fields: { ...note.fields }, ...more });
}

/** Show the form. @param {any} app @param {any} [given] a draft to go on with */
export function write(app, given) {
  const { book } = app;
  const draft = given ?? book.sealed.draft ?? fresh(app);
  new Writing(app, draft).open(!given && Boolean(book.sealed.draft));
}

class Writing {
  constructor(app, draft) {
    Object.assign(this, { app, draft, book: app.book, busy: false, isOver: false, timer: null, keeping: null, isNew: false });
  }

  open(restored) {
    const { app, book, draft } = this;
    this.save = button("Save note", () => this.submit());
    this.view = app.show("write", draft.isEdit ? "Change a note" : "Write a note", {
      bar: true, hidden: !draft.isEdit, foot: [this.save], update: () => this.update(), leave: () => (this.isOver = true),
    });
    app.current.keep = () => this.keep();
    choices(this.view("choices"), book.pack);
    for (const { value, label } of book.pack.choices.source) byId("follow_up_source").append(make("option", { value }, label));
    this.fill();
    this.listen();
    if (restored) put(this.view("kept"), "Your draft is back");
    this.update();
    if (draft.isEdit || app.recent.length) byId("text").focus({ preventScroll: true });
  }

  fill() {
    const { fields, isEdit } = this.draft;
    byId("text").value = fields.text;
    for (const name of ["kind", "source", "leans", "feeling"]) chosen(this.view("form"), name, fields[name]);
    chosen(this.view("form"), "line", fields.line ?? "");
    for (const name of ["verbatim", "quote_checked", "follow_up"]) byId(name).checked = Boolean(fields[name]);
    byId("follow_up_source").value = fields.follow_up_source;
    this.view("editing").hidden = !isEdit;
    this.view("remembered").hidden = isEdit;
    this.look();
  }

  listen() {
    const form = this.view("form");
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", (event) => event.target.id !== "picture" && this.typed());
    form.addEventListener("submit", (event) => (event.preventDefault(), this.submit()));
    byId("picture").addEventListener("change", () => this.picture());
    this.view("change").addEventListener("click", () => this.sessions());
    this.view("cancel").addEventListener("click", () => this.next());
    this.view("all").addEventListener("click", () => ((this.all = true), this.update()));
    this.app.deviceLinks(this.view("device"));
  }

  // --- What is typed ----------------------------------------------------------------------

  read() {
    const { fields } = this.draft;
    const form = this.view("form");
    fields.text = byId("text").value;
    for (const name of ["kind", "source", "leans", "feeling"]) fields[name] = form.elements[name]?.value ?? "";
    fields.line = form.elements.line?.value || null;
    for (const name of ["verbatim", "follow_up"]) fields[name] = byId(name).checked;
    fields.quote_checked = fields.verbatim && byId("quote_checked").checked;
    fields.follow_up_source = fields.follow_up ? byId("follow_up_source").value : "";
  }

  typed() {
    this.read();
    this.look();
    put(this.view("kept"), "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), REST);
  }

  /** What follows from what is typed: letters left, and questions that come with an answer. */
  look() {
    const { verbatim, follow_up: follow, text } = this.draft.fields;
    const [most, count] = [this.book.pack.most_letters, letters(text)];
    put(this.view("left"), `${count} of ${most}`);
    this.view("left").classList.toggle("is-over", count > most);
    this.view("quote").hidden = !verbatim;
    this.view("follow").hidden = !follow;
  }

  /** Keep the draft sealed. One write at a time; the last one wins. */
  async keep() {
    clearTimeout(this.timer);
    // While it is being saved: a draft written after the note would come back and be typed over.
    if (this.isOver || this.busy || !this.draft.fields.text) return;
    this.isDirty = true;
    this.keeping ??= this.keepAll().finally(() => (this.keeping = null));
    await this.keeping;
  }

  async keepAll() {
    try {
      while (this.isDirty && !this.isOver && !this.busy) {
        this.isDirty = false;
        await this.book.keep("draft", this.draft);
      }
      if (!this.isOver) put(this.view("kept"), "Draft kept on this device");
    } catch (error) {
      if (!this.isOver) put(this.view("kept"), "This draft is not kept on this device");
      this.failed(error);
    }
  }

  // --- Saving -----------------------------------------------------------------------------

  faults() {
    const { fields } = this.draft;
    const found = Object.entries(NEEDED).filter(([name]) => !String(fields[name]).trim());
    const over = letters(fields.text) - this.book.pack.most_letters;
    if (over > 0) found.push(["text", `Make it ${counted(over, "letter")} shorter, or make two notes of it`]);
    if (fields.verbatim && !fields.quote_checked) found.push(["quote_checked", "Check the quotation: it must not give the speaker away"]);
    return found;
  }

  tell(faults) {
    for (const where of this.view("form").querySelectorAll(".govuk-error-message")) where.hidden = true;
    for (const [name, words] of faults) {
      const where = byId(`${name}-error`);
      where.hidden = false;
      put(where, words);
    }
    if (!faults.length) return;
    const [[first]] = faults;
    say(faults.map(([, words]) => words).join(". "), true);
    (byId(first) ?? this.view("form").elements[first][0]).focus();
  }

  async submit() {
    if (this.busy) return;
    this.read();
    const faults = this.faults();
    this.tell(faults);
    if (faults.length) return;
    clearTimeout(this.timer);
    const { app, book, draft } = this;
    this.busy = true;
    try {
      this.isDirty = false;
      await this.keeping;
      const { text, day } = draft.fields;
      Object.assign(draft.fields, { text: text.trim(), day: day || london().day });
      await book.save(draft);
    } catch (error) {
      this.busy = false;
      return this.failed(error);
    }
    put(this.view("kept"), "Saved on this device");
    say("Saved on this device.");
    await painted();
    await book.load().catch(() => null); // it is saved, whatever is read now
    const { kind, source, line, session } = draft.fields;
    const last = (book.sealed.last = draft.isEdit ? book.sealed.last : { kind, source, line, session });
    if (last) book.keep("last", last).catch(() => null);
    app.recent.push(draft.note);
    await this.next("Saved on this device");
    app.flush.run();
  }

  /** A note that could not be kept stays on the screen, and can leave as a file. */
  failed(error) {
    if (this.isOver) return;
    const why = error?.name === "QuotaExceededError" ? "there is no room" : "the browser would not keep it";
    const words = `Not saved on this device: ${why}. Your note is still on this page. Free some space and save again, or`;
    this.tell([]);
    put(byId("text-error"), words);
    byId("text-error").hidden = false;
    byId("text-error").append(" ", button("Hand it over as a file", () => this.app.handOverDraft(this.draft), "link-button"));
    say(words, true);
  }

  /** Whether no new note can be written now. */
  get isClosed() {
    return this.book.pack.challenge.may !== "write" || this.app.flush.line === "destroyed";
  }

  /** Go on with what was put aside, or with a new note. */
  async next(words = "") {
    const { app, book } = this;
    this.isOver = true;
    const aside = book.sealed.aside ?? null;
    if (book.sealed.draft) await book.keep("draft", null).catch(() => null);
    if (aside) await book.keep("aside", null).catch(() => null);
    if (!app.book) return;
    if (this.isClosed) return app.home();
    write(app, aside ?? undefined);
    put(byId("view").querySelector('[data-part="kept"]'), words);
  }

  // --- Around the form --------------------------------------------------------------------

  update() {
    const { app, book, draft } = this;
    if (this.isOver || !this.view("notes")) return;
    if (this.isClosed && !draft.isEdit) return this.keep().then(() => app.home());
    put(this.save, app.goesOut ? "Save note" : "Save on this device");
    if (!draft.picked && !draft.isEdit) draft.fields.session = byClock(book.pack.sessions)?.ref ?? null;
    const session = book.pack.sessions.find((one) => one.ref === draft.fields.session);
    put(this.view("session"), session?.title ?? "Not in a session");
    put(this.view("when"), session ? inWords(session) : dayInWords(draft.fields.day || london().day));
    this.pictures();
    const notes = ordered(app);
    this.sayIfSent(notes);
    this.view("none").hidden = notes.length > 0;
    this.view("all").hidden = this.all || notes.length <= SHOWN;
    lines(this.view("notes"), (this.all ? notes : notes.slice(0, SHOWN)).map((note) => noteLine(app, note)));
  }

  /** "Sent" is said only when a receipt has come. */
  sayIfSent(notes) {
    const last = notes.find(({ id }) => id === this.app.recent.at(-1));
    if (!last?.safe || this.view("kept").textContent !== "Saved on this device") return;
    put(this.view("kept"), "Sent: safe on the server");
    say("Sent: safe on the server.");
  }

  async sessions() {
    await this.keep();
    const { app, draft } = this;
    pickSession(app, draft.fields.session, (ref) => {
      if (ref !== undefined) {
        draft.picked = true;
        draft.fields.session = ref;
      }
      write(app, draft);
    });
  }

  // --- Pictures ---------------------------------------------------------------------------

  async picture() {
    const [file] = byId("picture").files;
    byId("picture").value = "";
    const trouble = byId("picture-error");
    trouble.hidden = true;
    if (!file) return;
    try {
      const { bytes, small } = await redraw(file, this.book.pack.photo.most_bytes);
      await keepPhoto(this.book, this.draft.note, bytes, small);
      say("The picture is kept on this device with your note.");
    } catch {
      trouble.hidden = false;
      put(trouble, "This picture could not be kept. Try again, smaller, or describe it.");
      say(trouble.textContent, true);
    }
    this.update();
  }

  pictures() {
    const photos = this.book.photos.filter((one) => one.note === this.draft.note);
    lines(this.view("kept-pictures"), photos.map((photo, at) =>
      make("figure", {}, make("img", { src: photo.small, alt: `Picture ${at + 1}` }), button(["Remove", make("span", { class: "govuk-visually-hidden" }, ` picture ${at + 1}`)], () => forgetPhoto(this.book, photo.id).then(() => this.update()), "link-button"))));
  }
}

/** Draw lines again only when they say something else, so that what has the focus keeps it. */
function lines(where, fresh) {
  const made = make("div", {}, ...fresh);
  if (made.innerHTML !== where.innerHTML) where.replaceChildren(...made.childNodes);
}
