// Moves the sessions of a timetable by mouse, finger or keyboard. Without this file each has a plain form.
const QUARTER = 15, SOON = 150, WIDE = matchMedia("(min-width: 40.0625em)");
const board = document.querySelector("[data-build]");
const say = document.getElementById("build-say");
const token = document.querySelector("#build-form [name=csrfmiddlewaretoken]")?.value;
const grids = board ? [...board.querySelectorAll(".build-grid[data-day]")] : [];
const first = Number(board?.dataset.begins), rows = Number(board?.dataset.rows), tracks = Number(board?.dataset.tracks);
let up = null; // { slot, at, by }: what is picked up, where it is held, and by hand or keys
let asked = null, waiting = 0;

const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const own = (slot) => ({
  grid: grids.indexOf(slot.home),
  begins: Number(slot.dataset.begins),
  track: Number(slot.dataset.track),
});
const same = (one, other) => one.grid === other.grid && one.begins === other.begins && one.track === other.track;

/** Say a sentence where everybody hears and sees it. */
function tell(sentence, isBad = false) {
  say.textContent = sentence;
  say.classList.toggle("is-bad", isBad);
  up?.slot.classList.toggle("is-bad", isBad);
}

/** Draw a session somewhere. */
function draw(slot, at) {
  const grid = grids[at.grid];
  if (slot.parentElement !== grid) {
    const held = document.activeElement;
    grid.append(slot);
    if (slot.contains(held)) held.focus({ preventScroll: true });
  }
  slot.style.gridRowStart = Math.floor((at.begins - first) / QUARTER) + 1;
  slot.style.gridColumn = at.track + 1;
}

function query(slot, at) {
  const starts = clock(at.begins);
  return new URLSearchParams({ day: grids[at.grid].dataset.day, starts, track: at.track, version: slot.dataset.version });
}

