// The big choices of a note: a word, and a sign where there is one. The same parts as on the page without script.

import { make, sign } from "./dom.js";

const QUESTIONS = [
  ["kind", "How do you know?", 5, true],
  ["source", "Who or what from?", 3, false],
  ["leans", "Which way does it lean?", 2, false],
  ["feeling", "How strongly was it felt?", 2, false],
];

/** Build every question with the choices of the pack. @param {Element} where @param {any} pack */
export function choices(where, pack) {
  const lines = pack.lines.map(({ ref, number, question }) => ({ value: ref, label: `${number}  ${question}` }));
  const all = QUESTIONS.map(([name, legend, columns, signs]) => question(name, legend, pack.choices[name], columns, signs));
  where.replaceChildren(...all, question("line", "Line of enquiry", [...lines, { value: "", label: "None of these: keep for the team" }], 1, false));
}

/** One question. @param {{value: string, label: string}[]} options */
export function question(name, legend, options, columns, signs = false) {
  const one = ({ value, label }, at) =>
    make("div", { class: "choice" },
      make("input", { type: "radio", name, id: `${name}-${at}`, value, "aria-describedby": `${name}-error` }),
      make("label", { for: `${name}-${at}` }, signs && sign(value), label));
  return make("fieldset", { class: "choices" },
    make("legend", {}, legend),
    make("p", { class: "govuk-error-message", id: `${name}-error`, hidden: true }),
    make("div", { class: `choices__grid choices__grid--${columns}` }, ...options.map(one)));
}

/** Choose a value; one that is no choice leaves all blank. @param {HTMLFormElement} form */
export function chosen(form, name, value) {
  for (const input of form.querySelectorAll(`input[name="${name}"]`)) input.checked = input.value === value;
}
