// The page: which view is shown, what is open, and what stands at its foot. It starts everything else.

import { Book } from "./book.js";
import { missing, sort, storage, storageTrouble } from "./checks.js";
import { london } from "./clock.js";
import { concern } from "./concern.js";
import { demo } from "./demo.js";
import { byId, copy, make, put, say } from "./dom.js";
import { Flush } from "./flush.js";
import { another, askPin, watchIdle } from "./lock.js";
import { me, seemsOnline } from "./net.js";
import { handover, handOverDraft } from "./handover.js";
import { leave } from "./leaving.js";
import { banners, deviceLinks, home } from "./overview.js";
import { parked } from "./parked.js";
import { look, prepare, wanted } from "./prepare.js";
import { clearDevice, devices, onChange, reopen } from "./store.js";
import { startWorker } from "./updates.js";
import { edit, write } from "./write.js";

const root = byId("capture");
const MARK = "capture-unsent";

const app = {
  page: root.dataset.page,
  version: root.dataset.capture,
  book: null,
  flush: null,
  current: null,
  /** Letters of what was written since the page was opened, newest last. */
  recent: [],

  /**
   * Show a view in place of the one before, whose words leave the page with it.
   * @returns {(part: string) => HTMLElement} finds the parts of the view
   */
  show(name, title, { bar = false, hidden = false, foot = null, update = null, leave = null } = {}) {
    this.current?.leave?.();
    byId("view").replaceChildren(copy(`view-${name}`));
    const parts = (part) => byId("view").querySelector(`[data-part="${part}"]`);
    this.current = { name, leave };
    this.title(title);
    byId("title").classList.toggle("govuk-visually-hidden", hidden);
    byId("urgent").hidden = !bar;
    byId("foot").hidden = !foot;
    byId("foot-action").replaceChildren(...(foot ?? []));
    scrollTo(0, 0);
    if (this.started) byId("title").focus({ preventScroll: true });
    this.started = true;
    this.redraw();
    this.current.update = update; // from now on: the view is built by who asked for it
    return parts;
  },

  title(words) {
    put(byId("title"), words);
    document.title = `${words} – Peer challenge`;
  },

  signInLink() {
    return make("a", { class: "govuk-button", role: "button", href: `${root.dataset.signIn}?next=${this.page}` }, "Sign in");
  },

  signOutLink() {
    return make("a", { class: "govuk-link", href: root.dataset.signOut }, "Sign out");
  },

  /** Whether something written now would go out at once. */
  get goesOut() {
    return seemsOnline() && !["silent", "signed_out", "another", "left", "destroyed"].includes(this.flush?.line);
  },

  /** Show again what has changed: counts, banners, and what the view itself shows of them. */
  redraw() {
    const { book, flush } = this;
    const { safe = 0, here = 0 } = book?.counts() ?? {};
    put(byId("notes-safe"), String(safe));
    put(byId("notes-waiting"), String(here));
    put(byId("place"), book?.pack ? place(book.pack.challenge) : "Notes");
    const quiet = book && !this.goesOut && flush?.line !== "another";
    byId("no-signal").hidden = !quiet;
    if (quiet) silence(flush);
    if (book) remember(here);
    banners(this);
    this.current?.update?.();
  },

  /** Open a device's notes with its key, and begin to send. */
  async open(device, key) {
    this.flush?.stop();
    this.book = await new Book(device, key).load();
    const about = { storage: await storage(), sort: sort(), version: this.version };
    this.flush = new Flush(this.book, about, () => this.heard());
    this.recent = [];
    this.home();
    this.flush.run();
    // Storage that has gone bad since is said at once, and told to the server.
    const trouble = await storageTrouble();
    if (trouble && this.flush) {
      about.storage = "refused";
      this.trouble = trouble;
      this.redraw();
    }
  },

  /** After each step of sending. */
  heard() {
    if (!this.book) return;
    if (this.flush.line === "another") return this.shut(() => another(this));
    if (this.flush.line === "destroyed" && !this.letsGo) return this.letGo([this.book.device.id], this.flush.why);
    this.redraw();
  },

  /** The notes are destroyed, as was promised: what is kept of them here goes at once, sent or not. */
  async letGo(ids, why = "") {
    this.letsGo = true;
    try {
      await this.shut(async () => {
        for (const id of ids) await clearDevice(id);
        await this.start();
        say(`${why || "The notes of a challenge have been destroyed, as promised."} This device has let go of its copy.`, true);
      });
    } finally {
      this.letsGo = false;
    }
  },

  /** Ask once, locked or not, whether anything kept here belongs to a challenge whose notes are destroyed. */
  async askForDestroyed() {
    const { body } = seemsOnline() ? await me() : {};
    const gone = body?.destroyed?.length ? (await devices()).filter(({ ref }) => body.destroyed.includes(ref)) : [];
    if (gone.length && !this.letsGo) await this.letGo(gone.map(({ id }) => id));
  },

  home: () => home(app),
  prepare: () => prepare(app),
  look: () => look(app),
  concern: () => concern(app),
  parked: () => parked(app),
  leave: () => leave(app),
  handover: () => handover(app),
  handOverDraft: (draft) => handOverDraft(app, draft),
  write: (draft) => write(app, draft),
  edit: (note, more) => edit(app, note, more),
  deviceLinks: (where) => deviceLinks(app, where),

  /** Forget the key and everything opened with it. What was being typed is kept sealed first. */
  async shut(then) {
    await this.current?.keep?.().catch(() => null);
    this.flush?.stop();
    this.book = this.flush = null;
    this.recent = [];
    then();
  },

  lock(why) {
    if (this.book) this.shut(() => askPin(this, null, why));
  },

  /** Where the page begins, and where it comes back to when nothing is open. */
  async start({ any = false } = {}) {
    const lacking = missing();
    if (lacking) return this.refused(lacking);
    let all;
    try {
      all = await devices();
    } catch {
      return this.refused("This browser refuses to keep data for this site. A private window does that.");
    }
    const theirs = all.filter(({ ref }) => any || !wanted() || ref === wanted()).sort((a, b) => b.used - a.used);
    if (theirs.length) await askPin(this, theirs[0]);
    else prepare(this);
  },

  refused(words) {
    put(this.show("trouble", "This browser cannot keep notes")("why"), words);
  },
};

