// The urgent concern: first whom to call, then what to write. It goes only when it is ticked, and before everything else.

import { question } from "./choices.js";
import { button, byId, make, put, say } from "./dom.js";

const digits = (text) => text.match(/\+?\d[\d ()-]{6,}\d/)?.[0];

/** A number one can tap. @param {string} words */
function callable(words) {
  const number = digits(words);
  if (!number) return [words];
  const [before, after] = words.split(number);
  return [before, make("a", { href: `tel:${number.replaceAll(/[^\d+]/g, "")}` }, number), after];
}

/** Show the call sheet, and what can be sent with it. @param {any} app */
export async function concern(app) {
  await app.current?.keep?.();
  const { book } = app;
  const { urgent } = book.pack;
  const send = button("Send concern", () => submit(app));
  const view = app.show("concern", "Is somebody at risk of harm?", { foot: [concernFoot(urgent), send] });
  app.current.keep = () => keep(app);
  view("back").addEventListener("click", () => app.home());
  if (urgent.contact) view("host").replaceChildren("Then tell the host: ", ...callable(urgent.contact), ". Do not wait for this form.");
  const lead = urgent.lead ?? {};
  const who = lead.name || "your lead";
  view("lead").replaceChildren("Then tell ", who, ...(lead.phone ? [": ", ...callable(lead.phone)] : []), ".");
  put(view("sure"), `Tell ${lead.name ? `${lead.name} (lead)` : "the lead"} and the host’s sponsor`);
  view("told").append(question("told", "Who have you told?", urgent.told.map((one) => ({ value: one, label: one })), 2));
  restore(app, view("form"));
  const { trouble = "" } = book.sealed.concern ?? {};
  view("trouble").hidden = !trouble;
  put(view("trouble"), trouble && `It was not taken: ${trouble}`);
  const tick = () => {
    const sure = byId("concern-sure").checked;
    put(send, sure ? "Send concern" : "Send concern: tick the box first");
    send.classList.toggle("is-waiting", !sure);
  };
  view("form").addEventListener("input", () => (tick(), keep(app)));
  view("form").addEventListener("submit", (event) => event.preventDefault());
  tick();
}

function concernFoot({ lead }) {
  const phone = lead?.phone ? ["Ring ", lead.name, ": ", ...callable(lead.phone)] : ["Ring: do not wait."];
  return make("p", { class: "small concern-foot" }, "No signal? It is sent first when signal returns. ", make("b", {}, ...phone));
}

const typed = () => ({ text: byId("concern-text").value, told_whom: byId("view").querySelector("input[name=told]:checked")?.value ?? "", told_at: byId("told-at").value || null });

async function keep({ book }) {
  if (byId("concern-text")) await book.keep("concern", typed()).catch(() => null);
}

function restore({ book }, form) {
  const was = book.sealed.concern;
  if (!was) return;
  byId("concern-text").value = was.text;
  byId("told-at").value = was.told_at ?? "";
  for (const input of form.querySelectorAll("input[name=told]")) input.checked = input.value === was.told_whom;
}

let busy = false;

async function submit(app) {
  const wrong = (name, words, where) => {
    byId(`${name}-error`).hidden = false;
    put(byId(`${name}-error`), words);
    say(words, true);
    where.focus();
  };
  if (busy) return;
  if (!byId("concern-sure").checked) {
    say("Nothing is sent. Tick the box first.", true);
    return byId("concern-sure").focus();
  }
  const content = typed();
  for (const name of ["concern", "told"]) byId(`${name}-error`).hidden = true;
  if (!content.text.trim()) return wrong("concern", "Say what you have seen or heard", byId("concern-text"));
  if (!content.told_whom) return wrong("told", "Say whom you have told, or “Nobody yet”", byId("told-0"));
  busy = true;
  try {
    await app.book.order(crypto.randomUUID(), "concern", { ...content, text: content.text.trim() });
    app.current.keep = null;
    await app.book.keep("concern", null);
  } catch {
    return wrong("concern", "It could not be kept on this device. Ring now. Your words are still here.", byId("concern-text"));
  } finally {
    busy = false;
  }
  app.home();
  say("Kept on this device. It is sent first.");
  app.flush.run();
}
