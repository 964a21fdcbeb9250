// Moves the visits of a draft by mouse, finger or keyboard. Without this file each has a plain form.
const WEEK = 7, DAY = 86400000, SOON = 120;
const board = document.querySelector("[data-board]");
const region = board?.querySelector(".board-scroll");
const say = document.getElementById("board-say");
const form = document.getElementById("board-move");
const days = Number(board?.dataset.days);
const weeks = Math.ceil(days / WEEK);
let tried = null; // { visit, week }: what is tried now
let asked = null, waiting = 0;

const own = (visit) => Number(visit.dataset.week);
const monday = (week) => new Date(Date.parse(board.dataset.first) + week * WEEK * DAY).toISOString().slice(0, 10);

/** Say a sentence where everybody hears and sees it. */
function tell(sentence, isBad = false) {
  say.textContent = sentence;
  say.classList.toggle("is-bad", isBad);
}

/** Draw a visit in a week. */
function draw(visit, week) {
  visit.setAttribute("x", `${((week * WEEK + Number(visit.dataset.day)) / days) * 100}%`);
  visit.setAttribute("aria-valuenow", week + 1);
  visit.classList.toggle("is-tried", week !== own(visit));
  visit.classList.remove("is-bad");
}

/** Ask the server what it would mean to stand there; only the last question is answered. */
async function ask(visit, week) {
  asked?.abort();
  asked = new AbortController();
  const query = new URLSearchParams({ visit: visit.dataset.visit, week: monday(week) });
  try {
    const answer = await fetch(`${board.dataset.try}?${query}`, { signal: asked.signal });
    if (!answer.ok) throw new Error(answer.status);
    const found = await answer.json();
    if (tried?.visit !== visit || tried.week !== week) return;
    visit.setAttribute("aria-valuetext", found.days);
    visit.classList.toggle("is-bad", found.breaks);
    tell(found.said, found.breaks);
  } catch (fault) {
    if (fault.name !== "AbortError") tell("The server did not answer. Nothing is changed; try again.", true);
  }
}

/** Try a visit in a week: drawn at once, judged as soon as the hand rests. */
function attempt(visit, week) {
  week = Math.min(Math.max(week, 0), weeks - 1);
  if ((tried?.visit === visit ? tried.week : own(visit)) === week) return;
  tried = { visit, week };
  draw(visit, week);
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(visit, week), SOON);
}

/** Leave what was tried: everything stands as before. */
function leave(sentence = "") {
  clearTimeout(waiting);
  asked?.abort();
  if (!tried) return;
  const { visit } = tried;
  tried = null;
  draw(visit, own(visit));
  visit.setAttribute("aria-valuetext", visit.dataset.daysNow);
  tell(sentence);
}

/** Put the visit where it is tried: the plain form is sent, and the keyboard comes back here. */
function put() {
  const { visit, week } = tried;
  if (week === own(visit)) return leave();
  sessionStorage.setItem("board-visit", JSON.stringify([visit.dataset.visit, region.scrollLeft, window.scrollY]));
  form.action = visit.dataset.move;
  form.elements.week.value = monday(week);
  tried = null;
  form.submit();
}

function onKey(event) {
  const visit = event.currentTarget;
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 }[event.key];
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (step) attempt(visit, (tried?.visit === visit ? tried.week : own(visit)) + step);
  else if (event.key === "Enter" && tried) put();
  else if (event.key === "Enter") location.assign(visit.dataset.url);
  else if (event.key === "Escape" && tried) leave(`Left where it stands: ${visit.dataset.daysNow}.`);
  else return;
  event.preventDefault();
}

/** Hold a visit and draw it along; let go to put it there. */
function onPress(event) {
  if (event.button !== 0) return;
  const visit = event.currentTarget, start = event.clientX, from = own(visit);
  const width = () => (visit.ownerSVGElement.getBoundingClientRect().width / days) * WEEK;
  const scrolled = region.scrollLeft;
  let moved = false;
  const follow = (step) => {
    const by = step.clientX - start + region.scrollLeft - scrolled;
    moved ||= Math.abs(by) > 4;
    if (!moved) return;
    const edges = region.getBoundingClientRect();
    if (step.clientX > edges.right - 40) region.scrollLeft += 24;
    else if (step.clientX < edges.left + 200) region.scrollLeft -= 24;
    attempt(visit, from + Math.round(by / width()));
  };
  const end = (last) => {
    visit.removeEventListener("pointermove", follow);
    visit.removeEventListener("pointerup", end);
    visit.removeEventListener("pointercancel", end);
    if (last.type === "pointercancel") leave();
    else if (moved && tried) put();
    else if (!moved) location.assign(visit.dataset.url);
  };
  visit.setPointerCapture(event.pointerId);
  visit.addEventListener("pointermove", follow);
  visit.addEventListener("pointerup", end);
  visit.addEventListener("pointercancel", end);
}

/** Give a visit what a hand, a keyboard and a voice need. */
function prepare(visit) {
  const said = {
    role: "slider",
    tabindex: "0",
    "aria-label": `Visit to ${visit.dataset.name}`,
    "aria-describedby": "board-keys",
    "aria-valuemin": 1,
    "aria-valuemax": weeks,
    "aria-valuenow": own(visit) + 1,
    "aria-valuetext": visit.dataset.daysNow,
  };
  for (const [name, value] of Object.entries(said)) visit.setAttribute(name, value);
  visit.addEventListener("keydown", onKey);
  visit.addEventListener("pointerdown", onPress);
  // A finger on a visit draws it along; elsewhere it moves the page.
  visit.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  visit.addEventListener("blur", () => tried?.visit === visit && leave());
}

/** Begin where the hand was, or with the chosen visit or today in view. */
function lookAt() {
  const kept = sessionStorage.getItem("board-visit");
  sessionStorage.removeItem("board-visit");
  const [key, left, top] = kept ? JSON.parse(kept) : [];
  const visit = key && board.querySelector(`[data-visit="${CSS.escape(key)}"]`);
  if (visit) {
    region.scrollLeft = left;
    window.scrollTo(0, top);
    visit.focus({ preventScroll: true });
    return;
  }
  const mark = board.querySelector(".board__row--chosen .board__visit") ?? board.querySelector(".board__now");
  const at = mark?.getBoundingClientRect().left - region.getBoundingClientRect().left;
  if (at > region.clientWidth) region.scrollLeft += at - region.clientWidth / 2;
}

if (form && region) {
  board.querySelectorAll("[data-visit]").forEach(prepare);
  lookAt();
}