function place({ host, days }) {
  const day = days.indexOf(london().day) + 1;
  return day ? `${host}, day ${day}` : host;
}

/** What the bar says while nothing goes out. */
function silence(flush) {
  const [what, why] = {
    signed_out: ["You are signed out. Carry on.", "Notes stay on this device until you sign in again."],
    left: ["The server takes no notes from you here.", flush.why || "Your notes stay on this device."],
    destroyed: ["The notes of this challenge have been destroyed.", flush.why || "This was promised to everybody who took part."],
  }[flush?.line] ?? ["No connection. Carry on.", "Notes stay on this device and send themselves when signal returns."];
  put(byId("no-signal-what"), what);
  put(byId("no-signal-why"), why);
  byId("no-signal-go").hidden = flush?.line !== "signed_out";
}

/** A plain number for the sign-out button of other pages: how much of this browser has not reached the server. */
function remember(number) {
  try {
    if (number) localStorage.setItem(MARK, String(number));
    else localStorage.removeItem(MARK);
  } catch {
    // A browser that keeps nothing has nothing to warn of.
  }
}

byId("urgent").addEventListener("click", () => app.concern());
addEventListener("online", () => (app.redraw(), app.flush?.run()));
addEventListener("offline", () => app.redraw());
document.addEventListener("visibilitychange", async () => {
  if (document.hidden) return app.current?.keep?.();
  await reopen();
  app.flush?.run();
});
addEventListener("pagehide", () => app.current?.keep?.());
onChange(async () => {
  await app.book?.load();
  app.redraw();
});
watchIdle(() => app.lock("Five minutes without use: your notes are sealed again. Your PIN opens them, with or without signal."));
if ("demo" in root.dataset) demo(app);
startWorker(app, root.dataset.worker)
  .finally(() => app.start())
  .then(() => app.askForDestroyed());
