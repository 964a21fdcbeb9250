// Every page works without this file. It counts letters, leads to errors, guards against a second
// press and looks after slow work.

/** Put the keyboard where the error summary is, and let its links reach the field's label too. */
function leadToErrors() {
  const summary = document.querySelector("[data-focus]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const start = field.closest("fieldset") ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (start ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

/** Say how many letters are left; the spoken words wait until the typing rests. */
function countLetters(message) {
  const field = document.getElementById(message.dataset.countFor);
  if (!field) return;
  const limit = Number(field.dataset.count);
  const spoken = document.createElement("p");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  message.after(spoken);
  let rest;
  const tell = () => {
    // A new line travels as two letters, and the server counts both.
    const left = limit - field.value.replaceAll(/\r?\n/g, "\r\n").length;
    const word = Math.abs(left) === 1 ? "character" : "characters";
    const words = left < 0 ? `You have ${-left} ${word} too many` : `You have ${left} ${word} left`;
    message.textContent = words;
    message.classList.toggle("govuk-error-message", left < 0);
    message.classList.toggle("govuk-hint", left >= 0);
    field.classList.toggle("govuk-textarea--error", left < 0);
    clearTimeout(rest);
    rest = setTimeout(() => (spoken.textContent = words), 1000);
  };
  field.addEventListener("input", tell);
  if (field.value) tell();
}

/** A second press of the same button within three seconds sends nothing. */
function sendOnce(event) {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  const last = Number(form.dataset.sentAt ?? 0);
  if (Date.now() - last < 3000) {
    event.preventDefault();
    return;
  }
  form.dataset.sentAt = Date.now();
}

/** Ask again for a part of the page until its work is done; slower when nothing answers. */
async function poll(part, wait = 2000) {
  part.querySelector("[data-hide-when-polling]")?.setAttribute("hidden", "");
  await new Promise((resolve) => setTimeout(resolve, wait));
  if (document.hidden) return poll(part, wait);
  let fresh = null;
  try {
    const answer = await fetch(part.dataset.poll, { headers: { "X-Requested-With": "fetch" } });
    const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    fresh = page && page.getElementById(part.id);
  } catch {
    fresh = null;
  }
  if (!fresh) return poll(part, Math.min(wait * 2, 30000));
  const before = part.textContent.trim();
  if (fresh.textContent.trim() !== before || fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  if (fresh.dataset.poll) return poll(part);
  if ("reload" in part.dataset) return location.reload();
  delete part.dataset.poll;
  part.dispatchEvent(new CustomEvent("poll:done", { bubbles: true }));
}

/** On a phone the menu, and the pages of a challenge, open and close under a button each. */
function fold(event) {
  const toggle = event.target.closest(".navigation-toggle");
  toggle?.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
}

leadToErrors();
document.addEventListener("click", fold);
document.querySelectorAll("[data-count-for]").forEach(countLetters);
document.querySelectorAll("[data-poll]").forEach((part) => poll(part));
document.addEventListener("submit", sendOnce);
// A page brought back by the back button may send again.
window.addEventListener("pageshow", () =>
  document.querySelectorAll("[data-sent-at]").forEach((form) => delete form.dataset.sentAt),
);
// A link drawn as a button answers to the space bar, as a button does.
document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("a[role='button']");
  if (link && event.key === " ") {
    event.preventDefault();
    link.click();
  }
});
// What must be printed is printed whole.
window.addEventListener("beforeprint", () =>
  document.querySelectorAll("details:not([open])").forEach((one) => {
    one.open = true;
    window.addEventListener("afterprint", () => (one.open = false), { once: true });
  }),
);
// Notes that only this browser has are spoken of before anybody signs out.
document.addEventListener("submit", (event) => {
  const isHeader = event.target.querySelector(".service-header__sign-out");
  if (!isHeader || !localStorage.getItem("capture-unsent")) return;
  event.preventDefault();
  location.assign(event.target.action);
});
