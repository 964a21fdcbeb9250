// In the demonstration only: a switch that behaves as a building without signal does.

import { byId, make } from "./dom.js";
import { pretendNoSignal } from "./net.js";

const MARK = "capture-pretend";

/** Put the switch on the page. @param {any} app */
export function demo(app) {
  const box = make("input", { type: "checkbox", id: "pretend", change: () => turn(app, box.checked) });
  box.checked = sessionStorage.getItem(MARK) === "1";
  pretendNoSignal(box.checked);
  const row = make("div", { class: "tick pretend" }, box, make("label", { for: "pretend" }, "Pretend no signal (demonstration)"));
  byId("capture").prepend(row);
}

function turn(app, on) {
  sessionStorage.setItem(MARK, on ? "1" : "0");
  pretendNoSignal(on);
  app.redraw();
  app.flush?.run();
}
