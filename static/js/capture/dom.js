// Small hands for the page: finding, making and showing elements, and saying things aloud.

/** @param {string} id @returns {HTMLElement | null} */
export const byId = (id) => document.getElementById(id);

/**
 * Make an element. Attributes that are functions are listeners; `false`, null and undefined leave an attribute out.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node | string | null | undefined | false)} children
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child || child === 0 || child === ""));
  return made;
}

/** Copy a template of the page. @param {string} id @returns {DocumentFragment} */
export const copy = (id) => byId(id).content.cloneNode(true);

/** Copy the sign of a kind or a state; nothing when there is none. @param {string} kind */
export function sign(kind) {
  const found = byId(`sign-${kind}`);
  return found ? found.content.firstElementChild.cloneNode(true) : null;
}

/** A button that does something. @param {string | any[]} words @param {() => any} act @param {string} [look] */
export const button = (words, act, look = "govuk-button") =>
  make("button", { type: "button", class: look, click: act }, ...[words].flat());

/** Put words into an element if they differ, so that nothing is read aloud twice. @param {Element | null} where @param {string} words */
export function put(where, words) {
  if (where && where.textContent !== words) where.textContent = words;
}

/** Wait until what was put has been on the screen; a page that is not shown is not waited for. */
export const painted = () =>
  new Promise((done) => {
    setTimeout(done, 100);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  });

let spoken = 0;

/** Say a sentence to who listens to the page; `eager` interrupts. @param {string} words */
export function say(words, eager = false) {
  const where = byId(eager ? "say-now" : "say");
  where.textContent = "";
  const mine = ++spoken;
  setTimeout(() => mine === spoken && (where.textContent = words), 60);
}

/** "1 note", "3 notes". @param {number} number @param {string} one @param {string} [many] */
export const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
