// Choosing another session than the clock did: one's own first, then the team's, then those of the days before.

import { dayInWords, inWords, london, ofDay } from "./clock.js";
import { button, make } from "./dom.js";

/**
 * Show the sessions to choose from.
 * @param {any} app @param {string | null} chosen @param {(ref?: string | null) => void} done null: no session; nothing: as it was
 */
export function pickSession(app, chosen, done) {
  const { sessions } = app.book.pack;
  const today = london().day;
  const view = app.show("sessions", "Which session?", { bar: true });
  const one = (session) => {
    const pressed = String(session.ref === chosen);
    const words = [make("b", {}, session.title), make("span", {}, inWords(session))];
    return make("li", {}, make("button", { type: "button", class: "pick", "aria-pressed": pressed, click: () => done(session.ref) }, ...words));
  };
  const list = (title, some) => {
    if (some.length) view("lists").append(make("h2", { class: "govuk-heading-s" }, title), make("ul", { class: "picks" }, ...some.map(one)));
  };
  list("Yours today", ofDay(sessions, today));
  list("The team’s today", ofDay(sessions, today, false));
  const before = [...new Set(sessions.map(({ day }) => day))].filter((day) => day < today).sort().reverse();
  for (const day of before) list(`Yours on ${dayInWords(day)}`, ofDay(sessions, day));
  const none = button("Not in a session", () => done(null), "govuk-button govuk-button--secondary");
  view("lists").append(make("div", { class: "govuk-button-group" }, none, button("Back to my note", () => done(), "link-button")));
}