/** Ask the server; its answer says whether it fits and what there is to say. */
async function ask(slot, at, method, signal) {
  const fields = query(slot, at), headers = { Accept: "application/json" };
  const answer =
    method === "POST"
      ? await fetch(slot.dataset.move, { method, body: fields, headers: { ...headers, "X-CSRFToken": token }, signal })
      : await fetch(`${slot.dataset.move}?${fields}`, { headers, signal });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

/** Say what it would mean to stand there; only the last question is answered. */
async function judge(slot, at) {
  asked?.abort();
  asked = new AbortController();
  try {
    const found = await ask(slot, at, "GET", asked.signal);
    if (up?.slot === slot && same(up.at, at)) tell(found.said, !found.fits);
  } catch (fault) {
    if (fault.name !== "AbortError") tell("The server did not answer. Nothing is changed; try again.", true);
  }
}

/** Hold the session somewhere: drawn at once, judged as soon as the hand rests. */
function hold(at) {
  const { slot } = up, last = first + rows * QUARTER - Number(slot.dataset.minutes);
  const within = {
    grid: Math.min(Math.max(at.grid, 0), grids.length - 1),
    begins: Math.min(Math.max(at.begins, first), Math.floor(last / QUARTER) * QUARTER),
    track: Math.min(Math.max(at.track, 1), tracks),
  };
  if (same(within, up.at)) return;
  up.at = within;
  draw(slot, within);
  clearTimeout(waiting);
  waiting = setTimeout(() => judge(slot, within), SOON);
}

function pickUp(slot, by) {
  up = { slot, at: own(slot), by };
  slot.classList.add("is-up");
  slot.link.setAttribute("aria-pressed", "true");
  if (by === "keys") tell(`Picked up “${slot.dataset.title}”: ${grids[up.at.grid].dataset.name}, ${clock(up.at.begins)}, track ${up.at.track}.`);
}

/** Let go: everything stands as before. */
function leave(sentence, isBad = false) {
  clearTimeout(waiting);
  asked?.abort();
  if (!up) return;
  const { slot } = up;
  draw(slot, own(slot));
  slot.classList.remove("is-up", "is-bad");
  slot.link.setAttribute("aria-pressed", "false");
  up = null;
  tell(sentence, isBad);
}

/** Put the session down: the server moves it, or says why not and it goes back. */
async function put() {
  const { slot, at, by } = up;
  clearTimeout(waiting);
  asked?.abort();
  if (same(at, own(slot))) return leave("Left where it stands.");
  up = { ...up, by: "done" };
  try {
    const found = await ask(slot, at, "POST");
    if (!found.fits) return leave(found.said, true);
    sessionStorage.setItem("build-moved", JSON.stringify([slot.dataset.session, found.said, by, window.scrollY]));
    location.reload();
  } catch {
    leave("The server did not answer. Nothing is changed; try again.", true);
  }
}

const STEPS = {
  ArrowUp: { begins: -QUARTER },
  ArrowDown: { begins: QUARTER },
  ArrowLeft: { track: -1 },
  ArrowRight: { track: 1 },
  PageUp: { grid: -1 },
  PageDown: { grid: 1 },
};

function onKey(event) {
  const slot = event.currentTarget.closest("[data-session]");
  if (event.altKey || event.ctrlKey || event.metaKey || up?.by === "done") return;
  const mine = up?.slot === slot, step = STEPS[event.key];
  if (event.key === "Enter" || event.key === " ") mine ? put() : pickUp(slot, "keys");
  else if (mine && event.key === "Escape") leave("Left where it stands.");
  else if (mine && step) hold(Object.fromEntries(Object.entries(up.at).map(([name, value]) => [name, value + (step[name] ?? 0)])));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Return where a point of the page lies on the board. */
function under(x, y, down) {
  const grid = grids.findIndex((one) => {
    const box = one.getBoundingClientRect();
    return y >= box.top - 24 && y <= box.bottom + 24;
  });
  if (grid < 0) return null;
  const box = grids[grid].getBoundingClientRect(), left = box.left + 56;
  return {
    grid,
    begins: first + Math.round(((y - down - box.top) / box.height) * rows) * QUARTER,
    track: Math.floor(((x - left) / (box.right - left)) * tracks) + 1,
  };
}

/** Hold a session and draw it along; let go to put it there. */
function onPress(event) {
  const slot = event.currentTarget, onLink = event.target.closest("a");
  const byHandle = event.target.closest(".build-slot__move");
  if (event.button !== 0 || up || !WIDE.matches || (onLink && !byHandle) || (event.pointerType !== "mouse" && !byHandle)) return;
  const down = event.clientY - slot.getBoundingClientRect().top, { clientX, clientY } = event;
  const follow = (step) => {
    if (!up && Math.abs(step.clientX - clientX) + Math.abs(step.clientY - clientY) > 5) pickUp(slot, "hand");
    const there = up?.by === "hand" && under(step.clientX, step.clientY, down);
    if (there) hold(there);
  };
  const end = (last) => {
    for (const [name, heard] of [["pointermove", follow], ["pointerup", end], ["pointercancel", end]])
      window.removeEventListener(name, heard);
    if (up?.by !== "hand") return;
    window.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    setTimeout(() => window.dispatchEvent(new MouseEvent("click")));
    if (last.type === "pointercancel") leave("Left where it stands.");
    else put();
  };
  window.addEventListener("pointermove", follow);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}

/** Give a session what a hand, a keyboard and a voice need. */
function prepare(slot) {
  slot.home = slot.closest(".build-grid");
  slot.link = slot.querySelector(".build-slot__move a");
  if (!grids.includes(slot.home)) return; // a day that is none: the form moves it
  slot.addEventListener("pointerdown", onPress);
  slot.addEventListener("selectstart", (event) => event.preventDefault());
  if (!WIDE.matches) return; // a list has no columns to move in: the link leads to the form
  slot.link.setAttribute("role", "button");
  slot.link.setAttribute("aria-pressed", "false");
  slot.link.setAttribute("aria-describedby", "build-keys");
  slot.link.addEventListener("keydown", onKey);
  slot.link.addEventListener("blur", () => up?.by === "keys" && up.slot === slot && setTimeout(() => {
    if (up?.by === "keys" && document.activeElement !== slot.link) leave("Left where it stands.");
  }));
}

/** After a move, be where the hand was and say what was done. */
function comeBack() {
  const kept = sessionStorage.getItem("build-moved");
  sessionStorage.removeItem("build-moved");
  if (!kept) return;
  const [ref, said, , top] = JSON.parse(kept);
  window.scrollTo(0, top);
  board.querySelector(`[data-session="${CSS.escape(ref)}"]`)?.link?.focus({ preventScroll: true });
  tell(said);
}

if (grids.length) {
  board.querySelectorAll("[data-session]").forEach(prepare);
  comeBack();
}
