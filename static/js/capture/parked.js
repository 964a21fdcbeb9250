// Two versions of one note, side by side with the words that differ underlined; both stay until their author decides.

import { pick } from "./book.js";
import { button, make, put, say } from "./dom.js";
import { compare } from "./words.js";

const FACTS = { kind: "kind", source: "source", leans: "lean", feeling: "strength", line: "line", follow_up: "follow up" };

/** Show the first text that waits for a decision. @param {any} app */
export async function parked(app) {
  await app.current?.keep?.();
  const { book } = app;
  const [text] = book.parked();
  if (!text) return app.home();
  const note = book.notes().find(({ id, going }) => id === text.note && !going);
  const other = pick(text);
  const view = app.show("parked", note ? "This note has two versions" : "This note was deleted elsewhere", { bar: true, foot: [button("Decide later", () => app.home())] });
  put(view("why"), `${text.words || (note ? "You changed it in two places." : "You deleted it on another device and changed it here.")} ${note ? "Both are kept. Which should the team read?" : "The text is kept. Should it be a note?"}`);
  const [here, there] = note ? compare(note.fields.text, other.text) : [null, [{ words: other.text, differs: false }]];
  if (note) view("versions").append(version("The note as it is", here, note.fields, book.pack));
  view("versions").append(version(note ? "Your other text" : "Your text", there, other, book.pack));
  if (note) put(view("differs"), differing(note.fields, other));
  view("decisions").append(...decisions(app, text, note, other));
}

function version(title, runs, fields, pack) {
  const label = (name) => pack.choices[name].find(({ value }) => value === fields[name])?.label;
  const words = runs.map((run) => (run.differs ? make("ins", { class: "differs" }, run.words) : run.words));
  return make("section", { class: "version" }, make("h2", { class: "govuk-heading-s" }, title), make("p", { class: "typed" }, ...words), make("p", { class: "quiet small" }, ["kind", "source", "leans"].map(label).filter(Boolean).join(" · ")));
}

function differing(one, two) {
  const other = Object.keys(FACTS).filter((name) => (one[name] ?? "") !== (two[name] ?? "")).map((name) => FACTS[name]);
  return `Underlined words differ. ${other.length ? `So does: ${other.join(", ")}.` : "Kind, source and lean are the same in both."}`;
}

function decisions(app, text, note, other) {
  const { book } = app;
  const settles = [text.id];
  const decide = (words, work) => button(words, async () => {
    try {
      await work();
    } catch {
      return say("This could not be kept on this device. Both versions stay.", true);
    }
    say("Decided. Saved on this device.");
    app.flush.run();
    await parked(app);
  }, "govuk-button govuk-button--secondary");
  const saved = (draft) => book.save(draft).then(() => book.load());
  const asNew = () => saved({ note: crypto.randomUUID(), seen: 0, fields: other, settles });
  const letGo = () => book.order(text.note, "settle", { settles });
  if (!note) return [decide("Make it a note again", asNew), decide("Let it go", letGo)];
  const both = `${note.fields.text}\n${other.text}`;
  return [
    decide("Keep the note as it is", letGo),
    decide("Keep my other text instead", () => saved({ note: note.id, seen: note.revision, isEdit: true, fields: other, settles })),
    decide("Keep both as two notes", asNew),
    button("Edit into one", () => app.edit(note, { fields: { ...note.fields, text: both }, settles }), "govuk-button govuk-button--secondary"),
  ];
}
